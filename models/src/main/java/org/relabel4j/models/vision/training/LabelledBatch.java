package org.relabel4j.models.vision.training;

import org.relabel4j.core.numeric.RowMath;
import org.relabel4j.models.coteaching.Peers;
import org.relabel4j.models.vision.training.BatchSource.ImageBatch;

/** A batch whose labels are the largest of each row of targets. */
record LabelledBatch(ImageBatch batch) implements Peers.Batch<LabelledBatch> {
    @Override
    public int[] labels() {
        int numClasses = batch.targets().length / batch.size();
        int[] labels = new int[batch.size()];
        for (int n = 0; n < labels.length; n++) {
            labels[n] = RowMath.argmax(batch.targets(), n * numClasses, numClasses);
        }
        return labels;
    }

    @Override
    public LabelledBatch at(int[] places) {
        return new LabelledBatch(
                new ImageBatch(places.length, rows(batch.input(), places), rows(batch.targets(), places)));
    }

    private float[] rows(float[] values, int[] places) {
        int length = values.length / batch.size();
        float[] chosen = new float[places.length * length];
        for (int n = 0; n < places.length; n++) {
            System.arraycopy(values, places[n] * length, chosen, n * length, length);
        }
        return chosen;
    }
}
