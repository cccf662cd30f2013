package org.relabel4j.benchmarks.learning;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.relabel4j.benchmarks.FakeComponents;
import org.relabel4j.benchmarks.experiment.ExperimentConfig;
import org.relabel4j.benchmarks.experiment.Experiments;

/** An experiment of fake parts that runs in milliseconds: two strategies, two trials, four rounds. */
public final class SmallExperiment {
    private SmallExperiment() {}

    /** The experiment with some settings changed. */
    public static ExperimentConfig config(String... overrides) {
        try {
            Path file = Path.of(SmallExperiment.class.getResource("small.yaml").toURI());
            return Experiments.load(file.toString(), List.of(overrides), new FakeComponents());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
