package org.relabel4j.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.benchmarks.run.Benchmark;

/** An experiment from a program and from the command line are one. */
class BenchmarkFromJavaTest {
    private static final String[] SETTINGS = {"preset=quick", "models=knn", "strategies=activelab,random", "rounds=3"};

    @TempDir
    Path folder;

    @Test
    void bothWriteTheSameBytes() throws Exception {
        Path theirs = folder.resolve("command-line");
        Path ours = folder.resolve("java");

        String[] call = {"benchmark", "wall-robot", "--jobs", "1", "--out", theirs.toString()};
        String[] all = new String[call.length + SETTINGS.length];
        System.arraycopy(call, 0, all, 0, call.length);
        System.arraycopy(SETTINGS, 0, all, call.length, SETTINGS.length);
        Cli.Result result = Cli.run(all);
        Benchmark.of("wall-robot").with(SETTINGS).jobs(2).run(ours);

        assertEquals(0, result.exitCode(), result.err());
        for (String file : new String[] {"rounds.csv", "config.yaml", "statistics.csv"}) {
            assertArrayEquals(
                    Files.readAllBytes(theirs.resolve(file)),
                    // Tables of statistics begin with the folder's name.
                    Files.readString(ours.resolve(file))
                            .replaceAll("(?m)^java,", "command-line,")
                            .getBytes(StandardCharsets.UTF_8),
                    file);
        }
        assertEquals(environment(theirs), environment(ours));
    }

    private static ObjectNode environment(Path run) throws IOException {
        ObjectNode content = (ObjectNode)
                new ObjectMapper().readTree(run.resolve("environment.json").toFile());
        content.remove("started");
        content.remove("jobs");
        return content;
    }
}
