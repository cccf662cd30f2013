package org.relabel4j.benchmarks.cleaning;

import java.util.HashMap;
import java.util.Map;
import org.relabel4j.benchmarks.experiment.Components;
import org.relabel4j.datasets.format.InputException;

/** The trials of a run, each set up when it is first asked for. Thread-safe. */
final class CleaningTrials {
    private final CleaningConfig config;
    private final Components components;
    private final Map<Integer, CleaningTrial> trials = new HashMap<>();

    CleaningTrials(CleaningConfig config, Components components) {
        this.config = config;
        this.components = components;
    }

    /** A trial. While one is set up, others wait. */
    synchronized CleaningTrial get(int trial) throws InputException {
        CleaningTrial found = trials.get(trial);
        if (found == null) {
            found = new CleaningTrial(config, trial, components);
            trials.put(trial, found);
        }
        return found;
    }

    /** Labels to buy at a noise level, the same in all trials. */
    int budget(NoiseLevel noise) throws InputException {
        if (config.buying().budget().isPresent()) {
            return config.buying().budget().getAsInt();
        }
        CleaningTrial first = get(0);
        int numExamples = first.data().pool().size();
        double rate = noise.isTemperature() ? first.people(noise).expectedNoiseRate() : noise.value();
        // A little more, since 0.15 times 3 is less than 0.45 by rounding alone.
        int wanted = (int) (numExamples * rate * config.buying().budgetFactor() + 1e-6);
        return Math.max(1, Math.min(wanted, numExamples));
    }
}
