package org.relabel4j.benchmarks.cleaning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.relabel4j.benchmarks.FakeComponents;

class CleaningTrialsTest {
    @Test
    void budgetIsKnownWhenTheFirstTrialHasGone() throws Exception {
        CleaningConfig config = SmallCleaning.config("trials=2", "budget=by-noise");
        CleaningExperiment experiment = new CleaningExperiment(config, new FakeComponents());
        NoiseLevel noise = config.grid().noise().get(0);
        int budget = experiment.budget(noise);

        experiment.cells().forEach(experiment::release);

        assertEquals(72, budget, "120 examples, 0.2 of them wrong, 3 labels for each");
        assertEquals(budget, experiment.budget(noise));
    }
}
