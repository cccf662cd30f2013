package org.relabel4j.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.relabel4j.benchmarks.experiment.Experiments;
import org.relabel4j.benchmarks.grid.RunKeys;
import org.relabel4j.datasets.format.YamlText;

class DeparturesTest {
    @TempDir
    Path folder;

    private static List<String> departures(String experiment, String... overrides) throws Exception {
        Map<String, Object> config =
                Experiments.load(experiment, List.of(overrides)).toMap();
        return Departures.of(RunKeys.flat(new YAMLMapper().readTree(YamlText.write(config))));
    }

    static Stream<Experiments.Info> bundled() {
        return Experiments.all().stream();
    }

    @ParameterizedTest
    @MethodSource("bundled")
    void noPresetDepartsWhateverItsModelsStrategiesTrialsAndRounds(Experiments.Info experiment) throws Exception {
        for (String preset : experiment.presets()) {
            assertEquals(
                    List.of(),
                    departures(
                            experiment.name(),
                            "preset=" + preset,
                            "models=knn",
                            "strategies=random",
                            "trials=1",
                            "rounds=1",
                            "seed=7"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wall-robot | batch=50 | batch is 50 (there 100)",
                "wall-robot | folds=3 | folds is 3 (there 5)",
                "wall-robot | initial.labelled=all | initial.labelled is all (there 500)",
                "wall-robot | dataset=cifar-10 | dataset is cifar-10 (there wall-robot)",
                "wall-robot | noise.trace=0.5 | noise.trace is 0.5 (there 0.85 or not set)",
                "cifar-10h | cifar-10h.pool-size=900 | cifar-10h.pool-size is 900 (there not set)",
            })
    void saysWhatAnExperimentStartsFromOtherwise(String experiment, String override, String departure)
            throws Exception {
        assertEquals(List.of(departure), departures(experiment, override, "models=knn", "strategies=random"));
    }

    @Test
    void knowsNothingOfOtherExperimentsAndRunsWithoutAConfiguration() {
        assertEquals(List.of(), Departures.of(Map.of("name", "mine", "batch", "3")));
        assertEquals(List.of(), Departures.of(Map.of()));
    }

    @Test
    void aRunThatStartsOtherwiseStandsBesideNothingPublishedAndSaysWhy() throws Exception {
        Path run = new RunFixture().size(1, 3).batch(50).write(folder.resolve("run"));
        LearningReport report = LearningReport.read(List.of(run));

        String html = Files.readString(report.write(folder.resolve("report")));

        String why = "it starts from something else: batch is 50 (there 100).";
        assertTrue(report.text().replaceAll("\\s+", " ").contains(why), report::text);
        assertTrue(html.contains(why));
        assertFalse(html.contains(">published</text>") || html.contains("Published results, and"));
        assertFalse(Files.exists(folder.resolve("report/published.csv")));
    }
}
