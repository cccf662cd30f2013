package org.relabel4j.datasets.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The forms in which people have probabilities. */
class ProbabilityFormsTest {
    @TempDir
    Path folder;

    private static ProbabilityOptions labels(String... labels) {
        Ids ids = new Ids();
        Arrays.stream(labels).forEach(ids::add);
        return ProbabilityOptions.NONE.withLabels(ids);
    }

    private static ProbabilityOptions normalising() {
        return new ProbabilityOptions(true, List.of(), List.of());
    }

    private ProbabilityTable csv(String content, ProbabilityOptions options) throws InputException {
        return ProbabilityFiles.read(Broken.write(folder, "p.csv", content), options);
    }

    private static double[] values(ProbabilityTable table) {
        return ProbabilityCsvTest.values(table.probabilities());
    }

    private void refusesCsv(String content, ProbabilityOptions options, String message) {
        Path file = Broken.write(folder, "p.csv", content);
        Broken.refuses(file, message, () -> ProbabilityFiles.read(file, options));
    }

    @Test
    void numbersInNamesCountAndNotPlaces() throws Exception {
        for (String names : List.of(
                "prediction_1,prediction_0", "p1,p0", "class 1,class 0", "prob[1],prob[0]", "p_1_raw,p_0_raw")) {
            ProbabilityTable table = csv("task," + names + "\nx,0.2,0.8\n", labels("0", "1"));

            // p of class 0 is in the second column.
            double ofClass0 = values(table)[table.classNames().orElseThrow().indexOf("0")];
            assertEquals(0.8, ofClass0, names);
        }
    }

    @Test
    void columnsInTheOrderOfTextComeIntoThatOfNumbers() throws Exception {
        ProbabilityTable table = csv("task,c0,c1,c10,c2\nx,0.1,0.2,0.3,0.4\n", labels("10", "2.0"));

        assertEquals(Optional.of(List.of("0", "1", "2", "10")), table.classNames());
        assertArrayEquals(new double[] {0.1, 0.2, 0.4, 0.3}, values(table));
    }

    @Test
    void commonBeginningsAndEndsAreNoPartOfANameUnlessLabelsHaveThem() throws Exception {
        for (String names : List.of("prob_cat,prob_car", "cat prob,car prob", "P(cat),P(car)", "a.b.cat,a.b.car")) {
            assertEquals(
                    Optional.of(List.of("cat", "car")),
                    csv("task," + names + "\nx,0.2,0.8\n", labels("car")).classNames(),
                    names);
        }
        assertEquals(
                Optional.of(List.of("type_a", "type_b")),
                csv("task,type_a,type_b\nx,0.2,0.8\n", labels("type_b")).classNames());
    }

    @Test
    void refusesNumbersForNamedColumnsUnlessTheClassesAreGiven() throws Exception {
        String content = "task,cat,dog\nx,0.2,0.8\n";

        refusesCsv(
                content,
                labels("0", "1"),
                "p.csv:1: names the classes \"cat, dog\", but labels are numbers such as 0, expected columns called as the"
                        + " labels are; rename them, or say which label each column is of, in order, with --classes");
        assertEquals(
                Optional.of(List.of("0", "1")),
                csv(content, new ProbabilityOptions(false, List.of(), List.of("0", "1")))
                        .classNames());
    }

    @Test
    void classesThatAreColumnsCountByName() throws Exception {
        ProbabilityTable table =
                csv("task,dog,cat\nx,0.2,0.8\n", new ProbabilityOptions(false, List.of(), List.of("cat", "dog")));

        assertEquals(Optional.of(List.of("dog", "cat")), table.classNames());
        refusesCsv(
                "task,dog,cat\nx,0.2,0.8\n",
                new ProbabilityOptions(false, List.of(), List.of("a", "b", "c")),
                "p.csv:1: has 2 columns of classes, \"dog, cat\", expected 3 as --classes names");
    }

    @Test
    void pandasIndexIsTheTask() throws Exception {
        for (String first : List.of("", "Unnamed: 0")) {
            ProbabilityTable table = csv(first + ",cat,dog\nx,0.2,0.8\n", labels("cat"));

            assertEquals(List.of("x"), table.tasks());
            assertEquals(List.of(), table.notes());
        }
        assertEquals(
                List.of("x"), csv(",task,cat,dog\n0,x,0.2,0.8\n", labels("cat")).tasks());
    }

