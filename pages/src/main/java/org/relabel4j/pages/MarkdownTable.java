package org.relabel4j.pages;

import java.util.List;
import org.relabel4j.pages.Table.Entry;

/** Writes a table in Markdown, as GitHub reads it: the best in bold. */
public final class MarkdownTable {
    private MarkdownTable() {}

    /** The table with its caption above and its notes below it. */
    public static String of(Table table) {
        StringBuilder out = new StringBuilder(escaped(table.caption())).append(".\n\n");
        appendRow(out, table.header().stream().map(MarkdownTable::escaped).toList());
        out.append("|---").append("|---:".repeat(table.header().size() - 1)).append("|\n");
        table.rows()
                .forEach(row ->
                        appendRow(out, row.stream().map(MarkdownTable::cell).toList()));
        if (!table.notes().isEmpty()) {
            out.append('\n').append(escaped(String.join(" ", table.notes()))).append('\n');
        }
        return out.toString();
    }

    private static void appendRow(StringBuilder out, List<String> cells) {
        out.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static String cell(Entry cell) {
        return cell.isBest() ? "**" + escaped(cell.text()) + "**" : escaped(cell.text());
    }

    private static String escaped(String text) {
        return text.replaceAll("\\p{Cntrl}", " ").replaceAll("[\\\\`*_|<\\[\\]]", "\\\\$0");
    }
}
