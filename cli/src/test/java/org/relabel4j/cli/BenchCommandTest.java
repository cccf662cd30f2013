package org.relabel4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.relabel4j.benchmarks.bench.Benches;

/** {@code bench}, on small input. */
class BenchCommandTest {
    private static final String[] SMALL = {
        "bench", "scoring", "labeled=50", "unlabeled=20", "annotators=5", "classes=3", "repeat=2", "warm-up=0"
    };

    @Test
    void printsALineForEachFigure() {
        String out = Cli.run(SMALL).succeeded().out();

        assertTrue(out.startsWith("benchmark       scoring" + System.lineSeparator()), out);
        assertTrue(out.contains("median_ms "), out);
    }

    @Test
    void printsOneLineOfJson() throws Exception {
        String[] call = Arrays.copyOf(SMALL, SMALL.length + 1);
        call[SMALL.length] = "--json";

        String out = Cli.run(call).succeeded().out();

        JsonNode result = new ObjectMapper().readTree(out);
        assertEquals(1, out.lines().count());
        assertEquals(50, result.get("labeled").asInt());
        for (String key : List.of("median_ms", "min_ms", "max_ms", "peak_memory_mb")) {
            assertTrue(result.get(key).asDouble() > 0, key);
        }
    }

    @Test
    void listsTheMeasurementsWithTheirSettings() throws Exception {
        String out = Cli.run("bench").succeeded().out();
        JsonNode list = new ObjectMapper()
                .readTree(Cli.run("bench", "--json").succeeded().out());

        assertTrue(out.contains("labels-per-example"), out);
        assertEquals(Benches.names(), list.findValuesAsText("name"));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        Cli.run("bench", "scorin").refused("unknown benchmark \"scorin\"; did you mean \"scoring\"?");
        Cli.run("bench", "scoring", "labelled=5").refused("did you mean \"labeled\"?");
        Cli.run("bench", "scoring", "repeat=none").refused("option \"repeat\" of bench scoring is \"none\"");
    }
}
