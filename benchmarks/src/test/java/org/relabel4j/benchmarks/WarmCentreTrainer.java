package org.relabel4j.benchmarks;

import java.util.Map;
import java.util.Optional;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.FoldMemory;
import org.relabel4j.core.training.WarmTrainer;

/** Class centres that lie halfway between those of this round and those of the last. */
final class WarmCentreTrainer implements WarmTrainer {
    @Override
    public String name() {
        return "warm-centres";
    }

    @Override
    public Classifier train(Examples examples, int[] rows, int[] labels, int numClasses, long seed) {
        return trainFrom(examples, rows, labels, numClasses, seed, Optional.empty())
                .classifier();
    }

    @Override
    public Trained trainFrom(
            Examples examples, int[] rows, int[] labels, int numClasses, long seed, Optional<FoldMemory> before) {
        double[] centres = CentreTrainer.centres(examples, rows, labels, numClasses, seed);
        float[] last = before.map(memory -> memory.vector("centres")).orElse(null);
        float[] left = new float[numClasses];
        for (int k = 0; k < numClasses; k++) {
            centres[k] = last == null ? centres[k] : (centres[k] + last[k]) / 2;
            left[k] = (float) centres[k];
        }
        return new Trained(
                (toPredict, wanted) -> CentreTrainer.predict(toPredict, wanted, centres),
                new FoldMemory(Map.of("centres", left)));
    }
}
