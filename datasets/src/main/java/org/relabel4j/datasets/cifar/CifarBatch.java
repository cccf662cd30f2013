package org.relabel4j.datasets.cifar;

import java.util.List;
import java.util.Map;
import org.relabel4j.core.text.Counted;
import org.relabel4j.datasets.archive.MalformedException;
import org.relabel4j.datasets.archive.NumpyArray;
import org.relabel4j.datasets.archive.Pickle;

/** Parses one batch file of either archive. */
final class CifarBatch {
    private static final int RECORD_BYTES = 1 + CifarImages.IMAGE_BYTES;

    private CifarBatch() {}

    /** A batch of the binary archive: records of a label and three planes. */
    static CifarImages parseBinary(byte[] bytes) throws MalformedException {
        if (bytes.length == 0 || bytes.length % RECORD_BYTES != 0) {
            throw new MalformedException("has " + Counted.of(bytes.length, "byte") + ", expected a multiple of "
                    + RECORD_BYTES + "; it is cut off or no batch of CIFAR-10");
        }
        byte[][] images = new byte[bytes.length / RECORD_BYTES][];
        int[] labels = new int[images.length];
        for (int i = 0; i < images.length; i++) {
            labels[i] = label(bytes[i * RECORD_BYTES], i);
            images[i] = CifarImages.interleaved(bytes, i * RECORD_BYTES + 1);
        }
        return new CifarImages(images, labels);
    }

    /** A batch of the Python archive: a pickled dictionary with {@code data} and {@code labels}. */
    static CifarImages parsePython(byte[] bytes) throws MalformedException {
        if (!(Pickle.read(bytes) instanceof Map<?, ?> batch)
                || !(batch.get("data") instanceof NumpyArray data)
                || !(batch.get("labels") instanceof List<?> list)) {
            throw new MalformedException("is no batch of CIFAR-10, a dictionary with data and labels");
        }
        int[] shape = data.shape();
        if (!data.isBytes() || shape.length != 2 || shape[1] != CifarImages.IMAGE_BYTES || shape[0] != list.size()) {
            throw new MalformedException("holds data of shape " + java.util.Arrays.toString(shape) + " and "
                    + Counted.of(list.size(), "label") + ", expected uint8 of shape [labels, " + CifarImages.IMAGE_BYTES
                    + "]");
        }
        byte[][] images = new byte[shape[0]][];
        int[] labels = new int[shape[0]];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = label(list.get(i) instanceof Long number ? number : -1, i);
            images[i] = CifarImages.interleaved(data.data(), i * CifarImages.IMAGE_BYTES);
        }
        return new CifarImages(images, labels);
    }

    private static int label(long label, int image) throws MalformedException {
        if (label < 0 || label >= CifarImages.CLASS_NAMES.size()) {
            throw new MalformedException(
                    "has the label " + label + " at image " + image + ", expected 0 to 9; is it CIFAR-100?");
        }
        return (int) label;
    }
}
