package org.relabel4j.datasets.format;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalInt;
import org.relabel4j.core.text.Choices;

/** A row of a {@link CsvTable} that is read. Every complaint names file, line and column. */
public final class CsvRow {
    /** Far more than any run counts, times or spends, and little enough that sums and axes of figures stay finite. */
    private static final double MOST = 1e15;

    private final Path file;
    private final NamedCsvRecord line;
    private final String header;

    CsvRow(Path file, NamedCsvRecord line, String header) {
        this.file = file;
        this.line = line;
        this.header = header;
    }

    /**
     * What stands in a column.
     *
     * @throws InputException if there is no such column
     */
    public String text(String column) throws InputException {
        return text(column, "");
    }

    /**
     * The same.
     *
     * @param otherwise how to mend a file without such a column
     */
    public String text(String column, String otherwise) throws InputException {
        return line.findField(column)
                .orElseThrow(() -> InputException.inFile(file, "has no column " + column, header, otherwise));
    }

    /** What stands in a column; nothing if there is no such column. */
    public String optional(String column) {
        return line.findField(column).orElse("");
    }

    /**
     * A whole number.
     *
     * @throws InputException if it is none of at least 0
     */
    public int count(String column) throws InputException {
        String text = text(column);
        if (!text.matches("\\d{1,9}")) {
            throw bad(column, text, "a whole number of at least 0");
        }
        return Integer.parseInt(text);
    }

    /** A whole number; empty if nothing stands there. */
    public OptionalInt optionalCount(String column) throws InputException {
        return optional(column).isEmpty() ? OptionalInt.empty() : OptionalInt.of(count(column));
    }

    /** A fraction; NaN if nothing, or NaN, stands there. */
    public double fraction(String column) throws InputException {
        return number(column, text(column), 0, 1, "a number from 0 to 1");
    }

    /** A fraction; NaN if nothing, or NaN, stands there, or if there is no such column. */
    public double optionalFraction(String column) throws InputException {
        return number(column, optional(column), 0, 1, "a number from 0 to 1");
    }

    /** A number from 0 to 1e15; NaN if nothing, or NaN, stands there. */
    public double amount(String column) throws InputException {
        return number(column, text(column), 0, MOST, "a number from 0 to 1e15");
    }

    /** A number from 0 to 1e15; NaN if nothing, or NaN, stands there, or if there is no such column. */
    public double optionalAmount(String column) throws InputException {
        return number(column, optional(column), 0, MOST, "a number from 0 to 1e15");
    }

    /** Any finite number, as scores may be; NaN if nothing, or NaN, stands there. */
    public double score(String column) throws InputException {
        return number(column, text(column), -Double.MAX_VALUE, Double.MAX_VALUE, "a number");
    }

    /** A number from -1e15 to 1e15; NaN if nothing, or NaN, stands there. */
    public double number(String column) throws InputException {
        return number(column, text(column), -MOST, MOST, "a number from -1e15 to 1e15");
    }

    /** One of an enum's constants, written in lower case with hyphens. */
    public <E extends Enum<E>> E choice(String column, Class<E> type) throws InputException {
        String text = text(column);
        return Choices.find(type, text).orElseThrow(() -> bad(column, text, Choices.or(Choices.names(type))));
    }

    /** A moment, in ISO form in UTC; empty if nothing stands there. */
    public Optional<Instant> optionalTime(String column) throws InputException {
        String text = text(column);
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            throw bad(column, text, "a time such as 2026-01-31T12:00:00Z");
        }
    }

    /** What to throw about a value that the caller does not know. */
    public InputException complaint(String column, String expected) throws InputException {
        return bad(column, text(column), expected);
    }

    private double number(String column, String text, double least, double most, String expected)
            throws InputException {
        if (text.isEmpty() || text.equals("NaN")) {
            return Double.NaN;
        }
        try {
            double value = Double.parseDouble(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw bad(column, text, expected);
        }
        throw bad(column, text, expected);
    }

    private InputException bad(String column, String text, String expected) {
        return InputException.atLine(file, line.getStartingLineNumber(), column + " is '" + text + "'", expected, "");
    }
}
