package org.relabel4j.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.relabel4j.pages.Table.Column;
import org.relabel4j.pages.Table.Entry;

class TextTableTest {
    @Test
    void alignsColumnsAndMarksTheBest() {
        Table table = new Table(
                "Caption",
                List.of(new Column("strategy", ""), new Column("end", "")),
                List.of(
                        List.of(Entry.of("activelab"), Entry.of("0.9 ± 0.1", true)),
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
