package org.relabel4j.core.probability;

import java.util.List;

/** The unweighted mean of several models' probabilities, computed as it is read. */
public final class MeanProbabilities implements Probabilities {
    private final List<Probabilities> models;

    private MeanProbabilities(List<Probabilities> models) {
        this.models = models;
    }

    /** The mean of some models; of one model, its own probabilities. */
    public static Probabilities of(List<Probabilities> models) {
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
