package org.relabel4j.pages;

import java.util.List;
import org.relabel4j.pages.Table.Entry;

/** Lays a table out for a terminal, in ASCII: many containers' terminals know nothing else. */
public final class TextTable {

    private static final String GAP = "  ";

    private TextTable() {}

    /** The table in lines: caption, header, rows, notes. */
    public static String of(Table table) {
        int[] widths = new int[table.header().size()];
        for (int c = 0; c < widths.length; c++) {
            widths[c] = ascii(table.header().get(c)).length();
            for (List<Entry> row : table.rows()) {
                widths[c] = Math.max(widths[c], text(row.get(c)).length());
            }
        }
        StringBuilder out = new StringBuilder(ascii(table.caption())).append('\n');
        appendLine(out, table.header().stream().map(TextTable::ascii).toList(), widths);
        for (List<Entry> row : table.rows()) {
            appendLine(out, row.stream().map(TextTable::text).toList(), widths);
        }
        table.notes().forEach(note -> out.append(wrap(ascii(note))));
        return out.toString();
    }

    private static void appendLine(StringBuilder out, List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < widths.length; c++) {
            String padding = " ".repeat(widths[c] - cells.get(c).length());
            line.append(GAP).append(c == 0 ? cells.get(c) + padding : padding + cells.get(c));
        }
        out.append(line.toString().stripTrailing()).append('\n');
    }

    private static String text(Entry cell) {
        return ascii(cell.text()) + (cell.isBest() ? "*" : "");
    }

    private static String wrap(String note) {
        StringBuilder wrapped = new StringBuilder();
        int length = 0;
        for (String word : note.split(" ")) {
            if (length == 0 || length + word.length() > 96) {
                wrapped.append(length == 0 ? "" : "\n").append(' ');
                length = 1;
            }
            wrapped.append(' ').append(word);
            length += word.length() + 1;
        }
        return wrapped.append('\n').toString();
    }

    /** Text with its few usual signs beyond ASCII spelt in ASCII, and without control characters. */
    public static String ascii(String text) {
        return text.replace("±", "+-").replace('–', '-').replace('−', '-').replaceAll("\\p{Cntrl}", "?");
    }
}