    @Test
    void withoutTasksRowNumbersCountIfAllColumnsAreClasses() throws Exception {
        ProbabilityTable table = csv("cat,dog\n0.2,0.8\n0.6,0.4\n", labels("dog", "cat"));

        assertEquals(List.of("0", "1"), table.tasks());
        assertEquals(
                List.of("has no column of tasks, so row numbers from 0 on were taken as the tasks"), table.notes());
        assertEquals(List.of("0"), csv("p_0,p_1\n0.2,0.8\n", labels("1")).tasks());
        refusesCsv(
                "id,cat,dog\n7,0.2,0.8\n",
                labels("dog", "cat"),
                "p.csv:1: has no column \"task\" in its header \"id,cat,dog\", expected it or example or item");
        refusesCsv(
                "0.2,0.8\n0.6,0.4\n",
                labels("0"),
                "p.csv:1: has numbers where the names of columns should be, expected a header such as"
                        + " task,CLASS,CLASS,...; add one as the first line");
    }

    @Test
    void takesTheColumnsThatAreNamed() throws Exception {
        ProbabilityTable table = csv(
                "task,predicted,cat,dog,true\nx,cat,0.6,0.4,dog\n",
                new ProbabilityOptions(false, List.of("dog", "cat"), List.of()));

        assertEquals(Optional.of(List.of("dog", "cat")), table.classNames());
        assertArrayEquals(new double[] {0.4, 0.6}, values(table));
        refusesCsv(
                "task,cat,dog\nx,0.2,0.8\n",
                new ProbabilityOptions(false, List.of("cow"), List.of()),
                "p.csv:1: has no column \"cow\" of probabilities in its header,"
                        + " expected the columns that --pred-columns names");
    }

    @Test
    void namesAColumnThatIsPerhapsNoClass() {
        refusesCsv(
                "task,true,0,1\nx,1,0.2,0.8\n",
                labels("0", "1"),
                "p.csv:2: task \"x\" sums to 2.00000, expected 1 ± 0.001; divide each row by its sum first, unless each value"
                        + " answers a question of its own (sigmoid); or leave out the column \"true\", which no label is"
                        + " called, if it is no class");
    }

    @Test
    void oneColumnIsOfTheSecondClassUnlessItIsNamedAsTheFirst() throws Exception {
        ProbabilityTable second = csv("task,p1\nx,0.75\n", labels("1", "0"));
        ProbabilityTable first = csv("task,prob_cat\nx,0.75\n", labels("dog", "cat"));

        assertEquals(Optional.of(List.of("0", "1")), second.classNames());
        assertArrayEquals(new double[] {0.25, 0.75}, values(second));
        assertEquals(List.of("has one column, which was taken as the probability of class \"1\""), second.notes());
        assertEquals(Optional.of(List.of("cat", "dog")), first.classNames());
        assertArrayEquals(new double[] {0.75, 0.25}, values(first));
        refusesCsv(
                "task,p\nx,0.75\n",
                labels("a", "b", "c"),
                "p.csv:1: has one column, but labels are of more classes than two, expected a column a class;"
                        + " with two classes, name them with --classes, or add a column with 1 - p");
    }

    @Test
    void formsThatAreJoinedAreOneClassOfTwo() throws Exception {
        String rows = "task,annotator,label\n0,a,True\n0,b,TRUE\n0,c,false\n1,a,TRUE\n";
        LabelOptions joining = LabelOptions.defaults().withJoin(Set.of(LabelOptions.Form.CASE));
        LabelTable joined = LabelFiles.read(List.of(Broken.write(folder, "l.csv", rows)), joining);

        for (String probs : List.of("task,p\n0,0.75\n1,0.5\n", "task,true\n0,0.75\n1,0.5\n")) {
            ProbabilityTable table = csv(probs, ProbabilityOptions.NONE.withLabels(joined.answers()));

            assertEquals(Optional.of(List.of("TRUE", "false")), table.classNames());
        }
        refusesCsv(
                "task,p\n0,0.75\n",
                labels("True", "TRUE", "false"),
                "p.csv:1: has one column, but labels are of more classes than two, expected a column a class;"
                        + " with two classes, name them with --classes, or add a column with 1 - p");
    }

