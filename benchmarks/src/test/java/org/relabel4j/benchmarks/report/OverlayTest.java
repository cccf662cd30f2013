package org.relabel4j.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.pages.Figure.Drawing;
import org.relabel4j.pages.Table;

/** Strategies of several runs as if of one, and all figures as files for papers. */
class OverlayTest {
    @TempDir
    private Path folder;

    private Path first;
    private Path second;

    @BeforeEach
    void makeRuns() throws Exception {
        first = write(
                "first", new RunFixture().strategies("activelab", "random").size(3, 5), "wall-robot");
        second = write(
                "second",
                new RunFixture().strategies("activelab", "entropy").size(3, 5).seed(2),
                "wall-robot");
    }

    @Test
    void namesCurvesAndRowsByStrategyAndRun() throws Exception {
        LearningReport report = overlay(first, second);
        List<String> names = List.of("activelab (first)", "random (first)", "activelab (second)", "entropy (second)");

        List<Drawing> figures = report.figures();
        // Both accuracies in one figure each, and where the labels of each strategy went.
        assertEquals(2 + 4, figures.size());
        for (String name : names) {
            assertTrue(figures.get(0).svg().contains(">" + name + "</text>"), name);
        }
        for (Table table : report.forPapers()) {
            assertEquals(
                    names, table.rows().stream().map(row -> row.get(0).text()).toList());
        }
    }

    @Test
    void hasNoColumnsAgainstAStrategyThatIsInNone() throws Exception {
        String alone = LearningReport.read(List.of(first)).text();
        String both = overlay(first, second).text();

        assertTrue(alone.contains("- random") && alone.contains("- best other"), alone);
        assertTrue(!both.contains("- random") && both.contains("- best other"), both);
    }

    @Test
    void theNumbersAreThoseOfTheRunsAlone() throws Exception {
        List<List<Table.Entry>> both = overlay(first, second).forPapers().get(0).rows();
        List<List<Table.Entry>> alone =
                LearningReport.read(List.of(second)).forPapers().get(0).rows();

        for (int row = 0; row < 2; row++) {
            assertEquals(texts(alone.get(row)), texts(both.get(2 + row)));
        }
    }

    private static List<String> texts(List<Table.Entry> row) {
        return row.stream().skip(1).map(Table.Entry::text).toList();
    }

    @Test
    void saysInALineWhereTheSettingsDiffer() throws Exception {
        LearningReport report = overlay(first, second);

        String line = "first, second differ in seed (1 | 2).";
        assertEquals(line, report.text().lines().findFirst().orElseThrow());
        String html = Files.readString(report.write(folder.resolve("both")));
        assertTrue(html.contains(line));
        assertTrue(html.contains("<h2>Run first</h2>") && html.contains("<h2>Run second</h2>"));
    }

    @Test
    void refusesWhatDoesNotFitOnTheSameAxes() throws Exception {
        Path other = write("other", new RunFixture().size(3, 5), "cifar-10h");
        Path longer = write("longer", new RunFixture().size(3, 6), "wall-robot");
        Path unlike = write("unlike", new RunFixture().models("knn").size(3, 5), "wall-robot");

        assertRefused("are of different data sets", "first: wall-robot; other: cifar-10h", first, other);
        assertRefused("different numbers of labels bought", "first: 400; longer: 500", first, longer);
        assertRefused("no model in common", "first: mlp; unlike: knn", first, unlike);
        assertRefused("name at least two", "", first);
    }

    private void assertRefused(String problem, String found, Path... runs) {
        String message = assertThrows(IllegalArgumentException.class, () -> overlay(runs))
                .getMessage();
        assertTrue(message.contains(problem) && message.contains(found), message);
    }

    @Test
    void unlikeBatchesFitWhereTheyBuyAsManyLabels() throws Exception {
        Path small = write("small", new RunFixture().size(3, 9).batch(50), "wall-robot");

        String text = overlay(first, small).text();

        assertTrue(text.startsWith("first, small differ in rounds (5 | 9); batch (100 | 50)."), text);
        assertFalse(text.contains("so far"), text);
        assertFalse(text.contains("not finished"), text);
    }

    @Test
    void writesAllFiguresAsSvgAndPdf() throws Exception {
        overlay(first, second).writeFigures(folder.resolve("figures"));

        try (Stream<Path> files = Files.list(folder.resolve("figures"))) {
            List<String> names =
                    files.map(file -> file.getFileName().toString()).toList();
            assertEquals(2 * (2 + 4), names.size());
            assertTrue(names.containsAll(
                    List.of("wall-robot-mlp-consensus-accuracy.pdf", "wall-robot-mlp-consensus-accuracy.svg")));
        }
    }

    private static LearningReport overlay(Path... runs) throws Exception {
        return LearningReport.overlay(List.of(runs), List.of());
    }

    private Path write(String name, RunFixture fixture, String dataset) throws Exception {
        Path run = fixture.write(folder.resolve(name));
        Path config = run.resolve("config.yaml");
        Files.writeString(config, Files.readString(config) + "dataset: " + dataset + "\n");
        return run;
    }
}
