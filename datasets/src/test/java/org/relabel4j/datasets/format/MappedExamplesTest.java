package org.relabel4j.datasets.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.core.training.Examples;

class MappedExamplesTest {
    private static final int ROWS = 5;
    private static final int COLUMNS = 3;

    @TempDir
    private Path folder;

    /** What row i has at position d in every good file here; exact in float16. */
    private static float value(int i, int d) {
        return i - d * 0.25f;
    }

    /** A file of the values above, or another in one place. */
    private Path npy(String name, String type, boolean byColumns, int itemBytes, BiConsumer<ByteBuffer, Double> put)
            throws IOException {
        byte[] header = NpyHeader.encode(4, ROWS, COLUMNS);
        String text = new String(header, StandardCharsets.ISO_8859_1)
                .replace("'<f4'", "'" + type + "'")
                .replace("False", byColumns ? "True " : "False");
        ByteOrder order = type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        ByteBuffer values = ByteBuffer.allocate(ROWS * COLUMNS * itemBytes).order(order);
        for (int n = 0; n < ROWS * COLUMNS; n++) {
            put.accept(values, (double) (byColumns ? value(n % ROWS, n / ROWS) : value(n / COLUMNS, n % COLUMNS)));
        }
        Path file = folder.resolve(name);
        try (OutputStream stream = Files.newOutputStream(file)) {
            stream.write(text.getBytes(StandardCharsets.ISO_8859_1));
            stream.write(values.array());
        }
        return file;
    }

    private static void check(Examples examples) {
        assertEquals(ROWS, examples.size());
        assertArrayEquals(new int[] {COLUMNS}, examples.shape());
        float[] row = new float[COLUMNS + 2];
        for (int i = 0; i < ROWS; i++) {
            examples.copyTo(i, row, 1);
            assertArrayEquals(new float[] {0, value(i, 0), value(i, 1), value(i, 2), 0}, row);
        }
        examples.rows(new int[] {4, 1}).copyTo(1, row, 2);
        assertEquals(value(1, 2), row[4]);
    }

    /** The bits of a half that a small multiple of a quarter is. */
    private static short half(double value) {
        int float32 = Float.floatToIntBits((float) value);
        return (short)
                (value == 0
                        ? 0
                        : float32 >>> 16 & 0x8000 | (float32 >>> 23 & 0xFF) - 112 << 10 | float32 >>> 13 & 0x3FF);
    }

    @Test
    void readsEveryFormOfANumber() throws Exception {
        for (boolean byColumns : new boolean[] {false, true}) {
            for (String order : new String[] {"<", ">"}) {
                check(MappedExamples.open(
                        npy("e.npy", order + "f2", byColumns, 2, (bytes, v) -> bytes.putShort(half(v)))));
                check(MappedExamples.open(
                        npy("e.npy", order + "f4", byColumns, 4, (bytes, v) -> bytes.putFloat(v.floatValue()))));
                check(MappedExamples.open(npy("e.npy", order + "f8", byColumns, 8, ByteBuffer::putDouble)));
            }
        }
        assertEquals(
                1,
                MappedExamples.open(npy("w.npy", "|i1", false, 1, (bytes, v) -> bytes.put((byte) 1)))
                        .rows(new int[] {2})
                        .size());
    }

    @Test
    void readsAnArchiveOfOneArray() throws Exception {
        Path array = npy("e.npy", "<f4", false, 4, (bytes, v) -> bytes.putFloat(v.floatValue()));
        Path archive = folder.resolve("e.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            zip.putNextEntry(new ZipEntry("vectors.npy"));
            zip.write(Files.readAllBytes(array));
        }

        check(MappedExamples.open(archive));
    }

    @Test
    void rowsMayCrossTheSegmentsOfAMap() throws Exception {
        for (String type : new String[] {"<f4", "<f8"}) {
            Path file = npy("e.npy", type, false, type.equals("<f4") ? 4 : 8, (bytes, v) -> {
                if (type.equals("<f4")) {
                    bytes.putFloat(v.floatValue());
                } else {
                    bytes.putDouble(v);
                }
            });
            // Two values a segment, of rows of three.
            MappedProbabilities mapped = MappedProbabilities.open(file, 1);
            float[] row = new float[COLUMNS];
            for (int i = 0; i < ROWS; i++) {
                mapped.copyRow(i, row, 0);
                assertArrayEquals(new float[] {value(i, 0), value(i, 1), value(i, 2)}, row);
            }
        }
    }

    @Test
    void refusesValuesOutOfRange() throws Exception {
        Path nan = npy("e.npy", "<f4", false, 4, (bytes, v) -> bytes.putFloat(v == 2.75 ? Float.NaN : v.floatValue()));
        Broken.refuses(
                nan,
                "e.npy row 3: has NaN at position 1, expected a number from -1e15 to 1e15",
                () -> MappedExamples.open(nan));
        Path huge = npy("e.npy", "<f8", true, 8, (bytes, v) -> bytes.putDouble(v == 2.75 || v == 4 ? -1e300 : v));
        Broken.refuses(
                huge,
                "e.npy row 3: has -Infinity at position 1, expected a number from -1e15 to 1e15",
                () -> MappedExamples.open(huge));
    }

