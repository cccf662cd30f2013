package org.relabel4j.pages;

import java.util.List;
import java.util.stream.Stream;
import org.relabel4j.pages.Table.Entry;

/** Lays a table out for a terminal, in ASCII: many containers' terminals know nothing else. */
public final class TextTable {

    private static final String GAP = "  ";
    private static final int NOTE_WIDTH = 97;

    private TextTable() {}

    /**
     * What of a table fits on a screen: its first columns and rows, without notes; a name too long is cut.
     *
     * @param columns width of the screen, at least 20
     * @param rows most rows, at least 1
     */
    public static String of(Table table, int columns, int rows) {
        int[] widths = widths(table);
        int shown = 1;
        int names = Math.min(widths[0], columns / 2);
        int width = GAP.length() + names;
        while (shown < widths.length && width + GAP.length() + widths[shown] < columns) {
            width += GAP.length() + widths[shown++];
        }
        int last = shown;
        List<List<Entry>> cells = table.rows().stream()
                .limit(rows)
                .map(row -> Stream.concat(Stream.of(cut(row.get(0), names)), row.subList(1, last).stream())
                        .toList())
                .toList();
        return of(new Table(table.caption(), table.columns().subList(0, shown), cells, List.of()));
    }

    private static Entry cut(Entry cell, int width) {
        String text = ascii(cell.text());
        return text.length() <= width ? cell : Entry.of(text.substring(0, width - 2) + "..");
    }

    private static int[] widths(Table table) {
        int[] widths = new int[table.header().size()];
        for (int c = 0; c < widths.length; c++) {
            widths[c] = ascii(table.header().get(c)).length();
            for (List<Entry> row : table.rows()) {
                widths[c] = Math.max(widths[c], text(row.get(c)).length());
            }
        }
        return widths;
    }

    /** The table in lines: caption, header, rows, notes. */
    public static String of(Table table) {
        int[] widths = widths(table);
        StringBuilder out = new StringBuilder(ascii(table.caption())).append('\n');
        appendLine(out, table.header().stream().map(TextTable::ascii).toList(), widths);
        for (List<Entry> row : table.rows()) {
            appendLine(out, row.stream().map(TextTable::text).toList(), widths);
        }
        table.notes().forEach(note -> out.append(wrap(ascii(note), GAP, NOTE_WIDTH)));
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

    /** A text in lines, in ASCII, each no wider than so many columns unless a word is. */
    public static String filled(String text, int columns) {
        return wrap(ascii(text), "", columns);
    }

    private static String wrap(String text, String indent, int width) {
        StringBuilder wrapped = new StringBuilder();
        int length = 0;
        for (String word : text.split(" ")) {
            boolean first = length == 0;
            if (first || length + 1 + word.length() > width) {
                wrapped.append(first ? "" : "\n").append(indent).append(word);
                length = indent.length() + word.length();
            } else {
                wrapped.append(' ').append(word);
                length += word.length() + 1;
            }
        }
        return wrapped.append('\n').toString();
    }

    /** Text with its few usual signs beyond ASCII spelt in ASCII, and without control characters. */
    public static String ascii(String text) {
        return text.replace("±", "+-").replace('–', '-').replace('−', '-').replaceAll("\\p{Cntrl}", "?");
    }
}
