package org.relabel4j.datasets.format;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.RecordType;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.relabel4j.core.text.Counted;

/**
 * Reads a CSV file with a header, field by field, without an object a field. Takes commas, tabs, semicolons or bars as separators,
 * any line ending, quotes, blank lines, comments above the header, and what {@link TextSource} takes. Fields come without the
 * blanks around them. Every record has as many fields as the header.
 */
final class CsvScan extends AbstractBaseCsvCallbackHandler<Boolean> {
    private final CsvRows rows;
    private final CsvDialect dialect;
    private final List<String> header = new ArrayList<>();
    private boolean inHeader = true;

    /** How many fields of the record, from the first, are those of the header and kept back; -1 after one that is not. */
    private int asHeader;

    private int firstAsHeader;

    private CsvScan(CsvRows rows, CsvDialect dialect) {
        this.rows = rows;
        this.dialect = dialect;
    }

    /**
     * Reads a file to its end.
     *
     * @throws InputException if it cannot be read, is empty, is no CSV, the rows have a problem, or it changes meanwhile
     */
    static void scan(Path file, CsvRows rows) throws InputException {
        TextSource.use(file, text -> scan(text, rows));
    }

    /**
     * Reads a stream to its end, such as that of a file in an archive.
     *
     * @param file what to call it in messages
     * @throws InputException as {@link #scan(Path, CsvRows)}
     */
    static void scan(Path file, InputStream source, CsvRows rows) throws InputException {
        TextSource.use(file, source, text -> scan(text, rows));
    }

    /**
     * Reads a text to its end.
     *
     * @throws InputException as {@link #scan(Path, CsvRows)}
     */
    static void scan(TextSource text, CsvRows rows) throws IOException, InputException {
        Path file = text.file();
        CsvDialect dialect = CsvDialect.of(text.start());
        Optional<String> other = CsvDialect.otherFormat(text.start(), dialect);
        if (other.isPresent()) {
            throw InputException.inFile(file, other.get(), "a CSV file", rows.insteadOf(other.get()));
        }
        CsvScan scan = new CsvScan(rows, dialect);
        try (Reader reader = text.reader()) {
            reader.skip(dialect.preludeChars());
            CsvReader<Boolean> csv = CsvReader.builder()
                    .fieldSeparator(dialect.delimiter())
                    .commentStrategy(CommentStrategy.NONE)
                    .skipEmptyLines(true)
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .build(scan, reader);
            csv.forEach(record -> {});
        } catch (CsvParseException e) {
            throw scan.unparseable(file, e);
        } catch (UncheckedIOException e) {
            throw scan.unreadable(file, e.getCause());
        } catch (CharacterCodingException e) {
            throw scan.unreadable(file, e);
        }
        if (scan.inHeader) {
            throw InputException.inFile(file, "is empty", "a header and rows below it", "");
        }
    }

    private InputException unparseable(Path file, CsvParseException e) throws IOException {
        long line = line();
        if (e.getCause() instanceof CsvProblem problem) {
            return problem.atLine(file, line);
        }
        if (e.getCause() instanceof UncheckedIOException io) {
            return unreadable(file, io.getCause());
        }
        if (e.getCause() instanceof Error error) {
            throw error; // Out of memory, say: not the file's fault.
        }
        if (e.getCause() instanceof IOException io) {
            return unreadable(file, io);
        }
        if (e.getMessage() != null && e.getMessage().contains("buffer size")) {
            return InputException.atLine(
                    file,
                    line,
                    "has a field of over 16 million characters",
                    "a table",
                    "check the quotes and line ends");
        }
        return InputException.atLine(
                file, line, "cannot be read as CSV from here on: " + e.getMessage(), "", "check the quotes");
    }

    private InputException unreadable(Path file, IOException e) throws IOException {
        if (e instanceof CharacterCodingException) {
            return InputException.atLine(
                    file, line(), "is not UTF-8 text, in this line or soon after it", "", "save the file as UTF-8 CSV");
        }
        throw e;
    }

    /** Line in which the record being read starts, from 1. */
    private long line() {
        return dialect.preludeLines() + Math.max(1, getStartingLineNumber());
    }

    @Override
    protected void handleField(int column, char[] text, int offset, int length, boolean quoted) {
        int start = offset;
        int end = offset + length;
        while (start < end && Names.isBlank(text[start])) {
            start++;
        }
        while (end > start && Names.isBlank(text[end - 1])) {
            end--;
        }
        if (!quoted && start > offset && start < end && text[start] == '"') {
            throw new CsvProblem(
                    "has a blank before a quote", "the quote to follow the separator", "take the blank out");
        }
        if (inHeader) {
            header.add(Names.normal(new String(text, start, end - start)));
        } else if (column < header.size() && Names.isPlain(text, start, end - start)) {
            field(column, text, start, end - start);
        } else if (column < header.size()) {
            char[] name = Names.composed(new String(text, start, end - start)).toCharArray();
            field(column, name, 0, name.length);
        }
    }

    /** Passes a field on, unless the record may turn out to be the header once more. */
    private void field(int column, char[] text, int offset, int length) {
        if (asHeader >= 0) {
            if (column == asHeader && equal(header.get(column), text, offset, length)) {
                asHeader++;
                return;
            }
            giveBack(column);
        }
        rows.field(column, text, offset, length);
    }

    /** The fields that were kept back; they are those of the header. */
    private void giveBack(int column) {
        int kept = Math.min(asHeader, column);
        asHeader = -1;
        for (int c = 0; c < kept; c++) {
            char[] name = header.get(c).toCharArray();
            rows.field(c, name, 0, name.length);
        }
    }

    private static boolean equal(String name, char[] text, int offset, int length) {
        if (name.length() != length) {
            return false;
        }
        for (int n = 0; n < length; n++) {
            if (name.charAt(n) != text[offset + n]) {
                return false;
            }
        }
        return true;
    }

    @Override
    protected Boolean buildRecord() {
        if (getRecordType() == RecordType.EMPTY) {
            return Boolean.TRUE;
        }
        if (inHeader) {
            startRows();
            return Boolean.TRUE;
        }
        if (getFieldCount() != header.size()) {
            throw new CsvProblem(
                    "has " + Counted.of(getFieldCount(), "field"),
                    header.size() + " as in the header",
                    getFieldCount() > header.size()
                            ? "put quotes around a field that has " + dialect.delimiterName() + "s"
                            : "");
        }
        if (asHeader == header.size()) {
            rows.headerAgain(line());
        } else {
            giveBack(header.size());
            rows.endRecord(line());
        }
        asHeader = firstAsHeader;
        return Boolean.TRUE;
    }

    private void startRows() {
        rows.header(List.copyOf(header));
        inHeader = false;
        if (!rows.firstRowIsData()) {
            checkHeader();
            return;
        }
        firstAsHeader = -1;
        asHeader = header.size();
        giveBack(header.size());
        rows.endRecord(line());
    }

    private void checkHeader() {
        Set<String> seen = new HashSet<>();
        for (String name : header) {
            if (!seen.add(name) && !name.isEmpty()) {
                throw new CsvProblem("has two columns called \"" + name + "\"", "a name a column", "");
            }
        }
    }
}
