package org.relabel4j.benchmarks.experiment;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.relabel4j.benchmarks.learning.RoundsCsv;

/** The page about experiments names all that there is. */
class ExperimentsDocTest {
    @Test
    void namesEveryExperimentKeyAndColumn() throws IOException {
        String page = Files.readString(Path.of("../docs/EXPERIMENTS.md"));

        for (String name : Experiments.names()) {
            assertTrue(page.contains("| `" + name + "` |"), () -> "experiment " + name);
        }
        for (String key : ExperimentKeys.names()) {
            assertTrue(page.contains("`" + key + "`"), () -> "key " + key);
        }
        for (String column : List.of(RoundsCsv.TABLE.header().split(","))) {
            assertTrue(page.contains("`" + column + "`"), () -> "column " + column);
        }
    }
}
