package org.relabel4j.core.acquisition;

import java.util.List;
import org.relabel4j.core.probability.Probabilities;

/** The unweighted mean of several models' probabilities, computed as it is read. */
final class MeanProbabilities implements Probabilities {
    private final List<Probabilities> models;

    private MeanProbabilities(List<Probabilities> models) {
        this.models = models;
    }

    /** The mean of some models; of one model, its own probabilities. */
    static Probabilities of(List<Probabilities> models) {
        return models.size() == 1 ? models.get(0) : new MeanProbabilities(models);
    }

    @Override
    public int numExamples() {
        return models.get(0).numExamples();
    }

    @Override
    public int numClasses() {
        return models.get(0).numClasses();
    }

    @Override
    public double get(int i, int k) {
        double sum = 0;
        for (Probabilities model : models) {
            sum += model.get(i, k);
        }
        return sum / models.size();
    }

    @Override
    public void copyRows(int fromRow, int toRow, double[] destination, int offset) {
        models.get(0).copyRows(fromRow, toRow, destination, offset);
        int length = (toRow - fromRow) * numClasses();
        double[] other = new double[length];
        for (Probabilities model : models.subList(1, models.size())) {
            model.copyRows(fromRow, toRow, other, 0);
            for (int n = 0; n < length; n++) {
                destination[offset + n] += other[n];
            }
        }
        for (int n = 0; n < length; n++) {
            destination[offset + n] /= models.size();
        }
    }
}