    @Test
    void refusesFilesThatAreNone() throws Exception {
        Path text = Broken.write(folder, "e.csv", "a,b\n1,2\n");
        Broken.refuses(
                text,
                "e.csv: is no .npy file, expected embeddings, as numpy.save writes them; give a CSV file as --table",
                () -> MappedExamples.open(text));
        Path whole = npy("e.npy", "<f4", false, 4, (bytes, v) -> bytes.putFloat(v.floatValue()));
        byte[] bytes = Files.readAllBytes(whole);
        Files.write(whole, Arrays.copyOf(bytes, bytes.length - 1));
        var cut = assertThrows(InputException.class, () -> MappedExamples.open(whole));
        assertTrue(cut.getMessage().contains("is cut off"), cut::getMessage);
        assertThrows(InputException.class, () -> MappedExamples.open(folder));
        assertThrows(InputException.class, () -> MappedExamples.open(folder.resolve("none.npy")));
    }

    @Test
    void tellsOfAChange() throws Exception {
        Path file = npy("e.npy", "<f4", false, 4, (bytes, v) -> bytes.putFloat(v.floatValue()));
        MappedExamples examples = MappedExamples.open(file);
        examples.checkUnchanged();

        Files.write(file, new byte[] {1}, StandardOpenOption.APPEND);

        Broken.refuses(
                file, "e.npy: was changed while it was read; try again when it is complete", examples::checkUnchanged);
    }

    @Test
    void readsIdsALine() throws Exception {
        Path rows = folder.resolve("e.npy");
        Path file = Broken.write(folder, "ids.txt", "a/1.png\r\n  ä, \"b\" \n007\n\n");

        assertEquals(
                List.of("a/1.png", "ä, \"b\"", "007"),
                RowIds.read(file.toString(), 3, rows).asList());
        refusesIds("ids.txt: has 3 ids, expected 2, one for each row of e.npy", file, "", 2);
        refusesIds(
                "ids.txt:3: has the id \"a\" again, expected each id once",
                Broken.write(folder, "ids.txt", "a\nb\na\n"),
                "",
                3);
        refusesIds("ids.txt:2: is blank, expected an id a line", Broken.write(folder, "ids.txt", "a\n\nb\n"), "", 2);
        refusesIds(
                "ids.txt:2: has \"nan\" as id, expected an id a line",
                Broken.write(folder, "ids.txt", "a\nnan\n"),
                "",
                2);
        Path latin = Files.write(folder.resolve("ids.txt"), new byte[] {'a', '\n', (byte) 0xE4, '\n'});
        refusesIds("ids.txt:1: is not UTF-8 text, in this line or soon after it; save the file as UTF-8", latin, "", 2);
    }

    private void refusesIds(String message, Path file, String column, int numRows) {
        var refused =
                assertThrows(InputException.class, () -> RowIds.read(file + column, numRows, folder.resolve("e.npy")));
        assertEquals(message, refused.getMessage().replace(folder + "/", ""));
    }

    @Test
    void readsIdsOfAColumn() throws Exception {
        Path rows = folder.resolve("e.npy");
        Path file = Broken.write(folder, "meta.csv", "id;file\n1;x\n2;y\n");

        assertEquals(List.of("1", "2"), RowIds.read(file.toString(), 2, rows).asList());
        assertEquals(List.of("x", "y"), RowIds.read(file + ":file", 2, rows).asList());
        Path one = Broken.write(folder, "meta.csv", "picture\nx\ny\n");
        assertEquals(List.of("x", "y"), RowIds.read(one.toString(), 2, rows).asList());
        Path none = Broken.write(folder, "meta.csv", "a,b\nx,y\n");
        refusesIds(
                "meta.csv:1: has 0 columns of ids in its header \"a,b\", expected 1, called id or task; name it after the file:"
                        + " FILE.csv:COLUMN",
                none,
                "",
                1);
        refusesIds("meta.csv:1: has no column \"xyz\" in its header; expected one of a, b", none, ":xyz", 1);
        refusesIds(
                "meta.csv:3: has the id \"x\" again in column \"a\", expected each id once",
                Broken.write(folder, "meta.csv", "a,b\nx,y\nx,z\n"),
                ":a",
                2);
    }

    @Test
    void everyHalfIsTheNumberThatItIs() {
        NpyHeader header = new NpyHeader('f', 2, ByteOrder.BIG_ENDIAN, false, 1, 1, 0);
        ByteBuffer bytes = ByteBuffer.allocate(2);
        IntStream.range(0, 1 << 16).forEach(bits -> {
            int exponent = bits >> 10 & 0x1F;
            int fraction = bits & 0x3FF;
            double special = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
            double magnitude = exponent == 0x1F
                    ? special
                    : exponent == 0 ? Math.scalb(fraction, -24) : Math.scalb(1024.0 + fraction, exponent - 25);
            bytes.putShort(0, (short) bits);
            assertEquals(bits >= 1 << 15 ? -magnitude : magnitude, header.value(bytes, 0));
        });
    }
}