    @Test
    void saysThatThereIsNoHeader() throws Exception {
        for (String row : List.of(
                "0.3,0.7",
                "0,0.328884,0.068634,0.602482",
                "17,1.0,.0",
                "0,0,1.0",
                "0.5",
                "3.000000000000000000e-01,7.000000000000000000e-01")) {
            refusesCsv(
                    row + "\n" + row.replace('3', '4') + "\n",
                    labels("0", "1"),
                    "p.csv:1: has numbers where the names of columns should be,"
                            + " expected a header such as task,CLASS,CLASS,...; add one as the first line");
        }
        assertEquals(
                Optional.of(List.of("0.0", "1.0")),
                csv("task,0.0,1.0\nx,0.2,0.8\n", labels("0.0")).classNames());
        assertEquals(
                Optional.of(List.of("0", "1")),
                csv("0,1\n0.2,0.8\n", labels("0")).classNames());
    }

    @Test
    void roundedRowsAreDividedByTheirSum() throws Exception {
        // K = 3 and 2 decimals: off by at most 3 * 0.005.
        ProbabilityTable table = csv("task,a,b,c\nx,0.33,0.33,0.33\ny,0.5,0.25,0.25\n", labels("a"));

        assertArrayEquals(new double[] {0.33 / 0.99, 0.33 / 0.99, 0.33 / 0.99, 0.5, 0.25, 0.25}, values(table), 1e-15);
        assertEquals(
                List.of("1 row of 2 did not sum to 1 by rounding, at most 0.010 off, and were divided by the sum"),
                table.notes());
        // Three decimals anywhere in the file leave no more than 3 * 0.0005.
        refusesCsv(
                "task,a,b,c\nx,0.33,0.33,0.33\ny,0.501,0.25,0.249\n",
                labels("a"),
                "p.csv:2: task \"x\" sums to 0.990000, expected 1 ± 0.001; divide each row by its sum first");
        // Off by more than rounding to 2 decimals, and 1 decimal is no rounding at all.
        refusesCsv(
                "task,a,b,c\nx,0.33,0.33,0.32\n",
                labels("a"),
                "p.csv:2: task \"x\" sums to 0.980000, expected 1 ± 0.001; divide each row by its sum first");
        refusesCsv(
                "task,a,b\nx,0.5,0.4\n",
                labels("a"),
                "p.csv:2: task \"x\" sums to 0.900000, expected 1 ± 0.001; divide each row by its sum first");
    }

    @Test
    void rowsWithinTheUsualToleranceStayAsTheyAre() throws Exception {
        ProbabilityTable table = csv("task,a,b\nx,1.0000000000000002,0\ny,0.4995,0.5\n", labels("a"));

        assertArrayEquals(new double[] {1.0000000000000002, 0, 0.4995, 0.5}, values(table));
        assertEquals(List.of(), table.notes());
    }

    @Test
    void whatRoundingLeftBelowZeroIsZero() throws Exception {
        ProbabilityTable table = csv("task,a,b\nx,-1e-17,1\ny,0.5,0.5\n", labels("a"));

        assertArrayEquals(new double[] {0, 1, 0.5, 0.5}, values(table));
        assertEquals(List.of("1 row had values below 0 by rounding, which were taken as 0"), table.notes());
    }

    @Test
    void countsAndPercentagesAreToldAndDividedIfAsked() throws Exception {
        refusesCsv(
                "task,a,b\nx,81,19\n",
                labels("a"),
                "p.csv:2: task \"x\" has values outside [0, 1] (sum 100.000): these look like percentages;"
                        + " divide each row by its sum first, or give --normalise");
        refusesCsv(
                "task,a,b\nx,3,1\n",
                labels("a"),
                "p.csv:2: task \"x\" has values outside [0, 1] (sum 4.00000): these look like counts;"
                        + " divide each row by its sum first, or give --normalise");
        assertArrayEquals(new double[] {0.75, 0.25, 1, 0}, values(csv("task,a,b\nx,3,1\ny,2,0\n", normalising())));
        refusesCsv(
                "task,a,b\nx,0,0\n",
                normalising(),
                "p.csv:2: task \"x\" sums to 0.00000, expected 1 ± 0.001; divide each row by its sum first");
    }

