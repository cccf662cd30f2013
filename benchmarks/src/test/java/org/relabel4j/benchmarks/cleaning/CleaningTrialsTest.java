package org.relabel4j.benchmarks.cleaning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.relabel4j.benchmarks.FakeComponents;

class CleaningTrialsTest {
    /** Every fourth of 120 labels is wrong, 3 labels for each; people are the four who labelled each example. */
    @Test
    void firstLabelsMayBeThoseThatTheDataCameWith() throws Exception {
        String[] keys = {"noise.rates=", "noise.given=true", "people.source=answers", "budget=by-noise"};
        CleaningConfig config = SmallCleaning.config(keys[0], keys[1], keys[2], keys[3], "line.people=given");

        CleaningTrial trial = new CleaningTrial(config, 0, new FakeComponents());

        NoiseLevel given = config.grid().noise().get(0);
        assertArrayEquals(
                trial.data().humanLabels().orElseThrow().given().orElseThrow(),
                trial.people(given).start().labels());
        int wrong = (int) Math.round(120 * trial.people(given).expectedNoiseRate());
        assertTrue(wrong >= 30, "wrong: " + wrong);
        assertEquals(Math.min(120, 3 * wrong), new CleaningExperiment(config, new FakeComponents()).budget(given), 1);
        CleaningConfig without = SmallCleaning.config(keys[0], keys[1], keys[2], keys[3], "line.people=counts");
        var error =
                assertThrows(IllegalArgumentException.class, () -> new CleaningTrial(without, 0, new FakeComponents()));
        assertEquals(
                "noise.given is true, but the data set line came without labels; use noise.rates, or a data set such as"
                        + " noisy-cxr",
                error.getMessage());
    }

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
