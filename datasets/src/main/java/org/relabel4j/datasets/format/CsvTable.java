package org.relabel4j.datasets.format;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.relabel4j.core.text.Counted;

/**
 * A table of records as CSV: its columns are declared once, for writing and for reading. Bytes are the same on every system.
 *
 * @param <R> a row
 */
public final class CsvTable<R> {
    private final List<Column<R>> columns;
    private final RowReader<R> reader;

    /**
     * A column.
     *
     * @param name in the header
     * @param text what a row has in it
     * @param quoted whether it stands in quotes where it is not empty; a value that needs quotes has them anyway
     */
    public record Column<R>(String name, Function<R, String> text, boolean quoted) {
        /** A column without needless quotes. */
        public Column(String name, Function<R, String> text) {
            this(name, text, false);
        }
    }

    /** Makes a record of a row. */
    @FunctionalInterface
    public interface RowReader<R> {
        /** Makes a record of a row. */
        R read(CsvRow row) throws InputException;
    }

    /**
     * @param columns in order
     * @param reader makes a record of a row that is read
     */
    public CsvTable(List<Column<R>> columns, RowReader<R> reader) {
        this.columns = List.copyOf(columns);
        this.reader = reader;
    }

    /** A table that is only written. */
    public CsvTable(List<Column<R>> columns) {
        this(columns, row -> {
            throw new UnsupportedOperationException("this table is only written");
        });
    }

    /** A table of the same rows with further columns behind these, which are not read. */
    public CsvTable<R> with(List<Column<R>> more) {
        return new CsvTable<>(Stream.concat(columns.stream(), more.stream()).toList(), reader);
    }

    /** The columns' names, separated by commas, without line end. */
    public String header() {
        return String.join(",", columns.stream().map(Column::name).toList());
    }

    /** The whole file. */
    public String text(List<R> rows) {
        QuoteStrategy quotes = new QuoteStrategy() {
            @Override
            public boolean quoteValue(int line, int field, String value) {
                return line > 1 && columns.get(field).quoted() && !value.isEmpty();
            }
        };
        StringWriter text = new StringWriter();
        CsvWriter csv = CsvOutput.builder().quoteStrategy(quotes).bufferSize(0).build(text);
        csv.writeRecord(columns.stream().map(Column::name).toList());
        rows.forEach(row -> csv.writeRecord(fields(row)));
        return text.toString();
    }

    /** What a row has in each column. */
    public List<String> fields(R row) {
        return columns.stream().map(column -> column.text().apply(row)).toList();
    }

    /**
     * Reads a file; columns may be in any order, and unknown ones are skipped.
     *
     * @throws InputException if the file cannot be read, a column is missing or a value is none
     */
    public List<R> read(Path file) throws InputException {
        try (CsvReader<NamedCsvRecord> lines = builder().detectBomHeader(true).ofNamedCsvRecord(file)) {
            return rows(file, lines);
        } catch (CsvParseException e) {
            throw InputException.inFile(file, e.getMessage(), "a table as CSV", "");
        } catch (IOException e) {
            throw InputException.unreadable(file, e);
        }
    }

    /**
     * Reads what {@link #text} has written.
     *
     * @throws IOException if it has not
     */
    public List<R> parse(String text) throws IOException {
        try (CsvReader<NamedCsvRecord> lines = builder().ofNamedCsvRecord(text)) {
            return rows(Path.of(""), lines);
        } catch (InputException | CsvParseException e) {
            throw new IOException(e);
        }
    }

    /** Rows of another length are told of by {@link #rows}, with their line. */
    private static CsvReader.CsvReaderBuilder builder() {
        return CsvReader.builder()
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE);
    }

    private List<R> rows(Path file, CsvReader<NamedCsvRecord> lines) throws InputException {
        List<R> rows = new ArrayList<>();
        for (NamedCsvRecord line : lines) {
            int columns = line.getHeader().size();
            if (line.getFieldCount() != columns) {
                throw InputException.atLine(
                        file,
                        line.getStartingLineNumber(),
                        "has " + Counted.of(line.getFieldCount(), "value"),
                        columns + ", one a column of the header",
                        "");
            }
            rows.add(reader.read(new CsvRow(file, line, header())));
        }
        return rows;
    }

    /** A number with so many decimals; {@code NaN} for one. */
    public static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** A number with so many decimals; nothing for NaN. */
    public static String known(double value, int decimals) {
        return Double.isNaN(value) ? "" : number(value, decimals);
    }

    /** The number that {@link #number} writes. */
    public static double rounded(double value, int decimals) {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value)
                        .setScale(decimals, RoundingMode.HALF_UP)
                        .doubleValue()
                : value;
    }
}
