package org.relabel4j.datasets.format;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.RecordType;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a CSV file with a header, field by field, without an object a field. Takes a byte-order mark, either line ending,
 * quotes and blank lines; the text is UTF-8, or UTF-16 with a mark. Every record has as many fields as the header.
 */
final class CsvScan extends AbstractBaseCsvCallbackHandler<Boolean> {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Rows rows;
    private final List<String> header = new ArrayList<>();
    private boolean inHeader = true;

    /** Takes what was read. Throws {@link Problem} for what cannot be. */
    interface Rows {
        /** The header's names, trimmed. Called first. */
        void header(List<String> names);

        /** One field: characters that are only there during the call. */
        void field(int column, char[] text, int offset, int length);

        /** All fields of the record that starts in a line, counted from 1, were given. */
        void endRecord(long line);
    }

    /** What is wrong with the record being read; the file and the line are added on the way out. */
    static final class Problem extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String expected;
        private final String hint;

        Problem(String found, String expected, String hint) {
            super(found, null, false, false);
            this.expected = expected;
            this.hint = hint;
        }
    }

    private CsvScan(Rows rows) {
        this.rows = rows;
    }

    /**
     * Reads a file to its end.
     *
     * @throws InputException if it cannot be read, is empty, is no CSV, the rows have a problem, or it changes meanwhile
     */
    static void scan(Path file, Rows rows) throws InputException {
        FileStamp stamp = FileStamp.of(file);
        try {
            scanOnce(file, rows);
        } catch (InputException e) {
            // Half a file is often no good CSV; then say why.
            stamp.checkUnchanged();
            throw e;
        }
        stamp.checkUnchanged();
    }

    private static void scanOnce(Path file, Rows rows) throws InputException {
        try (InputStream stream = Files.newInputStream(file)) {
            scan(file, stream, rows);
        } catch (IOException e) {
            throw InputException.unreadable(file, e);
        }
    }

    /**
     * Reads a stream to its end, such as that of a file in an archive.
     *
     * @param file what to call it in messages
     * @throws InputException as {@link #scan(Path, Rows)}
     */
    static void scan(Path file, InputStream source, Rows rows) throws InputException {
        CsvScan scan = new CsvScan(rows);
        try (InputStream stream = new BufferedInputStream(source, BUFFER_BYTES);
                Reader reader = decode(file, stream);
                CsvReader<Boolean> csv = CsvReader.builder()
                        .commentStrategy(CommentStrategy.NONE)
                        .skipEmptyLines(true)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .build(scan, reader)) {
            csv.forEach(record -> {});
        } catch (CsvParseException e) {
            throw unparseable(file, scan, e);
        } catch (UncheckedIOException e) {
            throw unreadable(file, scan, e.getCause());
        } catch (IOException e) {
            throw unreadable(file, scan, e);
        }
        if (scan.inHeader) {
            throw InputException.inFile(file, "is empty", "a header and rows below it", "");
        }
    }

    private static InputException unparseable(Path file, CsvScan scan, CsvParseException e) {
        long line = Math.max(1, scan.getStartingLineNumber());
        if (e.getCause() instanceof Problem problem) {
            return InputException.atLine(file, line, problem.getMessage(), problem.expected, problem.hint);
        }
        if (e.getCause() instanceof UncheckedIOException io) {
            return unreadable(file, scan, io.getCause());
        }
        if (e.getCause() instanceof Error error) {
            throw error; // Out of memory, say: not the file's fault.
        }
        if (e.getCause() instanceof IOException io) {
            return unreadable(file, scan, io);
        }
        return InputException.atLine(
                file, line, "cannot be read as CSV from here on: " + e.getMessage(), "", "check the quotes");
    }

    private static InputException unreadable(Path file, CsvScan scan, IOException e) {
        if (e instanceof CharacterCodingException) {
            return InputException.atLine(
                    file,
                    Math.max(1, scan.getStartingLineNumber()),
                    "is not UTF-8 text, in this line or soon after it",
                    "",
                    "save the file as UTF-8 CSV");
        }
        return InputException.unreadable(file, e);
    }

    /** A reader past the byte-order mark, if there is one, that refuses what is no text. */
    private static Reader decode(Path file, InputStream stream) throws IOException, InputException {
        stream.mark(4);
        byte[] start = stream.readNBytes(4);
        stream.reset();
        if (start.length == 4 && start[0] == 'P' && start[1] == 'K' && start[2] == 3 && start[3] == 4) {
            throw InputException.inFile(
                    file, "is a zip archive or a spreadsheet", "a CSV file", "unpack it, or export it as CSV");
        }
        Charset charset = StandardCharsets.UTF_8;
        int mark = 0;
        if (start.length >= 3 && (start[0] & 0xFF) == 0xEF && (start[1] & 0xFF) == 0xBB && (start[2] & 0xFF) == 0xBF) {
            mark = 3;
        } else if (start.length >= 2 && (start[0] & 0xFF) == 0xFE && (start[1] & 0xFF) == 0xFF) {
            charset = StandardCharsets.UTF_16BE;
            mark = 2;
        } else if (start.length >= 2 && (start[0] & 0xFF) == 0xFF && (start[1] & 0xFF) == 0xFE) {
            charset = StandardCharsets.UTF_16LE;
            mark = 2;
        }
        stream.skipNBytes(mark);
        return new InputStreamReader(
                stream,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    @Override
    protected void handleField(int column, char[] text, int offset, int length, boolean quoted) {
        int start = offset;
        int end = offset + length;
        if (!quoted) {
            while (start < end && text[start] <= ' ') {
                start++;
            }
            while (end > start && text[end - 1] <= ' ') {
                end--;
            }
        }
        if (inHeader) {
            header.add(new String(text, start, end - start).strip());
        } else if (column < header.size()) {
            rows.field(column, text, start, end - start);
        }
    }

    @Override
    protected Boolean buildRecord() {
        if (getRecordType() == RecordType.EMPTY) {
            return Boolean.TRUE;
        }
        if (inHeader) {
            checkHeader();
            rows.header(List.copyOf(header));
            inHeader = false;
            return Boolean.TRUE;
        }
        if (getFieldCount() != header.size()) {
            throw new Problem(
                    "has " + getFieldCount() + (getFieldCount() == 1 ? " field" : " fields"),
                    header.size() + " as in the header",
                    getFieldCount() > header.size() ? "put quotes around a field that has commas" : "");
        }
        rows.endRecord(getStartingLineNumber());
        return Boolean.TRUE;
    }

    private void checkHeader() {
        Set<String> seen = new HashSet<>();
        for (String name : header) {
            if (!seen.add(name)) {
                throw new Problem("has two columns called \"" + name + "\"", "a name a column", "");
            }
        }
        if (header.size() == 1 && header.get(0).matches(".*[;\t|].*")) {
            throw new Problem(
                    "has one column, \"" + header.get(0) + "\"", "columns separated by commas", "export with commas");
        }
    }
}
