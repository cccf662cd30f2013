package org.relabel4j.models.mlp;

import java.util.ArrayList;
import java.util.List;

/** The plain Java engine: one network after another, each on the calling thread. */
final class JavaFitter implements MlpFitter {
    private final MlpConfig config;

    JavaFitter(MlpConfig config) {
        this.config = config;
    }

    @Override
    public List<MlpParameters> fit(List<TrainingSet> sets) {
        List<MlpParameters> fitted = new ArrayList<>();
        for (TrainingSet set : sets) {
            fitted.add(fit(set));
        }
        return fitted;
    }

    private MlpParameters fit(TrainingSet set) {
        MlpParameters start = MlpParameters.random(set.numFeatures(), config.hidden(), set.numClasses(), set.seed());
        MiniBatches batches = new MiniBatches(set.size(), config.batchSize(), config.batchSplit(), set.seed());
        JavaNetwork network = new JavaNetwork(config, start, batches.maxSize());
        Convergence stopping = new Convergence(config);
        double loss;
        do {
            batches.startEpoch();
            double sum = 0;
            for (int batch = 0; batch < batches.count(); batch++) {
                sum += network.step(set, batches, batch) * batches.size(batch);
            }
            loss = sum / set.size();
        } while (!stopping.stopAfter(loss));
        return network.parameters();
    }
}
