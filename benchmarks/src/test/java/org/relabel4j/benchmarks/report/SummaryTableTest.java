package org.relabel4j.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.benchmarks.report.Table.Entry;

class SummaryTableTest {

    @TempDir
    private Path folder;

    @Test
    void showsTheNumbersOfThePageInPlainAscii() throws Exception {
        Path run = new RunFixture().size(3, 20).write(folder.resolve("run"));

        String text = LearningReport.read(List.of(run)).text();
        String html = Files.readString(LearningReport.read(List.of(run)).write(run));

        assertTrue(text.chars().allMatch(c -> c == '\n' || c >= 0x20 && c < 0x7F), text);
        assertTrue(text.lines().allMatch(line -> line.length() <= 104), text);
        for (Table table : ResultTables.of(RunReader.read(run).models().get(0))) {
            for (List<Entry> row : table.rows()) {
                for (Entry cell : row) {
                    assertTrue(text.contains(TextTable.ascii(cell.text())), cell.text());
                    assertTrue(html.contains(cell.text().replace("<", "&lt;").replace(">", "&gt;")), cell.text());
                }
            }
        }
    }

    @Test
    void alignsColumnsAndMarksTheBest() {
        Table table = new Table(
                "Caption",
                List.of("strategy", "end"),
                List.of(
                        List.of(Entry.of("activelab"), new Entry("0.9 ± 0.1", true)),
                        List.of(Entry.of("random"), Entry.of("0.8"))),
                List.of("A note."));

        assertEquals(
                "Caption\n"
                        + "  strategy           end\n"
                        + "  activelab  0.9 +- 0.1*\n"
                        + "  random             0.8\n"
                        + "  A note.\n",
                TextTable.of(table));
    }
}
