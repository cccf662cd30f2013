package org.relabel4j.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.benchmarks.FakeComponents;
import org.relabel4j.benchmarks.cleaning.CleaningExperiment;
import org.relabel4j.benchmarks.cleaning.SmallCleaning;
import org.relabel4j.benchmarks.grid.Grid;
import org.relabel4j.benchmarks.grid.GridListener;
import org.relabel4j.benchmarks.grid.RunOptions;
import org.relabel4j.datasets.format.InputException;

class CleaningReportTest {
    @TempDir
    static Path shared;

    private static Path run;

    @TempDir
    Path folder;

    @BeforeAll
    static void runOnce() throws Exception {
        run = shared.resolve("run");
        Grid.run(
                new CleaningExperiment(SmallCleaning.config("points=40"), new FakeComponents()),
                run,
                new RunOptions(1, false),
                GridListener.SILENT);
    }

    @Test
    void pageHoldsFiguresAndTablesOfEachNoiseLevel() throws Exception {
        Path page = CleaningReport.read(run).write(folder);

        String html = Files.readString(page);
        assertTrue(html.contains("Label accuracy: noise 0.35"));
        assertTrue(html.contains("Clear examples mislabelled: noise 0.2"));
        assertTrue(html.contains("Training on the labels"));
        assertTrue(html.contains("first labels"));
        assertTrue(html.contains("vanilla centres first"), "what the trainer chose");
        assertFalse(html.contains("<script"), "nothing runs");
        assertFalse(html.contains("http://") && html.contains("src="), "nothing is loaded");
        assertTrue(Files.exists(folder.resolve("plots/noise-0-2-label-accuracy.svg")));
        assertTrue(Files.exists(folder.resolve("plots/noise-0-35-total-variation.png")));
        assertEquals(8, html.split("<svg", -1).length - 1);
    }

    @Test
    void textHasTheSameNumbersAsThePage() throws Exception {
        String html = Files.readString(CleaningReport.read(run).write(folder));

        String text = CleaningReport.read(run).text();

        assertTrue(text.contains("Label cleaning at noise 0.2\n"), text);
        String vanilla = text.lines()
                .filter(line -> line.strip().startsWith("vanilla"))
                .findFirst()
                .orElseThrow();
        String normalised = vanilla.strip().split("\\s{2,}")[4].replace("+-", "±");
        assertTrue(html.contains(normalised), normalised);
        assertTrue(text.lines().allMatch(line -> line.chars().allMatch(c -> c < 128)), "ASCII");
    }

    @Test
    void findingNamesTheBestSelectorThatKnowsNothing() throws IOException, InputException {
        String first = CleaningReport.read(run).text().lines().findFirst().orElseThrow();

        assertTrue(first.matches("Noise 0\\.2: (vanilla|confidence) lifts label accuracy from 0\\.\\d+ to .*"), first);
        assertTrue(first.contains("; random to 0."), first);
        assertTrue(first.contains("On a scale from random (0) to the oracle (1) its area is 0."), first);
    }

    /** An axis as long as the largest numbers has no finite marks. */
    @Test
    void countsThatNoRunHasAreRefusedAndTheLargestAllowedIsDrawn() throws Exception {
        Files.copy(run.resolve("effects.csv"), folder.resolve("effects.csv"));
        String curves = Files.readString(run.resolve("curves.csv"));
        String wide = curves.replaceFirst(",(0\\.\\d+),[\\d.]+,([\\d.]+),", ",$1,1e308,$2,");
        Files.writeString(folder.resolve("curves.csv"), wide);

        var refused = assertThrows(
                InputException.class, () -> CleaningReport.read(folder).write(folder));
        assertTrue(
                refused.getMessage()
                        .contains("curves.csv:2: clear_mislabelled is '1e308', expected a number from 0 to 1e15"),
                refused.getMessage());

        Files.writeString(folder.resolve("curves.csv"), wide.replace("1e308", "1e15"));
        assertTrue(Files.exists(CleaningReport.read(folder).write(folder)));
    }

    @Test
    void runsWithoutResultsAndBrokenTablesAreRefused() throws Exception {
        Files.writeString(folder.resolve("curves.csv"), "experiment,noise,selector,trial,relabels\n");
        Files.writeString(folder.resolve("effects.csv"), "experiment,noise,labels,trial,measure,model,value\n");
        assertTrue(CleaningReport.isFor(folder));
        assertFalse(CleaningReport.isFor(folder.resolve("plots")));

        var empty = assertThrows(
                InputException.class, () -> CleaningReport.read(folder).text());
        assertTrue(empty.getMessage().contains("has no curve yet"), empty::getMessage);

        Files.writeString(
                folder.resolve("curves.csv"), "experiment,noise,selector,trial,relabels\nx,0.2,random,0,many\n");
        var broken = assertThrows(
                InputException.class, () -> CleaningReport.read(folder).text());
        assertTrue(broken.getMessage().contains("curves.csv"), broken::getMessage);
        assertTrue(broken.getMessage().contains("2"), "the line: " + broken.getMessage());
    }
}
