package org.relabel4j.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.benchmarks.statistics.Metric;
import org.relabel4j.pages.Table;
import org.relabel4j.pages.Table.Entry;

/** What a report says of the metrics beside the accuracies. */
class FurtherMetricsTest {
    @TempDir
    Path folder;

    @BeforeEach
    void write() throws Exception {
        List<String> lines = new ArrayList<>();
        lines.add("experiment,model,strategy,trial,round,annotations,labelled_examples,relabelled,model_accuracy,"
                + "consensus_accuracy,ece,macro_f1,balanced_accuracy,auc,log_loss,brier");
        for (int round = 0; round < 3; round++) {
            add(lines, "random", round, 0.9 + 0.01 * round, 12 - round);
            add(lines, "good", round, 0.9 + 0.02 * round, 12 - 2 * round);
        }
        Files.write(folder.resolve("rounds.csv"), lines);
    }

    /** Its calibration error falls as the log loss does. */
    private static void add(List<String> lines, String strategy, int round, double fraction, double logLoss) {
        lines.add(String.format(
                Locale.ROOT,
                "e,mlp,%s,0,%d,%d,500,0,0.9,0.9,%.3f,%.3f,%.3f,%s,%.3f,1.5",
                strategy,
                round,
                500 + 100 * round,
                logLoss / 100,
                fraction,
                fraction - 0.1,
                strategy.equals("good") ? "0.99" : "",
                logLoss));
    }

    @Test
    void tabulatesThemAtTheEndAndMarksTheBest() throws Exception {
        Table table = ResultTables.of(RunReader.read(folder).models().get(0)).stream()
                .filter(one -> one.caption().startsWith("Model on the test set"))
                .findFirst()
                .orElseThrow();

        assertEquals(
                List.of("strategy", "macro F1", "balanced accuracy", "AUC", "log loss", "Brier score", "ECE"),
                table.header());
        List<Entry> random = table.rows().get(0);
        List<Entry> good = table.rows().get(1);
        assertEquals(
                List.of("random", "0.920", "0.820", "–", "10.000", "1.500", "0.100"),
                random.stream().map(Entry::text).toList());
        // Less is better of losses, also where it has fewer digits; alike is not marked, nor what one has alone.
        assertEquals(
                List.of("", "best", "best", "", "best", "", "best"),
                good.stream().map(Entry::kind).toList());
        assertTrue(random.stream().allMatch(cell -> cell.kind().isEmpty()));
    }

    @Test
    void comparesThemInStatistics() throws Exception {
        LearningReport.read(List.of(folder)).write(folder);

        List<String> rows = Files.readAllLines(folder.resolve("statistics.csv"));

        String run = folder.getFileName() + ",e,mlp,";
        assertTrue(rows.contains(run + "macro_f1,last_round,good,1,0.940000,,,,random,1,0.020000,,,,,,,100.000000"));
        // Less is better: good is at random's 10 after 100 labels, random after 200.
        assertTrue(rows.contains(run + "log_loss,last_round,good,1,8.000000,,,,random,1,-2.000000,,,,,,,100.000000"));
        // Unknown of one strategy.
        assertTrue(rows.contains(run + "auc,last_round,good,1,0.990000,,,,,,,,,,,,,"));
    }

    @Test
    void drawsThoseThatAreAskedFor() throws Exception {
        String plain = Files.readString(LearningReport.read(List.of(folder)).write(folder.resolve("plain")));
        String more = Files.readString(LearningReport.read(List.of(folder), List.of(Metric.LOG_LOSS, Metric.AUC))
                .write(folder.resolve("more")));

        assertFalse(plain.contains("Log loss against"));
        // Above 1, with decimals; random has no area.
        assertTrue(more.contains("Log loss against labels bought. random: from 12.000 to 10.000 after 200 labels"));
        assertTrue(more.contains("AUC against labels bought. good: from 0.990 to 0.990 after 200 labels"));
        assertTrue(Files.exists(folder.resolve("more/plots/e-mlp-log-loss.svg")));
    }

    @Test
    void hasNoCurvesOfALabelCleaningRun() throws Exception {
        Files.writeString(folder.resolve("summary.csv"), "");
        Files.writeString(folder.resolve("curves.csv"), "");
        Files.delete(folder.resolve("rounds.csv"));

        var error = assertThrows(
                IllegalArgumentException.class, () -> Report.read(List.of(folder), List.of(Metric.AUC), false));

        assertEquals(
                folder + " is a label-cleaning run, which has no learning curves; leave out --curves",
                error.getMessage());
    }
}
