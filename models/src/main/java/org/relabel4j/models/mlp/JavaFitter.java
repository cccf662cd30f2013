package org.relabel4j.models.mlp;

import java.util.List;

/** The plain Java engine: one network after another, each on the calling thread. */
record JavaFitter(MlpConfig config) implements MlpFitter {
    @Override
    public List<MlpParameters> fit(List<TrainingSet> sets) {
        return sets.stream().map(this::fit).toList();
    }

    private MlpParameters fit(TrainingSet set) {
        Run run = start(set);
        MlpFitter.train(config, set, run.batches, batch -> run.network.step(set, run.batches, batch));
        return run.parameters();
    }

    /** A network with random weights. */
    Run start(TrainingSet set) {
        MlpParameters start = MlpParameters.random(set.numFeatures(), config.hidden(), set.numClasses(), set.seed());
        MiniBatches batches = new MiniBatches(set.size(), config.batchSize(), config.batchSplit(), set.seed());
        return new Run(set, batches, new JavaNetwork(config, start, batches.maxSize()));
    }

    /** A training, epoch by epoch. */
    record Run(TrainingSet set, MiniBatches batches, JavaNetwork network) {
        void epoch() {
            batches.startEpoch();
            for (int batch = 0; batch < batches.count(); batch++) {
                network.step(set, batches, batch);
            }
        }

        MlpParameters parameters() {
            return network.parameters();
        }
    }
}
