package org.relabel4j.datasets.cifar;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.IntUnaryOperator;
import org.relabel4j.datasets.format.InputException;

/**
 * Tells whether labels that come in a file of their own stand in the order of the images. People's most frequent label is the
 * true one for 99.2 % of CIFAR-10H's images; in another order for 10 %.
 */
final class Alignment {
    private static final double LOWEST_AGREEMENT = 0.95;

    private Alignment() {}

    /**
     * Checks an order.
     *
     * @param what of what the labels are, for the message
     * @param labels class of each image
     * @param found class of each image by the file, or -1 to leave it out
     * @throws InputException if fewer than 95 % agree
     */
    static void check(Path file, String what, int[] labels, IntUnaryOperator found) throws InputException {
        int compared = 0;
        int agreeing = 0;
        for (int i = 0; i < labels.length; i++) {
            int label = found.applyAsInt(i);
            compared += label >= 0 ? 1 : 0;
            agreeing += label == labels[i] ? 1 : 0;
        }
        if (agreeing < LOWEST_AGREEMENT * compared) {
            throw InputException.inFile(
                    file,
                    String.format(
                            Locale.ROOT,
                            "%s agree with the labels of the images for %.1f %% of them",
                            what,
                            100.0 * agreeing / compared),
                    "at least 95 %",
                    "the images are in another order: use the official archives, or what keeps their order");
        }
    }
}
