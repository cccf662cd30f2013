package org.relabel4j.datasets.format;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reads some columns of whole numbers from a CSV file with a header; other columns are passed over. */
public final class IntegerCsv implements CsvRows {
    private static final int MAX_DIGITS = 9;

    private final List<List<String>> wanted;
    private final int[][] values;
    private int[] wantedOfColumn;
    private int numRows;

    private IntegerCsv(List<List<String>> wanted) {
        this.wanted = wanted;
        this.values = new int[wanted.size()][1024];
    }

    /**
     * Reads a file.
     *
     * @param columns for each wanted column the names that it may have, in lower case; the first that is there counts
     * @return for each wanted column its values, row by row
     * @throws InputException if the file cannot be read, a column is missing, or a value is no whole number of up to 9 digits
     */
    public static int[][] read(Path file, List<List<String>> columns) throws InputException {
        IntegerCsv reader = new IntegerCsv(columns);
        CsvScan.scan(file, reader);
        return reader.values();
    }

    /**
     * Reads a file in an archive. The other parameters and the result as in {@link #read(Path, List)}.
     *
     * @param archive what to call it in messages
     * @param stream the file's content; closed
     */
    public static int[][] read(Path archive, InputStream stream, List<List<String>> columns) throws InputException {
        IntegerCsv reader = new IntegerCsv(columns);
        CsvScan.scan(archive, stream, reader);
        return reader.values();
    }

    private int[][] values() {
        return Arrays.stream(values)
                .map(column -> Arrays.copyOf(column, numRows))
                .toArray(int[][]::new);
    }

    @Override
    public void header(List<String> names) {
        wantedOfColumn = new int[names.size()];
        Arrays.fill(wantedOfColumn, -1);
        List<String> lower =
                names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        for (int w = 0; w < wanted.size(); w++) {
            int column = wanted.get(w).stream()
                    .mapToInt(lower::indexOf)
                    .filter(position -> position >= 0)
                    .findFirst()
                    .orElseThrow(missing(wanted.get(w)));
            wantedOfColumn[column] = w;
        }
    }

    private static java.util.function.Supplier<CsvProblem> missing(List<String> names) {
        return () -> new CsvProblem("has no column \"" + String.join("\" or \"", names) + "\"", "one", "");
    }

    @Override
    public void field(int column, char[] text, int offset, int length) {
        int w = wantedOfColumn[column];
        if (w < 0) {
            return;
        }
        if (numRows == values[w].length) {
            values[w] = Arrays.copyOf(values[w], numRows * 2);
        }
        values[w][numRows] = parse(wanted.get(w).get(0), text, offset, length);
    }

    private static int parse(String name, char[] text, int offset, int length) {
        int at = offset;
        int end = offset + length;
        boolean negative = length > 0 && text[at] == '-';
        if (negative) {
            at++;
        }
        int digits = end - at;
        int value = 0;
        for (; at < end && text[at] >= '0' && text[at] <= '9'; at++) {
            value = value * 10 + text[at] - '0';
        }
        if (at < end || digits == 0 || digits > MAX_DIGITS) {
            throw new CsvProblem(
                    "has \"" + new String(text, offset, Math.min(length, 40)) + "\" as " + name, "a whole number", "");
        }
        return negative ? -value : value;
    }

    @Override
    public void endRecord(long line) {
        numRows++;
    }
}
