package org.relabel4j.benchmarks.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.benchmarks.experiment.ExperimentConfig;
import org.relabel4j.benchmarks.experiment.Experiments;
import org.relabel4j.benchmarks.grid.Grid;
import org.relabel4j.benchmarks.grid.GridListener;
import org.relabel4j.benchmarks.grid.GridResult;
import org.relabel4j.benchmarks.grid.RunOptions;

/** The bundled experiment with the real parts, cut down to seconds. */
class RealExperimentTest {
    private static final List<String> TINY =
            List.of("trials=1", "rounds=3", "strategies=activelab,random", "mlp.epochs=3", "mlp.hidden=8");

    @TempDir
    Path folder;

    @Test
    void resumesToTheSameBytes() throws Exception {
        ExperimentConfig config = Experiments.load("wall-robot", TINY);
        Path whole = folder.resolve("whole");
        Path stopped = folder.resolve("stopped");
        GridResult<LearningState> result =
                Grid.run(new LearningExperiment(config), whole, new RunOptions(2, false), GridListener.SILENT);
        assertTrue(result.complete(), () -> result.failures().toString());

        assertThrows(
                IllegalStateException.class,
                () -> Grid.run(new LearningExperiment(config), stopped, new RunOptions(1, false), new StopAfter(2)));
        Grid.run(new LearningExperiment(config), stopped, new RunOptions(1, true), GridListener.SILENT);

        assertEquals(Files.readString(whole.resolve("rounds.csv")), Files.readString(stopped.resolve("rounds.csv")));
    }

    @Test
    void startsAsThePaperDoes() throws Exception {
        GridResult<LearningState> result = Grid.run(
                new LearningExperiment(Experiments.load("wall-robot", TINY)),
                folder.resolve("a"),
                new RunOptions(2, false),
                GridListener.SILENT);

        String environment = Files.readString(result.folder().environment());
        assertTrue(environment.contains("\"backend\" : \"java\""), "loads ND4J only for models that need it");
        assertTrue(environment.contains("\"nd4j\" : \"1.0.0"), environment);
        List<RoundRow> rows = RoundsCsv.read(result.folder().path());
        RoundRow start = rows.get(0);
        assertEquals(500, start.labels().labelledExamples());
        // 1.11 labels an example on average, with a standard error of 0.015.
        assertEquals(1.11, start.labels().annotations() / 500.0, 0.06);
        // Right with probability 0.885 ± 0.005 each; the standard error of 500 is 0.014.
        assertEquals(0.885, start.consensusAccuracy(), 0.06);
        assertEquals(start.labels().annotations() + 200, rows.get(2).labels().annotations());
    }
}
