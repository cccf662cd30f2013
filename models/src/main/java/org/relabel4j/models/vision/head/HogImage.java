package org.relabel4j.models.vision.head;

import java.util.Arrays;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.models.vision.ImageShape;

/**
 * What an image looks like in a few hundred numbers: histograms of oriented gradients (Dalal and Triggs 2005,
 * doi:10.1109/CVPR.2005.177), its colours on a coarse grid, and a histogram of its colours.
 *
 * <p>Gradients are those of the square root of the colours, at each pixel of the channel where they are steepest, without sign, in
 * 9 orientations, dealt out between neighbouring orientations and cells; blocks of 2 × 2 cells are normalised each by itself (norm,
 * clipped at 0.2, norm). Departures from the paper: cells are a quarter of the image's sides whatever its size, since few labels want few features,
 * and a block has no Gaussian window. The colours are ours: {@code docs/VISION.md} says what they bring.
 */
final class HogImage {
    private static final int CELLS = 4;
    private static final int ORIENTATIONS = 9;
    private static final int BLOCKS = CELLS - 1;
    private static final int BLOCK_LENGTH = 4 * ORIENTATIONS;
    private static final double CLIP = 0.2;

    /** Keeps flat blocks flat: a hundredth of the range from black to white. */
    private static final double FLAT = 1e-2;

    private static final int GRID = 6;
    private static final int COLOURS = 4;
    private static final int BYTES = 256;

    private final ImageShape shape;
    private final byte[] bytes;
    private final double[] roots;
    private final double[] cells = new double[CELLS * CELLS * ORIENTATIONS];
    private final double[] block = new double[BLOCK_LENGTH];

    /** Room to describe images of a size, one after another. */
    HogImage(ImageShape shape) {
        this.shape = shape;
        bytes = new byte[shape.length()];
        roots = new double[shape.length()];
    }

    /** How many numbers describe an image. */
    static int dimension(int channels) {
        return BLOCKS * BLOCKS * BLOCK_LENGTH + GRID * GRID * channels + COLOURS * COLOURS * COLOURS;
    }

    /** Describes image {@code i} from {@code offset} on, where zeros are. */
    void describe(ImageSet images, int i, float[] destination, int offset) {
        images.copyTo(i, bytes, 0);
        for (int n = 0; n < bytes.length; n++) {
            roots[n] = Math.sqrt((bytes[n] & 0xff) / 255.0);
        }
        Arrays.fill(cells, 0);
        for (int y = 0; y < shape.height(); y++) {
            for (int x = 0; x < shape.width(); x++) {
                addGradient(y, x);
            }
        }
        int next = offset;
        for (int b = 0; b < BLOCKS * BLOCKS; b++) {
            next = normalise(b / BLOCKS, b % BLOCKS, destination, next);
        }
        next = grid(destination, next);
        histogram(destination, next);
    }

    private void addGradient(int y, int x) {
        int channels = shape.channels();
        int left = (y * shape.width() + Math.max(0, x - 1)) * channels;
        int right = (y * shape.width() + Math.min(shape.width() - 1, x + 1)) * channels;
        int above = (Math.max(0, y - 1) * shape.width() + x) * channels;
        int below = (Math.min(shape.height() - 1, y + 1) * shape.width() + x) * channels;
        double steepest = 0;
        double bestX = 0;
        double bestY = 0;
        for (int c = 0; c < channels; c++) {
            double dx = roots[right + c] - roots[left + c];
            double dy = roots[below + c] - roots[above + c];
            if (dx * dx + dy * dy > steepest) {
                steepest = dx * dx + dy * dy;
                bestX = dx;
                bestY = dy;
            }
        }
        if (steepest > 0) {
            // StrictMath: the same bits on every machine.
            double turn = StrictMath.atan2(bestY, bestX) / Math.PI;
            addToCells(y, x, Math.sqrt(steepest), (turn < 0 ? turn + 1 : turn) * ORIENTATIONS - 0.5);
        }
    }

    /** @param orientation -0.5 to 8.5: between the middles of two of the nine, of which the last is next to the first */
    private void addToCells(int y, int x, double size, double orientation) {
        int lower = (int) Math.floor(orientation);
        double upperShare = orientation - lower;
        int first = Math.floorMod(lower, ORIENTATIONS);
        int second = Math.floorMod(lower + 1, ORIENTATIONS);
        double row = (y + 0.5) * CELLS / shape.height() - 0.5;
        double column = (x + 0.5) * CELLS / shape.width() - 0.5;
        int top = (int) Math.floor(row);
        int left = (int) Math.floor(column);
        for (int cell = 0; cell < 4; cell++) {
            int r = top + cell / 2;
            int c = left + cell % 2;
            if (r >= 0 && r < CELLS && c >= 0 && c < CELLS) {
                double share = size * (1 - Math.abs(row - r)) * (1 - Math.abs(column - c));
                int at = (r * CELLS + c) * ORIENTATIONS;
                cells[at + first] += share * (1 - upperShare);
                cells[at + second] += share * upperShare;
            }
        }
    }

    private int normalise(int row, int column, float[] destination, int offset) {
        for (int cell = 0; cell < 4; cell++) {
            int from = ((row + cell / 2) * CELLS + column + cell % 2) * ORIENTATIONS;
            System.arraycopy(cells, from, block, cell * ORIENTATIONS, ORIENTATIONS);
        }
        divide(Math.sqrt(squares() + FLAT * FLAT));
        for (int n = 0; n < BLOCK_LENGTH; n++) {
            block[n] = Math.min(CLIP, block[n]);
        }
        divide(Math.sqrt(squares() + FLAT * FLAT));
        for (int n = 0; n < BLOCK_LENGTH; n++) {
            destination[offset + n] = (float) block[n];
        }
        return offset + BLOCK_LENGTH;
    }

    private double squares() {
        double sum = 0;
        for (double value : block) {
            sum += value * value;
        }
        return sum;
    }

    private void divide(double norm) {
        for (int n = 0; n < BLOCK_LENGTH; n++) {
            block[n] /= norm;
        }
    }

    /** The mean of each channel on a coarse grid. */
    private int grid(float[] destination, int offset) {
        int channels = shape.channels();
        int[] counts = new int[GRID * GRID];
        for (int n = 0; n < bytes.length; n++) {
            int pixel = n / channels;
            int place =
                    pixel / shape.width() * GRID / shape.height() * GRID + pixel % shape.width() * GRID / shape.width();
            counts[place]++;
            destination[offset + place * channels + n % channels] += (bytes[n] & 0xff) / 255f;
        }
        for (int n = 0; n < GRID * GRID * channels; n++) {
            destination[offset + n] /= Math.max(1, counts[n / channels] / channels);
        }
        return offset + GRID * GRID * channels;
    }

    /** The root of the share of pixels of each colour; a grey one is a colour of equal parts. */
    private void histogram(float[] destination, int offset) {
        int channels = shape.channels();
        int pixels = bytes.length / channels;
        for (int pixel = 0; pixel < pixels; pixel++) {
            int colour = 0;
            for (int c = 0; c < 3; c++) {
                colour = colour * COLOURS + (bytes[pixel * channels + c % channels] & 0xff) * COLOURS / BYTES;
            }
            destination[offset + colour]++;
        }
        for (int n = offset; n < offset + COLOURS * COLOURS * COLOURS; n++) {
            destination[n] = (float) Math.sqrt(destination[n] / pixels);
        }
    }
}
