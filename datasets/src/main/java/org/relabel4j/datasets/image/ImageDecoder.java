package org.relabel4j.datasets.image;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.relabel4j.core.image.Pixels;

/**
 * Decodes PNG, JPEG, GIF, BMP and DICOM images to bytes. What is no single, whole image is refused with the reason; so is one that
 * would take more memory than allowed, before it is decoded. Thread-safe.
 *
 * <p>Values are taken as they stand in the file, without conversion between colour spaces; of 16 bits the upper 8 are kept, and
 * transparency is dropped. A palette becomes colour. A photograph is turned as its notes say ({@link JpegOrientation}).
 *
 * @param maxPixels largest number of pixels to decode
 */
public record ImageDecoder(long maxPixels) {
    /**
     * Decodes a file.
     *
     * @param file its content
     * @throws ImageProblem if it cannot be used
     */
    public Pixels decode(byte[] file) throws ImageProblem {
        ImageHeaders.Format format = ImageHeaders.format(file);
        if (format == ImageHeaders.Format.DICOM) {
            return DicomPixels.decode(file, maxPixels, this::decode);
        }
        if (format == ImageHeaders.Format.PNG) {
            ImageHeaders.checkPng(file);
        } else if (format == ImageHeaders.Format.JPEG) {
            ImageHeaders.checkJpeg(file);
        }
        ImageReader reader = ImageIO.getImageReadersByFormatName(format.name()).next();
        try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(stream, false, true);
            Pixels image = decode(reader, format);
            return format == ImageHeaders.Format.JPEG ? JpegOrientation.of(file).turn(image) : image;
        } catch (EOFException e) {
            throw new ImageProblem("is cut off");
        } catch (IOException | RuntimeException e) {
            // Java's readers meet damage with exceptions of all kinds.
            String reason = e.getMessage() == null ? "" : ": " + e.getMessage();
            throw new ImageProblem("is damaged or of an unknown kind" + reason);
        } finally {
            reader.dispose();
        }
    }

    private Pixels decode(ImageReader reader, ImageHeaders.Format format) throws IOException, ImageProblem {
        checkSize(reader.getWidth(0), reader.getHeight(0), maxPixels);
        if (format == ImageHeaders.Format.GIF && reader.getNumImages(true) > 1) {
            throw new ImageProblem(
                    "is an animation of " + reader.getNumImages(true) + " images, expected a single one");
        }
        Damage damage = new Damage();
        reader.addIIOReadWarningListener(damage);
        BufferedImage image = reader.read(0);
        if (damage.found.isPresent()) {
            throw new ImageProblem("is damaged: " + damage.found.get());
        }
        return pixels(image);
    }

    static void checkSize(int width, int height, long maxPixels) throws ImageProblem {
        if ((long) width * height > maxPixels) {
            throw new ImageProblem("has " + width + " x " + height + " pixels, expected at most " + maxPixels
                    + " in all; shrink it, or raise max-pixels");
        }
    }

    /** Of what a reader warns about, the damage: missing pixels would be grey. */
    private static final class Damage implements IIOReadWarningListener {
        private Optional<String> found = Optional.empty();

        @Override
        public void warningOccurred(ImageReader source, String warning) {
            String lower = warning.toLowerCase(Locale.ROOT);
            boolean harmless = lower.contains("extraneous") || lower.contains("profile") || lower.contains("metadata");
            if (!harmless && lower.matches("(?s).*(premature|truncat|corrupt|missing|bad|invalid).*")) {
                found = Optional.of(warning);
            }
        }
    }

    private static Pixels pixels(BufferedImage image) {
        Raster raster = image.getRaster();
        int height = image.getHeight();
        int width = image.getWidth();
        if (image.getColorModel() instanceof IndexColorModel) {
            return indexed(image, height, width);
        }
        int bands = raster.getNumBands();
        int channels = bands < 3 ? 1 : 3;
        byte[] values = new byte[Math.multiplyExact(Math.multiplyExact(height, width), channels)];
        int[] row = new int[width * bands];
        for (int y = 0; y < height; y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < channels; c++) {
                    int bits = raster.getSampleModel().getSampleSize(c);
                    values[(y * width + x) * channels + c] = (byte) toByte(row[x * bands + c], bits);
                }
            }
        }
        return new Pixels(height, width, channels, values);
    }

    private static Pixels indexed(BufferedImage image, int height, int width) {
        byte[] values = new byte[Math.multiplyExact(Math.multiplyExact(height, width), 3)];
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++) {
                int at = (y * width + x) * 3;
                values[at] = (byte) (row[x] >> 16);
                values[at + 1] = (byte) (row[x] >> 8);
                values[at + 2] = (byte) row[x];
            }
        }
        return new Pixels(height, width, 3, values);
    }

    static int toByte(int sample, int bits) {
        return bits >= 8 ? sample >> bits - 8 : sample * 255 / ((1 << bits) - 1);
    }
}
