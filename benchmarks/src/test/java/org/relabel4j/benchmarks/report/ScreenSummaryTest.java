package org.relabel4j.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of long results a terminal shows. */
class ScreenSummaryTest {
    @TempDir
    private Path folder;

    @Test
    void fitsTheScreenWhateverTheNumberOfModelsAndStrategies() throws Exception {
        for (int models : new int[] {1, 2, 5, 40}) {
            for (int strategies : new int[] {1, 5, 30}) {
                Path run = run(models, strategies, folder.resolve(models + "-" + strategies));
                for (int[] size : new int[][] {{80, 21}, {100, 37}, {60, 21}}) {
                    String text = LearningReport.read(List.of(run)).summary(size[0], size[1]);

                    String shown = models + " models, " + strategies + " strategies:\n" + text;
                    assertTrue(text.lines().count() <= size[1], shown);
                    assertTrue(text.lines().allMatch(line -> line.length() <= size[0]), shown);
                    assertTrue(text.contains("ll tables: in the report"), shown);
                }
            }
        }
    }

    @Test
    void countsWhatItLeavesOut() throws Exception {
        String text =
                LearningReport.read(List.of(run(2, 30, folder.resolve("run")))).summary(80, 21);

        long rows = text.lines().filter(line -> line.contains(", m")).count();
        assertTrue(rows >= 12, text);
        assertTrue(text.contains(60 - rows + " rows more, all tables: in the report"), text);
    }

    @Test
    void namesTheBestFirst() throws Exception {
        LearningReport report = LearningReport.read(List.of(
                new RunFixture().strategies("random", "entropy", "activelab").write(folder.resolve("run"))));

        List<String> lines = report.summary(80, 21).lines().toList();

        int header = IntStream.range(0, lines.size())
                .filter(n -> lines.get(n).strip().startsWith("strategy"))
                .findFirst()
                .orElseThrow();
        assertTrue(lines.get(header + 1).strip().startsWith("activelab"), lines::toString);
        assertEquals(3, lines.subList(header + 1, lines.size() - 1).size());
    }

    private static Path run(int models, int strategies, Path folder) throws Exception {
        return new RunFixture()
                .models(names("m", models))
                .strategies(names("s", strategies))
                .size(1, 3)
                .write(folder);
    }

    private static String[] names(String prefix, int number) {
        return IntStream.range(0, number).mapToObj(n -> prefix + n).toArray(String[]::new);
    }
}
