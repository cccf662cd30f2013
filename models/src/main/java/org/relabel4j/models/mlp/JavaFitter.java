package org.relabel4j.models.mlp;

import java.util.List;

/** The plain Java engine: one network after another, each on the calling thread. */
record JavaFitter(MlpConfig config) implements MlpFitter {
    @Override
    public List<MlpParameters> fit(List<TrainingSet> sets) {
        return sets.stream().map(this::fit).toList();
    }

    private MlpParameters fit(TrainingSet set) {
        MlpParameters start = MlpParameters.random(set.numFeatures(), config.hidden(), set.numClasses(), set.seed());
        MiniBatches batches = new MiniBatches(set.size(), config.batchSize(), config.batchSplit(), set.seed());
        JavaNetwork network = new JavaNetwork(config, start, batches.maxSize());
        MlpFitter.train(config, set, batches, batch -> network.step(set, batches, batch));
        return network.parameters();
    }
}
