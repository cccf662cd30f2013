package org.relabel4j.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.benchmarks.statistics.Metric;
import org.relabel4j.pages.Shown;
import org.relabel4j.pages.Table;
import org.relabel4j.pages.Table.Entry;

class StatisticsReportTest {
    private static final String HEADER =
            "experiment,model,strategy,trial,round,annotations,labelled_examples,relabelled,model_accuracy,consensus_accuracy";

    @TempDir
    private Path folder;

    /** Two rounds of 100 labels of a strategy: both accuracies go from the one value to the other. */
    private static void addTrial(List<String> rows, String experiment, String strategy, int trial, double... values) {
        for (int round = 0; round < values.length; round++) {
            rows.add(String.format(
                    Locale.ROOT,
                    "%s,mlp,%s,%d,%d,%d,500,0,%.4f,%.4f",
                    experiment,
                    strategy,
                    trial,
                    round,
                    500 + 100 * round,
                    values[round],
                    values[round]));
        }
    }

    private RunData write(List<String> rows) throws Exception {
        rows.add(0, HEADER);
        Files.write(folder.resolve("rounds.csv"), rows);
        LearningReport.read(List.of(folder)).write(folder);
        return RunReader.read(folder);
    }

    private List<String> csv(String name) throws Exception {
        return Files.readAllLines(folder.resolve(name));
    }

    private static List<String> texts(List<Entry> row) {
        return row.stream().map(Entry::text).toList();
    }

    @Test
    void comparesTrialByTrialWithRandomAndWithTheBestOther() throws Exception {
        List<String> rows = new ArrayList<>();
        for (int trial = 0; trial < 2; trial++) {
            double data = 0.02 * trial;
            addTrial(rows, "e", "random", trial, 0.80 + data, 0.82 + data);
            addTrial(rows, "e", "good", trial, 0.80 + data, 0.84 + data);
            addTrial(rows, "e", "best", trial, 0.80 + data, 0.88 + data + 0.02 * trial);
        }
        ModelResult model = write(rows).models().get(0);

        Table table = StatisticsTable.of(model, Metric.MODEL_ACCURACY).orElseThrow();

        // Areas: random 0.81, 0.83; good 0.82, 0.84; best 0.84, 0.87. Differences of best from random 0.03, 0.04: t =
        // 7, one
        // degree of freedom, p = 2 atan(1 / 7) / pi = 0.090, the larger of two, so Holm leaves it. Random ends at 0.83:
        // half the
        // way of
        // good, and of best's mean curve from 0.81 to 0.90 the 2/9.
        List<Entry> best = table.rows().get(2);
        assertEquals(
                List.of("best", "0.855 [0.840, 0.870]", "+0.035", "0.090", "78", "+0.025", "0.126", "56"), texts(best));
        assertEquals(
                List.of("good", "+0.010", "50"),
                List.of(
                        texts(table.rows().get(1)).get(0),
                        texts(table.rows().get(1)).get(2),
                        texts(table.rows().get(1)).get(4)));
        assertEquals(List.of("–", "–", "–"), texts(table.rows().get(0)).subList(2, 5));
        assertTrue(table.notes().get(0).startsWith("Best other: good for best, best for the rest."), table::toString);
        assertTrue(table.notes().get(1).contains("2 trials are few"), table::toString);
        assertTrue(table.notes().get(1).endsWith("cannot fall below 0.500."), table::toString);
    }

    @Test
    void saysThatOneTrialProvesNothing() throws Exception {
        List<String> rows = new ArrayList<>();
        addTrial(rows, "e", "random", 0, 0.80, 0.82);
        addTrial(rows, "e", "other", 0, 0.80, 0.84);

        Table table = StatisticsTable.of(write(rows).models().get(0), Metric.MODEL_ACCURACY)
                .orElseThrow();

        assertEquals(List.of("strategy", "mean [95 %]", "− random", "saves", "− best other", "saves"), table.header());
        assertEquals(
                List.of("other", "0.820", "+0.010", "50", "+0.010", "50"),
                texts(table.rows().get(1)));
        assertTrue(table.notes().get(1).startsWith("One trial: no test"), table::toString);
        // mean without sd and interval, difference without interval and p
        assertTrue(csv("statistics.csv")
                .contains(folder.getFileName()
                        + ",e,mlp,model_accuracy,area,other,1,0.820000,,,,random,1,0.010000,,,,,,,50.000000"));
    }

