package org.relabel4j.datasets.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Probabilities;

class NpyFileTest {
    /** The values of every good file here, 3 rows of 2; exact in float32. */
    private static final double[] VALUES = {0.5, 0.5, 0.25, 0.75, 1, 0};

    @TempDir
    Path folder;

    /** A file as numpy would write it, with any header and values. */
    private Path npy(int version, String dict, ByteBuffer values) throws IOException {
        byte[] text = (dict + "\n").getBytes(StandardCharsets.UTF_8);
        ByteBuffer file =
                ByteBuffer.allocate(12 + text.length + values.capacity()).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
        file.put((byte) version).put((byte) 0);
        if (version == 1) {
            file.putShort((short) text.length);
        } else {
            file.putInt(text.length);
        }
        file.put(text).put(values.array());
        byte[] bytes = new byte[file.position()];
        file.flip().get(bytes);
        return Files.write(folder.resolve("p.npy"), bytes);
    }

    private static String dict(String dtype, boolean fortran, String shape) {
        return "{'descr': '" + dtype + "', 'fortran_order': " + (fortran ? "True" : "False") + ", 'shape': (" + shape
                + "), }";
    }

    private static ByteBuffer doubles(double... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            buffer.putDouble(value);
        }
        return buffer;
    }

    private static double[] read(Path file) throws InputException {
        return ProbabilityCsvTest.values(
                ProbabilityFiles.read(file, ProbabilityOptions.NONE).probabilities());
    }

    @Test
    void readsWhatNumpyWrites() throws Exception {
        // numpy.save of numpy.array([[0.5, 0.5], [0.25, 0.75], [1, 0]], dtype=numpy.float32), numpy 1.24.
        String header =
                "934e554d5059010076007b276465736372273a20273c6634272c2027666f727472616e5f6f72646572273a2046616c73"
                        + "652c20277368617065273a2028332c2032292c207d";
        byte[] start = HexFormat.of().parseHex(header);
        ByteBuffer file = ByteBuffer.allocate(128 + 24).order(ByteOrder.LITTLE_ENDIAN);
        file.put(start);
        while (file.position() < 127) {
            file.put((byte) ' ');
        }
        file.put((byte) '\n');
        for (double value : VALUES) {
            file.putFloat((float) value);
        }
        Path path = Files.write(folder.resolve("p.npy"), file.array());

        assertArrayEquals(VALUES, read(path));
    }

    @Test
    void readsEveryHeaderVersionAndPythonTwosIntegers() throws Exception {
        for (int version = 1; version <= 3; version++) {
            assertArrayEquals(VALUES, read(npy(version, dict("<f8", false, "3, 2"), doubles(VALUES))));
        }
        assertArrayEquals(VALUES, read(npy(1, dict("<f8", false, "3L, 2L"), doubles(VALUES))));
        assertArrayEquals(VALUES, read(npy(1, dict("=f8", false, "3,2"), doubles(VALUES))));
    }

    @Test
    void readsBigEndian() throws Exception {
        ByteBuffer big = ByteBuffer.allocate(48).order(ByteOrder.BIG_ENDIAN);
        for (double value : VALUES) {
            big.putDouble(value);
        }

        assertArrayEquals(VALUES, read(npy(1, dict(">f8", false, "3, 2"), big)));
    }

    @Test
    void readsFortranOrder() throws Exception {
        assertArrayEquals(VALUES, read(npy(1, dict("<f8", true, "3, 2"), doubles(0.5, 0.25, 1, 0.5, 0.75, 0))));
    }

    @Test
    void contentDecidesTheFormat() throws Exception {
        Path file = npy(1, dict("<f8", false, "3, 2"), doubles(VALUES));
        Path renamed = Files.move(file, folder.resolve("p.data"));

        assertArrayEquals(VALUES, read(renamed));
    }

    @Test
    void writtenFilesReadBack() throws Exception {
        DenseProbabilities p = ProbabilityCsvTest.random(5000, 7, 3);
        Path file = folder.resolve("p.npy");

        NpyFile.write(file, p, NpyFile.Precision.FLOAT64);
        assertArrayEquals(ProbabilityCsvTest.values(p), read(file));

        NpyFile.write(file, p, NpyFile.Precision.FLOAT32);
        assertArrayEquals(ProbabilityCsvTest.values(p), read(file), 6e-8, "float32 keeps 24 bits");
        assertEquals(0, (Files.size(file) - 5000 * 7 * 4) % 64);
    }

    @Test
    void rowsMayStraddleSegments() throws Exception {
        DenseProbabilities p = ProbabilityCsvTest.random(100, 7, 4);
        Path file = folder.resolve("p.npy");
        NpyFile.write(file, p, NpyFile.Precision.FLOAT64);

        // 16 values a segment, so that rows of 7 lie across two and blocks across many.
        Probabilities mapped = MappedProbabilities.open(file, 4);

        assertArrayEquals(ProbabilityCsvTest.values(p), ProbabilityCsvTest.values(mapped));
        for (int i = 0; i < 100; i++) {
            for (int k = 0; k < 7; k++) {
                assertEquals(p.get(i, k), mapped.get(i, k));
            }
        }
        assertThrows(IndexOutOfBoundsException.class, () -> mapped.get(0, 7));
        assertThrows(IndexOutOfBoundsException.class, () -> mapped.get(100, 0));
    }

    @Test
    void givesFloatsOnlyWhereTheFileHoldsThemByRows() throws Exception {
        DenseProbabilities p = ProbabilityCsvTest.random(100, 7, 4);
        Path file = folder.resolve("p.npy");
        NpyFile.write(file, p, NpyFile.Precision.FLOAT32);
        float[] floats = new float[1 + 60 * 7];

        assertTrue(MappedProbabilities.open(file, 4).copyFloats(20, 80, floats, 1));

        for (int n = 0; n < 60 * 7; n++) {
            assertEquals((float) p.get(20 + n / 7, n % 7), floats[1 + n]);
        }
        NpyFile.write(file, p, NpyFile.Precision.FLOAT64);
        assertFalse(MappedProbabilities.open(file, 4).copyFloats(0, 1, floats, 0));
        Path byColumns = npy(1, dict("<f4", true, "1, 2"), ByteBuffer.allocate(8));
        assertFalse(MappedProbabilities.open(byColumns, 4).copyFloats(0, 1, floats, 0));
        assertEquals(0, floats[0]);
    }

    @Test
    void noticesAChangeOfTheFile() throws Exception {
        Path file = npy(1, dict("<f8", false, "3, 2"), doubles(VALUES));
        ProbabilityTable table = ProbabilityFiles.read(file, ProbabilityOptions.NONE);
        table.checkUnchanged();

        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));

        Broken.refuses(
                file, "p.npy: was changed while it was read; try again when it is complete", table::checkUnchanged);
    }

    private void refuses(Path file, String message) {
        Broken.refuses(file, message, () -> ProbabilityFiles.read(file, ProbabilityOptions.NONE));
    }

    @Test
    void refusesOtherShapes() throws Exception {
        refuses(
                npy(1, dict("<f8", false, ""), doubles(1)),
                "p.npy: has shape (), expected two axes, (examples, classes); reshape before saving");
        refuses(
                npy(1, dict("<f8", false, "1, 3, 2"), doubles(VALUES)),
                "p.npy: has shape (1, 3, 2), expected two axes, (examples, classes);"
                        + " save each model's probabilities in a file of its own");
        refuses(
                npy(1, dict("<f8", false, "0, 2"), doubles()),
                "p.npy: has shape (0, 2), expected at least 1 example and 2 classes");
    }

    @Test
    void refusesOtherTypes() throws Exception {
        refuses(
                npy(1, dict("|O", false, "3, 2"), doubles(VALUES)),
                "p.npy: holds Python objects (dtype |O), expected numbers of up to 64 bits;"
                        + " use astype(numpy.float64) before saving");
        refuses(
                npy(1, "{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (3, 2), }", doubles(VALUES)),
                "p.npy: has dtype a structure, expected numbers of up to 64 bits; use astype(numpy.float64) before saving");
    }

    @Test
    void refusesCutOffFiles() throws Exception {
        Path file = npy(1, dict("<f8", false, "3, 2"), doubles(VALUES));
        byte[] whole = Files.readAllBytes(file);

        Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 5));
        refuses(
                file,
                "p.npy: is cut off: it has " + (whole.length - 5) + " bytes, expected " + whole.length
                        + " for the shape (3, 2) in its header; save or copy it again");
        // 2^65 bytes, which as a long are 0.
        refuses(
                npy(1, dict("<f8", false, "2147483632, 2147483632"), doubles(VALUES)),
                "p.npy: has the shape (2147483632, 2147483632) in its header, expected one that a file can hold; save or copy it again");
        Files.write(file, java.util.Arrays.copyOf(whole, 30));
        refuses(file, "p.npy: ends within its header, after 30 bytes; copy it again");
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length + 3));
        refuses(
                file,
                "p.npy: has " + (whole.length + 3) + " bytes, expected " + whole.length
                        + " for the shape (3, 2) in its header; save or copy it again");
        Files.write(file, new byte[0]);
        refuses(file, "p.npy: is empty, expected an array written by numpy.save");
        Files.writeString(file, "task,a,b\nx,0.5,0.5\n");
        refuses(file, "p.npy: is no .npy file, expected one written by numpy.save");
    }

    @Test
    void refusesUnknownVersionsAndHeaders() throws Exception {
        Path file = npy(1, dict("<f8", false, "3, 2"), doubles(VALUES));
        byte[] bytes = Files.readAllBytes(file);
        bytes[6] = 9;
        Files.write(file, bytes);
        refuses(file, "p.npy: has .npy format version 9, expected 1, 2 or 3");
        refuses(npy(1, "{}", doubles(VALUES)), "p.npy: has the unreadable header {}, expected that of numpy.save");
    }

    @Test
    void refusesRowsThatAreNoDistribution() throws Exception {
        refuses(
                npy(1, dict("<f8", false, "3, 2"), doubles(0.5, 0.5, 0.25, 0.58, 1, 0)),
                "p.npy row 1: sums to 0.830000, expected 1 ± 0.001; divide each row by its sum first");
        refuses(
                npy(1, dict("<f8", false, "3, 2"), doubles(0.5, 0.5, 0.25, Double.NaN, 1, 0)),
                "p.npy row 1: has NaN for class 1, expected a probability");
        refuses(
                npy(1, dict("<f8", false, "3, 2"), doubles(0.5, 0.5, 3, -4, 1, 0)),
                "p.npy row 1: has values outside [0, 1] (sum -1.00000): these look like logits;"
                        + " apply softmax to each row first");
    }
}
