package org.relabel4j.models.mlp;

import org.nd4j.linalg.schedule.ISchedule;

/**
 * The L2 penalty divided by the size of the batch at hand, as scikit-learn has it; Deeplearning4j's own coefficient is for
 * the batch's mean loss, so it must change with a short last batch.
 */
final class PenaltySchedule implements ISchedule {
    private static final long serialVersionUID = 1L;

    private final double l2;
    private final int[] batchSizes;

    PenaltySchedule(double l2, MiniBatches batches) {
        this.l2 = l2;
        batchSizes = new int[batches.count()];
        for (int batch = 0; batch < batchSizes.length; batch++) {
            batchSizes[batch] = batches.size(batch);
        }
    }

    private PenaltySchedule(double l2, int[] batchSizes) {
        this.l2 = l2;
        this.batchSizes = batchSizes;
    }

    @Override
    public double valueAt(int iteration, int epoch) {
        return l2 / batchSizes[iteration % batchSizes.length];
    }

    @Override
    public ISchedule clone() {
        return new PenaltySchedule(l2, batchSizes);
    }
}
