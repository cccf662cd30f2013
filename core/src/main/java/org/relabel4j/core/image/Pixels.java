package org.relabel4j.core.image;

/**
 * A decoded image. The array is not copied.
 *
 * @param height rows
 * @param width pixels a row
 * @param channels 1 for grey, 3 for red, green, blue
 * @param values height × width × channels bytes, row-major, channels last
 */
public record Pixels(int height, int width, int channels, byte[] values) {
    /** Weights of red, green and blue in grey, in 65536ths (ITU-R BT.601), as most programs convert. */
    private static final int[] GREY = {19595, 38470, 7471};

    private static final int HALF = 1 << 15;

    /** This image with a number of channels: grey is repeated, colour is weighted by 0.299, 0.587 and 0.114. */
    public Pixels withChannels(int wanted) {
        if (wanted == channels) {
            return this;
        }
        byte[] converted = new byte[height * width * wanted];
        for (int p = 0; p < height * width; p++) {
            if (wanted == 3) {
                converted[3 * p] = values[p];
                converted[3 * p + 1] = values[p];
                converted[3 * p + 2] = values[p];
            } else {
                int sum = HALF;
                for (int c = 0; c < 3; c++) {
                    sum += GREY[c] * (values[3 * p + c] & 0xFF);
                }
                converted[p] = (byte) (sum >> 16);
            }
        }
        return new Pixels(height, width, wanted, converted);
    }
}
