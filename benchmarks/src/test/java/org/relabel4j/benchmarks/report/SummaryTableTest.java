package org.relabel4j.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.pages.Table;
import org.relabel4j.pages.Table.Entry;
import org.relabel4j.pages.TextTable;

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
}
