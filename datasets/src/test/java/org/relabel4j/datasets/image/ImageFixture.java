package org.relabel4j.datasets.image;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Image files of every kind, good and bad, made here. */
public final class ImageFixture {
    private ImageFixture() {}

    /** A colour image in which red rises to the right, green downwards, and blue is 50. */
    public static BufferedImage colours(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(
                        x, y, x * 255 / Math.max(1, width - 1) << 16 | y * 255 / Math.max(1, height - 1) << 8 | 50);
            }
        }
        return image;
    }

    /** A JPEG file with EXIF notes that hold the tag Orientation alone. */
    public static byte[] withOrientation(byte[] jpeg, int orientation, ByteOrder order) {
        ByteBuffer notes = ByteBuffer.allocate(36);
        notes.putShort((short) 0xFFE1).putShort((short) 34).put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        notes.put((order == ByteOrder.BIG_ENDIAN ? "MM" : "II").getBytes(StandardCharsets.US_ASCII));
        notes.order(order).putShort((short) 42).putInt(8).putShort((short) 1);
        notes.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation);
        return ByteBuffer.allocate(jpeg.length + 36)
                .put(jpeg, 0, 2)
                .put(notes.array())
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    /** A grey DICOM file whose pixels are a JPEG file, as those of RSNA's challenge. */
    public static byte[] dicom(byte[] jpeg) {
        ByteBuffer out = ByteBuffer.allocate(jpeg.length + 512).order(ByteOrder.LITTLE_ENDIAN);
        out.position(128).put("DICM".getBytes(StandardCharsets.US_ASCII));
        element(out, 0x0002, 0x0010, "UI", "1.2.840.10008.1.2.4.50");
        element(out, 0x0028, 0x0004, "CS", "MONOCHROME2 ");
        out.putShort((short) 0x7FE0).putShort((short) 0x0010).put("OB".getBytes(StandardCharsets.US_ASCII));
        out.putShort((short) 0).putInt(-1);
        // An empty table of frames, the frame of even length, and the end.
        out.putInt(0xE000_FFFE)
                .putInt(0)
                .putInt(0xE000_FFFE)
                .putInt(jpeg.length + jpeg.length % 2)
                .put(jpeg);
        out.position(out.position() + jpeg.length % 2).putInt(0xE0DD_FFFE).putInt(0);
        return Arrays.copyOf(out.array(), out.position());
    }

    private static void element(ByteBuffer out, int group, int element, String kind, String value) {
        out.putShort((short) group).putShort((short) element).put(kind.getBytes(StandardCharsets.US_ASCII));
        out.putShort((short) value.length()).put(value.getBytes(StandardCharsets.US_ASCII));
    }

    /** A grey image of 8 or 16 bits whose values are 10, 20, 30, ... (times 256 for 16 bits). */
    public static BufferedImage greys(int width, int height, boolean sixteenBits) {
        BufferedImage image = new BufferedImage(
                width, height, sixteenBits ? BufferedImage.TYPE_USHORT_GRAY : BufferedImage.TYPE_BYTE_GRAY);
        for (int p = 0; p < width * height; p++) {
            int value = 10 * (p + 1) % 256;
            image.getRaster().setSample(p % width, p / width, 0, sixteenBits ? value << 8 | 77 : value);
        }
        return image;
    }

    static BufferedImage sixteenBitColours(int width, int height) {
        ComponentColorModel model = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB), false, false, Transparency.OPAQUE, DataBuffer.TYPE_USHORT);
        WritableRaster raster = model.createCompatibleWritableRaster(width, height);
        for (int p = 0; p < width * height; p++) {
            for (int c = 0; c < 3; c++) {
                raster.setSample(p % width, p / width, c, (40 * c + p) << 8 | 200);
            }
        }
        return new BufferedImage(model, raster, false, null);
    }

    /** An image in a format. */
    public static byte[] encoded(BufferedImage image, String format) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            if (!ImageIO.write(image, format, out)) {
                throw new IllegalArgumentException("no writer for " + format);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A JPEG of four components. */
    public static byte[] cmyk() {
        try {
            WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 16, 16, 4, null);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
            try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
                writer.setOutput(stream);
                writer.write(new IIOImage(raster, null, null));
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] animatedGif(int frames) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
            try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
                writer.setOutput(stream);
                writer.prepareWriteSequence(null);
                for (int n = 0; n < frames; n++) {
                    writer.writeToSequence(new IIOImage(colours(4 + n, 4), null, null), null);
                }
                writer.endWriteSequence();
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A PNG with one more chunk before its image data. */
    static byte[] withChunk(byte[] png, String type, byte[] data) {
        int afterHeader = 8 + 25;
        ByteBuffer out = ByteBuffer.allocate(png.length + 12 + data.length);
        out.put(png, 0, afterHeader);
        putChunk(out, type, data);
        out.put(png, afterHeader, png.length - afterHeader);
        return out.array();
    }

    private static void putChunk(ByteBuffer out, String type, byte[] data) {
        CRC32 crc = new CRC32();
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        crc.update(name);
        crc.update(data);
        out.putInt(data.length).put(name).put(data).putInt((int) crc.getValue());
    }

    /** A sound little PNG file that says it has 100,000 × 100,000 pixels. */
    public static byte[] bomb() {
        ByteBuffer out = ByteBuffer.allocate(8 + 25 + 12 + 20 + 12);
        out.put(encoded(greys(1, 1, false), "png"), 0, 8);
        ByteBuffer header =
                ByteBuffer.allocate(13).putInt(100_000).putInt(100_000).put(new byte[] {8, 2, 0, 0, 0});
        putChunk(out, "IHDR", header.array());
        putChunk(out, "IDAT", new byte[20]);
        putChunk(out, "IEND", new byte[0]);
        return out.array();
    }
}
