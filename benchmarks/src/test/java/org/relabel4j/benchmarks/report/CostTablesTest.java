package org.relabel4j.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.pages.Table;
import org.relabel4j.pages.Table.Entry;

class CostTablesTest {
    private final List<String> rows = new ArrayList<>(
            List.of(
                    "experiment,model,strategy,trial,round,annotations,labelled_examples,relabelled,model_accuracy,consensus_accuracy,spent"));

    @TempDir
    private Path folder;

    /** A round a step: what was spent before it, and the accuracy of the consensus; that of the model is 0.1 less. */
    private CostTablesTest add(String experiment, String strategy, int trial, double... spentAndAccuracy) {
        for (int r = 0; 2 * r < spentAndAccuracy.length; r++) {
            double accuracy = spentAndAccuracy[2 * r + 1];
            rows.add(String.join(
                    ",",
                    experiment,
                    "mlp",
                    strategy,
                    String.valueOf(trial),
                    String.valueOf(r),
                    String.valueOf(100 + 10 * r),
                    "50",
                    "0",
                    String.format("%.3f", accuracy - 0.1),
                    String.format("%.3f", accuracy),
                    String.valueOf(spentAndAccuracy[2 * r])));
        }
        return this;
    }

    private RunData run() throws Exception {
        Files.write(folder.resolve("rounds.csv"), rows);
        return RunReader.read(folder);
    }

    private static List<List<String>> texts(Table table) {
        return table.rows().stream()
                .map(row -> row.stream().map(Entry::text).toList())
                .toList();
    }

    @Test
    void interpolatesEachTrialAtRoundAmountsThatAllReach() throws Exception {
        add("e", "dear", 0, 0, 0.5, 40, 0.7, 80, 0.9).add("e", "dear", 1, 0, 0.5, 20, 0.7, 40, 0.8);
        add("e", "cheap", 0, 0, 0.6, 10, 0.7, 45, 0.7).add("e", "cheap", 1, 0, 0.6, 10, 0.7, 45, 0.7);

        List<Table> tables = CostTables.of(run().models().get(0));

        // The means at the end are 60 and 45. Of dear at 10: (0.55 + 0.6) / 2; at 40: (0.7 + 0.8) / 2, deviations 0.05
        // and 0.1 of root 2.
        assertEquals("Consensus accuracy by what was spent: mlp", tables.get(0).caption());
        assertEquals(List.of("strategy", "10", "20", "30", "40"), tables.get(0).header());
        assertEquals(
                List.of(
                        List.of("dear", "0.575 ± 0.035", "0.650 ± 0.071", "0.700 ± 0.071", "0.750 ± 0.071"),
                        List.of("cheap", "0.700 ± 0.000", "0.700 ± 0.000", "0.700 ± 0.000", "0.700 ± 0.000")),
                texts(tables.get(0)));
        assertEquals("0.475 ± 0.035", texts(tables.get(1)).get(0).get(1));
        assertTrue(ResultTables.of(run().models().get(0)).containsAll(tables));
    }

    @Test
    void setsVariantsSideBySide() throws Exception {
        add("e/one", "random", 0, 0, 0.5, 0.25, 0.75).add("e/two", "random", 0, 0, 0.5, 0.5, 0.75);

        Table table = ResultTables.sweep(run()).get(2);

        assertEquals(List.of("variant", "0.05", "0.1", "0.15", "0.2", "0.25"), table.header());
        assertEquals(
                List.of(
                        List.of("one", "0.550", "0.600", "0.650", "0.700", "0.750"),
                        List.of("two", "0.525", "0.550", "0.575", "0.600", "0.625")),
                texts(table));
    }

    @Test
    void isLeftOutWhereALabelCostsOneOrNothingIsKnown() throws Exception {
        add("e", "random", 0, 0, 0.5, 10, 0.7).add("e", "margin", 0, 0, 0.5, 10, 0.8);

        assertEquals(List.of(), CostTables.of(run().models().get(0)));
        rows.replaceAll(row -> row.replaceFirst("[^,]*$", row.endsWith("spent") ? "spent" : ""));
        assertEquals(List.of(), CostTables.of(run().models().get(0)));
    }
}
