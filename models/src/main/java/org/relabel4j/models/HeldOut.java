package org.relabel4j.models;

import java.util.Arrays;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.validation.StratifiedKFold;

/** Which training examples to hold out in order to choose a setting by the others. Internal. */
public final class HeldOut {
    /** Folds to deal them out to. */
    public static final int FOLDS = 3;

    private HeldOut() {}

    /**
     * The fold in which each training example is held out, the same for the same labels: each class has its share of each.
     *
     * @param copies runs of the same examples of which the training examples consist; all of one example are held out together
     * @return fold of each, 0 to 2, or -1 for the only example of its class, which is never held out; empty if there are less than
     *     two classes of at least two examples, so that there is nothing to choose by
     */
    public static int[] folds(int[] labels, int numClasses, int copies) {
        int[] distinct = Arrays.copyOf(labels, labels.length / copies);
        int[] counts = new int[numClasses];
        for (int label : distinct) {
            counts[label]++;
        }
        if (Arrays.stream(counts).filter(count -> count >= 2).count() < 2) {
            return new int[0];
        }
        int[] shared = Arrays.stream(distinct)
                .map(label -> counts[label] < 2 ? -1 : label)
                .toArray();
        int[] folds = StratifiedKFold.assign(shared, numClasses, FOLDS, Seeds.generator(0, "held out"));
        int[] all = new int[labels.length];
        Arrays.setAll(all, n -> folds[n % folds.length]);
        return all;
    }
}
