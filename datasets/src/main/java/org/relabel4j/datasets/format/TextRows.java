package org.relabel4j.datasets.format;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the rows of a CSV file of any dialect as they stand there, for people to look at. */
public final class TextRows implements CsvRows {
    private List<String> header = List.of();
    private final List<List<String>> rows = new ArrayList<>();
    private List<String> row = new ArrayList<>();

    private TextRows() {}

    /**
     * A table of texts.
     *
     * @param header the columns' names
     * @param rows as many texts each
     */
    public record Table(List<String> header, List<List<String>> rows) {}

    /**
     * Reads a file.
     *
     * @throws InputException if it cannot be read
     */
    public static Table read(Path file) throws InputException {
        TextRows rows = new TextRows();
        CsvScan.scan(file, rows);
        return new Table(rows.header, rows.rows);
    }

    @Override
    public void header(List<String> names) {
        header = List.copyOf(names);
    }

    @Override
    public void field(int column, char[] text, int offset, int length) {
        row.add(new String(text, offset, length));
    }

    @Override
    public void endRecord(long line) {
        rows.add(row);
        row = new ArrayList<>();
    }
}
