"""Makes the DICOM files beside this script, and prints the bytes that DicomPixelsTest expects. pydicom 3.0.2, Pillow 13.0.0, NumPy 2.4.6."""
import io
import os

import numpy as np
import pydicom
from PIL import Image
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.sequence import Sequence
from pydicom.uid import ExplicitVRLittleEndian, ImplicitVRLittleEndian, JPEGBaseline8Bit, RLELossless

HERE = os.path.dirname(os.path.abspath(__file__))


def save(name, values, syntax, photometric="MONOCHROME2", stored=8, signed=0, **more):
    file = Dataset()
    file.file_meta = FileMetaDataset()
    file.file_meta.TransferSyntaxUID = syntax
    file.file_meta.MediaStorageSOPClassUID = "1.2.840.10008.5.1.4.1.1.1"
    file.file_meta.MediaStorageSOPInstanceUID = file.SOPInstanceUID = "1.2.3"
    file.SOPClassUID = "1.2.840.10008.5.1.4.1.1.1"
    file.PatientID = name
    # A sequence without a length, with one in it, as many devices write.
    inner = Dataset()
    inner.CodeValue = "1"
    outer = Dataset()
    outer.PurposeOfReferenceCodeSequence = Sequence([inner])
    file.SourceImageSequence = Sequence([outer])
    file["SourceImageSequence"].is_undefined_length = True
    outer.is_undefined_length_sequence_item = True
    file.Rows, file.Columns = values.shape[:2]
    file.SamplesPerPixel = 1 if values.ndim == 2 else 3
    file.PhotometricInterpretation = photometric
    file.BitsAllocated = 8 * values.dtype.itemsize
    file.BitsStored, file.HighBit, file.PixelRepresentation = stored, stored - 1, signed
    for key, value in more.items():
        setattr(file, key, value)
    if syntax == JPEGBaseline8Bit:
        jpeg = io.BytesIO()
        Image.fromarray(values).save(jpeg, "JPEG", quality=95)
        file.PixelData = encapsulate([jpeg.getvalue()])
        file["PixelData"].is_undefined_length = True
    elif syntax == RLELossless:
        file.PixelData = values.tobytes()
        file.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
        file.compress(RLELossless)
    else:
        file.PixelData = values.tobytes()
    path = os.path.join(HERE, name + ".dcm")
    file.save_as(path, enforce_file_format=True)
    read = pydicom.dcmread(path)
    print(name, read.pixel_array.ravel().tolist())
    if stored > 8 and "WindowWidth" in read:
        out = pydicom.pixels.apply_windowing(pydicom.pixels.apply_rescale(read.pixel_array, read), read)
        # pydicom maps the window to the range of the stored values.
        low, high = (-(2 ** (stored - 1)), 2 ** (stored - 1) - 1) if signed else (0, 2**stored - 1)
        slope, intercept = float(read.get("RescaleSlope", 1)), float(read.get("RescaleIntercept", 0))
        low, high = low * slope + intercept, high * slope + intercept
        print("   windowed", np.round(255 * (out - low) / (high - low), 6).ravel().tolist())


grey = np.arange(12, dtype=np.uint8).reshape(3, 4) * 20
save("jpeg", np.repeat(np.repeat(grey, 8, 0), 8, 1), JPEGBaseline8Bit)
save("implicit", grey, ImplicitVRLittleEndian)
save("white-is-low", grey, ExplicitVRLittleEndian, "MONOCHROME1")
save("rle", grey, RLELossless)
rgb = np.arange(18, dtype=np.uint8).reshape(2, 3, 3) * 10
save("colour", rgb, ExplicitVRLittleEndian, "RGB", PlanarConfiguration=0)
twelve = (np.arange(12, dtype=np.uint16) * 370).reshape(3, 4)
save("twelve-bits", twelve, ExplicitVRLittleEndian, stored=12)
save("window", twelve, ExplicitVRLittleEndian, stored=12, WindowCenter=[2000, 40], WindowWidth=[1500, 80],
     RescaleSlope=2, RescaleIntercept=-1000)
save("signed", (twelve.astype(np.int16) - 2000), ExplicitVRLittleEndian, stored=16, signed=1, WindowCenter=0, WindowWidth=2000)