    @Test
    void tellsWhatOtherNumbersLookLike() {
        refusesCsv(
                "task,a,b\nx,-0.2107,-1.6607\n",
                labels("a"),
                "p.csv:2: task \"x\" has values outside [0, 1] (sum -1.87140): these look like log probabilities;"
                        + " apply exp to each value first");
        refusesCsv(
                "task,a,b\nx,2.5,-1.3\n",
                labels("a"),
                "p.csv:2: task \"x\" has values outside [0, 1] (sum 1.20000): these look like logits;"
                        + " apply softmax to each row first");
        refusesCsv(
                "task,a,b\nx,0.9,0.3\n",
                labels("a"),
                "p.csv:2: task \"x\" sums to 1.20000, expected 1 ± 0.001; divide each row by its sum first, unless each"
                        + " value answers a question of its own (sigmoid)");
    }

    /** A {@code .npy} of little-endian values that {@code put} writes one by one. */
    private byte[] npy(String type, String shape, int itemBytes, int count, BiConsumer<ByteBuffer, Integer> put) {
        String text = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + shape + "), }\n";
        ByteBuffer bytes =
                ByteBuffer.allocate(10 + text.length() + itemBytes * count).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) text.length());
        bytes.put(text.getBytes(StandardCharsets.US_ASCII));
        for (int n = 0; n < count; n++) {
            put.accept(bytes, n);
        }
        return bytes.array();
    }

    private byte[] doubles(String shape, double... values) {
        return npy("<f8", shape, 8, values.length, (bytes, n) -> bytes.putDouble(values[n]));
    }

    private ProbabilityTable numpy(String name, byte[] content, ProbabilityOptions options) throws Exception {
        return ProbabilityFiles.read(Files.write(folder.resolve(name), content), options);
    }

    private void refusesNumpy(String name, byte[] content, ProbabilityOptions options, String message)
            throws IOException {
        Path file = Files.write(folder.resolve(name), content);
        Broken.refuses(file, message, () -> ProbabilityFiles.read(file, options));
    }

    @Test
    void readsHalfPrecision() throws Exception {
        // 1, 0, 0.333 (0x3555), 0.667 (0x3955), the smallest 2^-24 (0x0001) and 1 (0x3c00).
        short[] halves = {0x3c00, 0, 0x3555, 0x3955, 0x0001, 0x3c00};

        double[] values =
                values(numpy("p.npy", npy("<f2", "3, 2", 2, 6, (bytes, n) -> bytes.putShort(halves[n])), labels("0")));

        assertArrayEquals(new double[] {1, 0, 1365 * 0x1p-12, 1365 * 0x1p-11, 0x1p-24, 1}, values);
    }

    @Test
    void sumsOfHalfPrecisionMayBeOffByWhatItRounds() throws Exception {
        // 1644 * 2^-14 = 0.10034 is a float16; ten of them are off by 0.0034, within 10 * 2^-11.
        double value = 1644 * 0x1p-14;
        double[] row = new double[10];
        Arrays.fill(row, value);

        assertArrayEquals(
                new double[] {0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1},
                values(numpy("p.npy", doubles("1, 10", row), labels("0"))),
                1e-15);
        row[0] = 0.1003;
        refusesNumpy(
                "p.npy",
                doubles("1, 10", row),
                labels("0"),
                "p.npy row 0: sums to 1.00338, expected 1 ± 0.001; divide each row by its sum first, unless each value"
                        + " answers a question of its own (sigmoid)");
    }

    @Test
    void readsWholeNumbersAndTruthValues() throws Exception {
        byte[] flags = {1, 0, 0, 1};
        for (String type : List.of("|b1", "|u1", "|i1")) {
            assertArrayEquals(
                    new double[] {1, 0, 0, 1},
                    values(numpy("p.npy", npy(type, "2, 2", 1, 4, (bytes, n) -> bytes.put(flags[n])), labels("0"))));
        }
        byte[] scaled = npy("|u1", "1, 2", 1, 2, (bytes, n) -> bytes.put((byte) (n == 0 ? 204 : 51)));
        refusesNumpy(
                "p.npy",
                scaled,
                labels("0"),
                "p.npy row 0: has values outside [0, 1] (sum 255.000): these look like counts;"
                        + " divide each row by its sum first, or give --normalise");
        assertArrayEquals(new double[] {0.8, 0.2}, values(numpy("p.npy", scaled, normalising())), 1e-15);
        assertArrayEquals(
                new double[] {0.5, 0.5},
                values(numpy("p.npy", npy("<u8", "1, 2", 8, 2, (bytes, n) -> bytes.putLong(-2)), normalising())));
    }

    @Test
    void oneAxisOrColumnIsTheSecondClass() throws Exception {
        for (String shape : List.of("2,", "2, 1")) {
            ProbabilityTable table = numpy("p.npy", doubles(shape, 0.75, 0), labels("dog", "cat"));

            assertArrayEquals(new double[] {0.25, 0.75, 1, 0}, values(table));
            assertEquals(0.25, table.probabilities().get(0, 0));
            assertEquals(Optional.of(List.of("cat", "dog")), table.classNames());
            assertEquals(List.of("has one column, which was taken as the probability of class \"dog\""), table.notes());
        }
        refusesNumpy(
                "p.npy",
                doubles("2,", 0.75, 0),
                labels("0", "1", "2"),
                "p.npy: has one column, but labels are of more classes than two, expected a column a class;"
                        + " with two classes, name them with --classes, or stack 1 - p and p");
        refusesNumpy(
                "p.npy",
                npy("<i8", "2,", 8, 2, (bytes, n) -> bytes.putLong(n)),
                labels("0"),
                "p.npy: has one column of whole numbers, expected probabilities, a column a class; save predict_proba");
    }

    @Test
    void tellsATransposedArrayAndEmbeddings() throws Exception {
        refusesNumpy(
                "p.npy",
                doubles("2, 3", 0.9, 0.4, 0.3, 0.1, 0.6, 0.7),
                labels("0"),
                "p.npy: has shape (2, 3), and its columns sum to 1 instead of its rows,"
                        + " expected a row an example and a column a class; save the transposed array");
        double[] vector = new double[64];
        Arrays.setAll(vector, d -> Math.sin(d) * 3);
        refusesNumpy(
                "p.npy",
                doubles("1, 64", vector),
                labels("0"),
                "p.npy row 0: has values outside [0, 1] (sum 0.289758): these look like embeddings; give them as"
                        + " --embeddings, or, if they are logits, apply softmax to each row first");
    }

    private byte[] npz(boolean packed, String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setLevel(packed ? 9 : 0);
            for (int n = 0; n < names.length; n++) {
                zip.putNextEntry(new ZipEntry(names[n] + ".npy"));
                zip.write(doubles("2, 2", n, 1 - n, 0.25, 0.75));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void readsTheArrayOfAnArchive() throws Exception {
        double[] first = {0, 1, 0.25, 0.75};

        assertArrayEquals(first, values(numpy("p.npz", npz(true, "anything"), labels("0"))));
        assertArrayEquals(first, values(numpy("renamed", npz(false, "arr_0", "arr_1"), labels("0"))));
        assertArrayEquals(
                new double[] {1, 0, 0.25, 0.75},
                values(numpy("p.npz", npz(true, "labels", "pred_probs"), labels("0"))));
        refusesNumpy(
                "p.npz",
                npz(true, "train", "test"),
                labels("0"),
                "p.npz: holds 2 arrays, train, test, expected one, or one of them called pred_probs;"
                        + " save the array alone, with numpy.save");
    }

    @Test
    void namesTheColumnsOfAnArray() throws Exception {
        ProbabilityOptions named = new ProbabilityOptions(false, List.of(), List.of("cat", "dog"));

        assertEquals(
                Optional.of(List.of("cat", "dog")),
                numpy("p.npy", doubles("1, 2", 0.25, 0.75), named).classNames());
        refusesNumpy(
                "p.npy", doubles("1, 3", 0.25, 0.75, 0), named, "p.npy: has 3 columns, expected 2 as --classes names");
    }
}
