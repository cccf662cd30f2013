package org.relabel4j.models.vision.pretraining;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * {@link NtXent} as the loss of a Deeplearning4j output layer with identity activation. It looks at no labels: which rows belong
 * together follows from their order.
 *
 * @param temperature of the softmax, positive
 */
record NtXentLoss(@JsonProperty("temperature") double temperature) implements ILossFunction {
    private NtXent of(INDArray projections) {
        double[] values =
                projections.castTo(DataType.DOUBLE).dup('c').reshape(-1).toDoubleVector();
        return new NtXent(values, Math.toIntExact(projections.size(1)), temperature);
    }

    @Override
    public double computeScore(
            INDArray labels, INDArray preOutput, IActivation activation, INDArray mask, boolean average) {
        return of(preOutput).loss() * (average ? 1 : preOutput.size(0));
    }

    /** The mean loss, for each view: a view's own share says nothing without the others. */
    @Override
    public INDArray computeScoreArray(INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
        return Nd4j.valueArrayOf(
                new long[] {preOutput.size(0), 1}, of(preOutput).loss(), DataType.FLOAT);
    }

    /** Slopes of the sum over views, which Deeplearning4j divides by their number. */
    @Override
    public INDArray computeGradient(INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
        double[] slopes = of(preOutput).gradient();
        float[] sums = new float[slopes.length];
        for (int n = 0; n < sums.length; n++) {
            sums[n] = (float) (slopes[n] * preOutput.size(0));
        }
        return Nd4j.create(sums, preOutput.shape(), 'c');
    }

    @Override
    public Pair<Double, INDArray> computeGradientAndScore(
            INDArray labels, INDArray preOutput, IActivation activation, INDArray mask, boolean average) {
        return Pair.of(
                computeScore(labels, preOutput, activation, mask, average),
                computeGradient(labels, preOutput, activation, mask));
    }

    @Override
    public String name() {
        return "NtXentLoss";
    }
}
