package org.relabel4j.models.mlp;

/** How an epoch's examples are dealt out to batches. The number of batches is the same either way. */
public enum BatchSplit {
    /** Batches as equal as can be: 801 examples in batches of at most 200 are five of 160 or 161. */
    EVEN {
        @Override
        int[] starts(int size, int batchSize) {
            int count = count(size, batchSize);
            int[] starts = new int[count + 1];
            for (int batch = 0; batch <= count; batch++) {
                starts[batch] = batch * (size / count) + Math.min(batch, size % count);
            }
            return starts;
        }
    },

    /**
     * Full batches and what is left, as scikit-learn does it: 801 examples are four of 200 and one of a single example. One
     * example moves the weights as far as 200 do, since Adam's step does not depend on the gradient's length; on Wall Robot
     * such a batch costs ten points of accuracy, in scikit-learn as here.
     */
    SHORT_LAST {
        @Override
        int[] starts(int size, int batchSize) {
            int[] starts = new int[count(size, batchSize) + 1];
            for (int batch = 0; batch < starts.length; batch++) {
                starts[batch] = Math.min(size, batch * batchSize);
            }
            return starts;
        }
    };

    /**
     * Where each batch starts, and at the end the size.
     *
     * @param batchSize 1 to size
     */
    abstract int[] starts(int size, int batchSize);

    private static int count(int size, int batchSize) {
        return (size + batchSize - 1) / batchSize;
    }
}
