package org.relabel4j.datasets.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text tables as programs write them: each is the same two rows. */
class CsvScanTest {
    private static final String TABLE = "a,b\n1,x y\n2,z\n";
    private static final List<String> ROWS = List.of("a b", "2: 1 x y", "3: 2 z");

    @TempDir
    Path folder;

    private static final class Collected implements CsvRows {
        private final List<String> rows = new ArrayList<>();
        private final StringBuilder row = new StringBuilder();

        @Override
        public void header(List<String> names) {
            rows.add(String.join(" ", names));
        }

        @Override
        public void field(int column, char[] text, int offset, int length) {
            row.append(' ').append(text, offset, length);
        }

        @Override
        public void endRecord(long line) {
            rows.add(line + ":" + row);
            row.setLength(0);
        }

        @Override
        public void headerAgain(long line) {
            rows.add(line + " again");
        }
    }

    private static List<String> scan(Path file) throws InputException {
        Collected collected = new Collected();
        CsvScan.scan(file, collected);
        return collected.rows;
    }

    private List<String> scan(byte[] content) throws IOException, InputException {
        return scan(Files.write(folder.resolve("t.csv"), content));
    }

    private List<String> scan(String content) throws IOException, InputException {
        return scan(content.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] gzip(String... members) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String member : members) {
            try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
                out.write(member.getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {",", "\t", ";", "|"})
    void knowsTheSeparator(String separator) throws Exception {
        assertEquals(ROWS, scan(TABLE.replace(",", separator)));
        assertEquals(ROWS, scan(TABLE.replace(",", separator).replaceAll("(\\w( y)?)", "\"$1\"")));
        assertEquals(ROWS, scan(TABLE.replace(",", separator).replace("\n", "\r\n")));
        assertEquals(ROWS, scan(TABLE.replace(",", separator).replace("\n", "\r")));
    }

    @Test
    void separatorsWithinQuotesDoNotCount() throws Exception {
        assertEquals(List.of("a;b;c d", "2: 1 2"), scan("\"a;b;c\",d\n1,2\n"));
    }

    @Test
    void ofSeveralSeparatorsTheOneCountsThatTheRowsHaveToo() throws Exception {
        // Decimal commas; and a name with more bars than there are commas.
        assertEquals(List.of("t c (x,y,z)", "2: 1 0,5"), scan("t;c (x,y,z)\n1;0,5\n"));
        assertEquals(List.of("t yes|no|maybe", "2: 1 2"), scan("t,yes|no|maybe\n1,2\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sep=;\n", "SEP=;\r\n", "\"sep=;\"\n", "\n# by a tool\nsep=;\n"})
    void excelsFirstLineSaysTheSeparator(String line) throws Exception {
        int lines = line.split("\n").length;

        assertEquals(List.of("a,b c", lines + 2 + ": 1 2"), scan(line + "a,b;c\n1;2\n"));
    }

    @Test
    void commentsAboveTheHeaderCountAsLinesOnly() throws Exception {
        assertEquals(List.of("a b", "5: #1 x"), scan("# exported\n\n  # by a tool\na,b\n#1,x\n"));
    }

    @Test
    void theHeaderOnceMoreIsNoRow() throws Exception {
        assertEquals(List.of("a b", "2: 1 x", "3 again", "4: a x", "5: a b c"), scan("a,b\n1,x\na,b\na,x\na,b c\n"));
        assertEquals(List.of("a b", "2: 1 x", "3 again", "4: 2 y"), scan("a,b\n1,x\n\uFEFFa,\"b\"\n2,y\n"));
    }

    @Test
    void namesHaveNoBlanksAroundThem() throws Exception {
        assertEquals(
                List.of("a b", "2: x y"), scan("\" a\u00A0\",\u2003b\n\"x \",\u200B\t\u3000y\u202F\u2060\uFEFF\n"));
    }

    @ParameterizedTest
    @CsvSource({"UTF-8", "UTF-16LE", "UTF-16BE"})
    void readsUnicodeWithAndWithoutAMark(String charset) throws Exception {
        List<String> rows = List.of("a b", "2: 1 \u00E9\u4E00", "3: 2 z");
        String table = TABLE.replace("x y", "\u00E9\u4E00");

        assertEquals(rows, scan(table.getBytes(Charset.forName(charset))));
        assertEquals(rows, scan(("\uFEFF" + table).getBytes(Charset.forName(charset))));
    }

    @Test
    void readsGzipByItsContent() throws Exception {
        assertEquals(ROWS, scan(gzip(TABLE)));
        assertEquals(ROWS, scan(gzip("a,b\n1,x y\n", "2,z\n")));
        byte[] packed = gzip(TABLE.repeat(100));
        Path file = Files.write(folder.resolve("cut.csv"), java.util.Arrays.copyOf(packed, packed.length / 2));
        Broken.refuses(file, "cut.csv: is packed by gzip, but cut off or damaged; copy it again", () -> scan(file));
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "mkfifo")
    void readsAPipeOnce() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            try {
                Files.write(pipe, gzip(TABLE));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });

        assertEquals(ROWS, scan(pipe));

        writer.get();
    }

    @Test
    void aFileLargerThanEveryBufferIsReadToItsEnd() throws Exception {
        List<String> rows = scan(gzip("a,b\n" + "12345678,abcdefgh\n".repeat(100_000)));

        assertEquals(100_001, rows.size());
        assertEquals("100001: 12345678 abcdefgh", rows.get(100_000));
    }

    private void refuses(String content, String message) throws IOException {
        Path file = Files.write(folder.resolve("t.csv"), content.getBytes(StandardCharsets.ISO_8859_1));
        Broken.refuses(file, message, () -> scan(file));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PAR1....          | is Parquet, expected a CSV file; write it as CSV, in pandas: to_csv(..., index=False)
            %PDF-1.7          | is a PDF, expected a CSV file; export the table as CSV
            SQLite format 3.. | is an SQLite database, expected a CSV file; export it as CSV
            {"0": {"1": 2}}   | is JSON, expected a CSV file; export it as CSV
            [1, 2]            | is JSON, expected a CSV file; export it as CSV
            <html>            | is XML or a web page, expected a CSV file; export it as CSV
            39: {11573: true, | looks like YAML, expected a CSV file; export it as CSV
            1 0 -1 1          | has columns separated by spaces, expected a CSV file; export it as CSV
            """)
    void namesOtherKindsOfFiles(String content, String message) throws Exception {
        refuses(content + "\n", "t.csv: " + message);
    }

    @Test
    void namesBinaryFiles() throws Exception {
        refuses(
                "\u0080\u0004\u0095",
                "t.csv: is a Python pickle, expected a CSV file; write it as CSV, in pandas: to_csv(...)");
        refuses(
                "\u0093NUMPY\1",
                "t.csv: is a .npy array, expected a CSV file; give it as --pred-probs or --embeddings");
        refuses("abc\0\0\0def", "t.csv: is no text: it has zero bytes, expected a CSV file");
    }

    @Test
    void refusesABlankBeforeAQuote() throws Exception {
        // The quotes would be taken as part of the name.
        refuses(
                "a,b\n1, \"x\"\n",
                "t.csv:2: has a blank before a quote, expected the quote to follow the separator; take the blank out");
    }
}