    @Test
    void keepsTheExperimentsOfAFolderApart() throws Exception {
        List<String> rows = new ArrayList<>();
        for (String variant : List.of("e/low", "e/high")) {
            double start = variant.equals("e/low") ? 0.9 : 0.7;
            addTrial(rows, variant, "random", 0, start, start);
            addTrial(rows, variant, "other", 0, start, start + 0.02);
        }

        RunData run = write(rows);

        assertEquals(List.of("e/low", "e/high"), run.experiments());
        Table sweep = ResultTables.sweep(run).get(0);
        assertEquals(List.of("variant", "random", "other"), sweep.header());
        assertEquals(List.of("low", "0.900", "0.920"), texts(sweep.rows().get(0)));
        assertEquals(List.of("high", "0.700", "0.720"), texts(sweep.rows().get(1)));
        assertTrue(LearningReport.read(List.of(folder))
                .text()
                .startsWith("Consensus accuracy at the end, by variant: mlp"));
        // Two variants, two metrics, three measures, two ordered pairs.
        assertEquals(1 + 2 * 2 * 3 * 2, csv("statistics.csv").size());
        String html = Files.readString(folder.resolve("report.html"));
        assertTrue(html.contains("<h2>e/low, mlp</h2>") && html.contains("<h2>e/high, mlp</h2>"));
        assertTrue(
                csv("statistics.csv")
                        .contains(
                                folder.getFileName()
                                        + ",e/high,mlp,consensus_accuracy,last_round,other,1,0.720000,,,,random,1,0.020000,,,,,,,0.000000"));
    }

    @Test
    void writesHowFarPublishedResultsAre() throws Exception {
        List<String> rows = new ArrayList<>();
        addTrial(rows, "wall-robot", "random", 0, 0.8952, 0.8952);
        addTrial(rows, "wall-robot", "margin", 0, 0.9, 0.9);

        write(rows);

        // Published with the MLP: rounds 0 and 1 of random, mean of five trials.
        Curve published = Published.curve("wall-robot", "mlp", "random", Metric.MODEL_ACCURACY)
                .orElseThrow();
        double end = published.points().get(1).value().mean();
        double mean = (published.points().get(0).value().mean() + end) / 2;
        String row = csv("published.csv").get(1);
        assertTrue(
                row.startsWith(folder.getFileName() + ",wall-robot,mlp,random,model_accuracy,1,2,100,"
                        + String.format(Locale.ROOT, "%.6f", end)),
                row);
        assertTrue(row.endsWith(String.format(Locale.ROOT, ",%.6f,0.895200,%.6f", mean, 0.8952 - mean)), row);
        assertEquals(1 + 2, csv("published.csv").size());
        String markdown = Files.readString(folder.resolve("published.md"));
        assertTrue(
                markdown.contains(String.format(
                        Locale.ROOT, "| mlp | random | 0.895 (%.3f, %s) |", end, Shown.signed(0.8952 - end))),
                markdown);
        assertTrue(markdown.contains("| mlp | margin | 0.900 | 0.900 | 0.900 | 0.900 |"), markdown);
    }

    @Test
    void showsWhatBecameOfWrongLabels() throws Exception {
        List<String> rows = new ArrayList<>(List.of(
                HEADER + ",noise_recall,noise_precision,noise_rate,estimated_noise",
                "e,mlp,darl,0,0,500,500,0,0.8,0.8,0.2,0.5,0.20,0.1",
                "e,mlp,darl,0,1,600,500,0,0.8,0.9,0.4,,0.10,0.05",
                "e,mlp,darl,0,2,700,500,0,0.8,0.9,,,0.08,0.07"));
        Files.write(folder.resolve("rounds.csv"), rows);

        Table table = ResultTables.of(RunReader.read(folder).models().get(0)).stream()
                .filter(t -> t.caption().startsWith("Wrong"))
                .findFirst()
                .orElseThrow();

        assertEquals(
                List.of("darl", "0.300", "0.500", "0.080", "0.070"),
                texts(table.rows().get(0)));
    }

    @Test
    void writesNothingPublishedWhereNothingWas() throws Exception {
        List<String> rows = new ArrayList<>();
        addTrial(rows, "mine", "random", 0, 0.8, 0.8);

        write(rows);

        assertFalse(Files.exists(folder.resolve("published.csv")));
        assertEquals(1 + 2 * 3, csv("statistics.csv").size());
    }
}
