package org.relabel4j.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.pages.Table;

class PaperTablesTest {
    @TempDir
    Path folder;

    private List<Table> tables(double[][] ends) throws Exception {
        List<String> lines = new ArrayList<>();
        lines.add("experiment,model,strategy,trial,round,annotations,labelled_examples,relabelled,model_accuracy,"
                + "consensus_accuracy");
        for (int s = 0; s < ends.length; s++) {
            for (int trial = 0; trial < ends[s].length; trial++) {
                for (int round = 0; round < 2; round++) {
                    lines.add(String.format(
                            Locale.ROOT,
                            "e,mlp,s%d,%d,%d,%d,500,0,%.4f,0.900",
                            s,
                            trial,
                            round,
                            500 + 100 * round,
                            ends[s][trial] - 0.1 * (1 - round)));
                }
            }
        }
        Files.write(folder.resolve("rounds.csv"), lines);
        return LearningReport.read(List.of(folder)).forPapers();
    }

    /** Of the paired differences to s0, those of s1 have mean 0.01 and deviation 0.01 (p = 0.23), those of s2 are always 0.1. */
    @Test
    void theBestAndWhatIsNotSignificantlyWorseIsBold() throws Exception {
        Table table = tables(new double[][] {{0.90, 0.92, 0.94}, {0.89, 0.92, 0.92}, {0.80, 0.82, 0.84}})
                .get(0);

        assertEquals(
                List.of("strategy", "model, end", "consensus, end", "model, area", "consensus, area"), table.header());
        String latex = LearningReport.read(List.of(folder)).latex("mine");
        assertTrue(
                latex.contains(
                        "    s0 & \\textbf{0.920 $\\pm$ 0.020} & \\textbf{0.900 $\\pm$ 0.000} & \\textbf{0.870 "),
                latex);
        assertTrue(latex.contains("    s1 & \\textbf{0.910 $\\pm$ 0.017} & "), latex);
        assertTrue(
                latex.contains("    s2 & 0.820 $\\pm$ 0.020 & \\textbf{0.900 $\\pm$ 0.000} & 0.770 $\\pm$ 0.020 & "),
                latex);
        assertTrue(latex.contains("of 3 trials; bold: the best"), latex);
    }

    @Test
    void aSingleTrialHasOneBestAndNoTest() throws Exception {
        String markdown = LearningReport.read(List.of(write(new double[][] {{0.90}, {0.91}})))
                .markdown();

        assertTrue(markdown.contains("| s0 | 0.900 |"), markdown);
        assertTrue(markdown.contains("| s1 | **0.910** |"), markdown);
        assertTrue(markdown.contains("One trial: no test is possible; the best is bold."), markdown);
    }

    /** Means of 0.9168 and 0.9173 both print as 0.917; the difference is the same in each trial, so that a test tells them apart. */
    @Test
    void whatPrintsLikeTheBestIsBold() throws Exception {
        String markdown = LearningReport.read(List.of(
                        write(new double[][] {{0.9068, 0.9268}, {0.9073, 0.9273}, {0.9058, 0.9258}})))
                .markdown();

        assertTrue(markdown.contains("| s0 | **0.917 ± 0.014** |"), markdown);
        assertTrue(markdown.contains("| s1 | **0.917 ± 0.014** |"), markdown);
        assertTrue(markdown.contains("| s2 | 0.916 ± 0.014 |"), markdown);
        assertTrue(markdown.contains("(p ≥ 0.05, Holm-corrected)."), markdown);
    }

    private Path write(double[][] ends) throws Exception {
        tables(ends);
        return folder;
    }
}
