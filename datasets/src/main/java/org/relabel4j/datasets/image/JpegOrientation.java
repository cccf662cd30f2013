package org.relabel4j.datasets.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.relabel4j.core.image.Pixels;

/**
 * How a camera was held: the tag Orientation of a JPEG's EXIF notes, by which browsers and Label Studio turn photographs, so that people
 * label them upright.
 *
 * <p>Source: CIPA DC-008-2019, "Exchangeable image file format for digital still cameras: Exif Version 2.32", section 4.6.4.
 *
 * @param isTransposed whether rows and columns change places
 * @param isFromBottom whether the file's rows are from bottom to top
 * @param isFromRight whether its columns are from right to left
 */
record JpegOrientation(boolean isTransposed, boolean isFromBottom, boolean isFromRight) {
    private static final JpegOrientation UPRIGHT = new JpegOrientation(false, false, false);
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final int APP1 = 0xE1;
    private static final int TAG = 0x0112;
    private static final int SHORT = 3;
    private static final int ENTRY_BYTES = 12;

    /** That of a file whose frame is whole; upright without such notes, or with notes that cannot be read. */
    static JpegOrientation of(byte[] file) {
        return ImageHeaders.segment(file, APP1, EXIF)
                .flatMap(JpegOrientation::tag)
                .map(JpegOrientation::of)
                .orElse(UPRIGHT);
    }

    private static JpegOrientation of(int tag) {
        return switch (tag) {
            case 2 -> new JpegOrientation(false, false, true);
            case 3 -> new JpegOrientation(false, true, true);
            case 4 -> new JpegOrientation(false, true, false);
            case 5 -> new JpegOrientation(true, false, false);
            case 6 -> new JpegOrientation(true, true, false);
            case 7 -> new JpegOrientation(true, true, true);
            case 8 -> new JpegOrientation(true, false, true);
            default -> UPRIGHT;
        };
    }

    /** The tag's value in the first directory of a TIFF file. */
    private static Optional<Integer> tag(ByteBuffer tiff) {
        if (tiff.limit() < 8) {
            return Optional.empty();
        }
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        if (directory < 8 || directory > tiff.limit() - 2) {
            return Optional.empty();
        }
        int entries = Math.min(tiff.getShort(directory) & 0xFFFF, (tiff.limit() - directory - 2) / ENTRY_BYTES);
        for (int entry = directory + 2; entries > 0; entry += ENTRY_BYTES, entries--) {
            if ((tiff.getShort(entry) & 0xFFFF) == TAG && tiff.getShort(entry + 2) == SHORT) {
                return Optional.of((int) tiff.getShort(entry + 8));
            }
        }
        return Optional.empty();
    }

    /** An image as it is to be seen. */
    Pixels turn(Pixels image) {
        if (equals(UPRIGHT)) {
            return image;
        }
        int height = isTransposed ? image.width() : image.height();
        int width = isTransposed ? image.height() : image.width();
        int channels = image.channels();
        byte[] turned = new byte[image.values().length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int row = isTransposed ? x : y;
                int column = isTransposed ? y : x;
                int from = (isFromBottom ? image.height() - 1 - row : row) * image.width()
                        + (isFromRight ? image.width() - 1 - column : column);
                System.arraycopy(image.values(), from * channels, turned, (y * width + x) * channels, channels);
            }
        }
        return new Pixels(height, width, channels, turned);
    }
}
