package org.relabel4j.benchmarks.cleaning;

import java.util.HashMap;
import java.util.Map;
import org.relabel4j.benchmarks.experiment.Components;
import org.relabel4j.datasets.format.InputException;

/** The trials that cells need now: set up when the first cell asks, let go when the last has ended. Thread-safe. */
final class CleaningTrials {
    private final CleaningConfig config;
    private final Components components;
    private final Map<Integer, CleaningTrial> trials = new HashMap<>();
    private final Map<Integer, Integer> cellsLeft = new HashMap<>();
    private final Map<NoiseLevel, Integer> budgets = new HashMap<>();

    CleaningTrials(CleaningConfig config, Components components) {
        this.config = config;
        this.components = components;
        CleaningCell.inOrder(config).forEach(cell -> cellsLeft.merge(cell.trial(), 1, Integer::sum));
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

    /** Says that a cell needs its trial no more. */
    synchronized void release(CleaningCell cell) {
        if (cellsLeft.merge(cell.trial(), -1, Integer::sum) == 0) {
            trials.remove(cell.trial());
        }
    }

    /** Labels to buy at a noise level, the same in all trials. */
    synchronized int budget(NoiseLevel noise) throws InputException {
        if (config.buying().budget().isPresent()) {
            return config.buying().budget().getAsInt();
        }
        Integer known = budgets.get(noise);
        if (known == null) {
            known = byNoise(noise);
            budgets.put(noise, known);
        }
        return known;
    }

    private int byNoise(NoiseLevel noise) throws InputException {
        CleaningTrial first = get(0);
        int numExamples = first.data().pool().size();
        double rate = noise.isTemperature() ? first.people(noise).expectedNoiseRate() : noise.value();
        // A little more, since 0.15 times 3 is less than 0.45 by rounding alone.
        int wanted = (int) (numExamples * rate * config.buying().budgetFactor() + 1e-6);
        return Math.max(1, Math.min(wanted, numExamples));
    }
}
