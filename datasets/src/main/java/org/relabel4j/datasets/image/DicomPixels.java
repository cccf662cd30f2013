package org.relabel4j.datasets.image;

import java.util.OptionalDouble;
import org.relabel4j.core.image.Pixels;

/**
 * Brings the pixels of a DICOM file to bytes. Grey of up to eight bits is taken as it stands. Grey of more is windowed: by the file's
 * first window where it has one (PS3.3, C.11.2.1.2.1), else from the image's smallest value to its largest. Where low values
 * are white (MONOCHROME1), the bytes are turned round.
 */
final class DicomPixels {
    private final DicomFile file;
    private final long maxPixels;

    private DicomPixels(DicomFile file, long maxPixels) {
        this.file = file;
        this.maxPixels = maxPixels;
    }

    /** Decodes a JPEG file. */
    @FunctionalInterface
    interface Jpeg {
        Pixels decode(byte[] file) throws ImageProblem;
    }

    /**
     * Decodes a file.
     *
     * @throws ImageProblem if it is damaged, too large, of several frames, or stored in a way that is not read
     */
    static Pixels decode(byte[] content, long maxPixels, Jpeg jpeg) throws ImageProblem {
        DicomFile file = DicomFile.read(content);
        String frames = file.text(DicomFile.FRAMES);
        if (!frames.isEmpty() && !frames.equals("1")) {
            throw new ImageProblem(
                    "has " + frames + " frames, expected a single image; save each frame in a file of its own");
        }
        return new DicomPixels(file, maxPixels).decode(jpeg);
    }

    private Pixels decode(Jpeg jpeg) throws ImageProblem {
        String kind = file.text(DicomFile.PHOTOMETRIC);
        boolean whiteIsLow = kind.equals("MONOCHROME1");
        boolean grey = whiteIsLow || kind.equals("MONOCHROME2");
        if (!file.isJpeg() && !grey && !kind.equals("RGB")) {
            throw new ImageProblem("has pixels of the kind '" + kind + "', expected MONOCHROME1, MONOCHROME2 or RGB;"
                    + " convert it to PNG");
        }
        if (file.isJpeg() && !ImageHeaders.isJpeg(file.pixels())) {
            throw new ImageProblem("is damaged: its pixels are no JPEG image");
        }
        Pixels pixels = file.isJpeg() ? jpeg.decode(file.pixels()) : stored(grey ? 1 : 3);
        if (whiteIsLow) {
            byte[] values = pixels.values();
            for (int i = 0; i < values.length; i++) {
                values[i] = (byte) ~values[i];
            }
        }
        return pixels;
    }

    private Pixels stored(int channels) throws ImageProblem {
        int height = file.number(DicomFile.ROWS, 0);
        int width = file.number(DicomFile.COLUMNS, 0);
        if (height == 0 || width == 0) {
            throw new ImageProblem("has " + height + " rows of " + width + " pixels");
        }
        ImageDecoder.checkSize(width, height, maxPixels);
        int allocated = file.number(DicomFile.BITS_ALLOCATED, 0);
        int bits = file.number(DicomFile.BITS_STORED, allocated);
        int high = file.number(DicomFile.HIGH_BIT, bits - 1);
        boolean fits = bits >= 1 && bits <= high + 1 && high < allocated;
        if (file.number(DicomFile.SAMPLES, 1) != channels
                || !fits
                || allocated != 8 && (allocated != 16 || channels == 3)) {
            throw new ImageProblem("has " + file.number(DicomFile.SAMPLES, 1) + " samples a pixel of " + bits + " in "
                    + allocated + " bits, expected grey in 8 or 16, or three in 8; convert it to PNG");
        }
        long expected = (long) height * width * channels * (allocated / 8);
        if (file.pixels().length < expected) {
            throw new ImageProblem("has " + file.pixels().length + " bytes of pixels, expected " + expected + " for "
                    + width + " x " + height);
        }
        int[] values = values(height * width * channels, allocated, high + 1 - bits, bits);
        return new Pixels(height, width, channels, bits <= 8 ? asTheyStand(values, bits, channels) : windowed(values));
    }

    private int[] values(int size, int allocated, int shift, int bits) throws ImageProblem {
        boolean signed = file.number(DicomFile.SIGNED, 0) == 1;
        byte[] raw = file.pixels();
        int[] values = new int[size];
        int unused = Integer.SIZE - bits;
        for (int i = 0; i < size; i++) {
            int value = (allocated == 8 ? raw[i] & 0xFF : raw[2 * i] & 0xFF | (raw[2 * i + 1] & 0xFF) << 8) >>> shift;
            values[i] = signed ? value << unused >> unused : value << unused >>> unused;
        }
        return values;
    }

    private byte[] asTheyStand(int[] values, int bits, int channels) throws ImageProblem {
        byte[] bytes = new byte[values.length];
        int lowest = file.number(DicomFile.SIGNED, 0) == 1 ? -(1 << bits - 1) : 0;
        boolean planes = channels == 3 && file.number(DicomFile.PLANAR, 0) == 1;
        int pixels = values.length / channels;
        for (int i = 0; i < values.length; i++) {
            int from = planes ? i % channels * pixels + i / channels : i;
            bytes[i] = (byte) ImageDecoder.toByte(values[from] - lowest, bits);
        }
        return bytes;
    }

    private byte[] windowed(int[] values) throws ImageProblem {
        double slope = file.decimal(DicomFile.SLOPE).orElse(1);
        double intercept = file.decimal(DicomFile.INTERCEPT).orElse(0);
        OptionalDouble centre = file.decimal(DicomFile.WINDOW_CENTRE);
        OptionalDouble width = file.decimal(DicomFile.WINDOW_WIDTH);
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        if (centre.isPresent() && width.isPresent() && width.getAsDouble() >= 1) {
            low = centre.getAsDouble() - 0.5 - (width.getAsDouble() - 1) / 2;
            high = low + width.getAsDouble() - 1;
        } else {
            for (int value : values) {
                low = Math.min(low, slope * value + intercept);
                high = Math.max(high, slope * value + intercept);
            }
        }
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            double x = slope * values[i] + intercept;
            double share = x <= low ? 0 : x > high ? 1 : (x - low) / (high - low);
            bytes[i] = (byte) Math.round(255 * share);
        }
        return bytes;
    }
}
