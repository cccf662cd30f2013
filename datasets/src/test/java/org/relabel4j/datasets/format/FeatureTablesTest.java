package org.relabel4j.datasets.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.core.training.FeatureTable;
import org.relabel4j.core.training.FeatureTable.Column;

class FeatureTablesTest {
    private static final FeatureTables PLAIN = new FeatureTables(Optional.empty(), List.of(), List.of());

    @TempDir
    private Path folder;

    private final List<String> notes = new ArrayList<>();

    private FeatureTables.Table read(String text, FeatureTables tables) throws InputException {
        notes.clear();
        return tables.read(Broken.write(folder, "t.csv", text), this::note);
    }

    private FeatureTable read(String text) throws InputException {
        return read(text, PLAIN).features();
    }

    private void note(String note) {
        notes.add(note.replace(folder + "/", ""));
    }

    private void refuses(String message, String text, FeatureTables tables) {
        Broken.refuses(Broken.write(folder, "t.csv", text), message, () -> read(text, tables));
    }

    private static FeatureTables ignoring(String... ignored) {
        return new FeatureTables(Optional.empty(), List.of(ignored), List.of());
    }

    private static FeatureTables withId(String id) {
        return new FeatureTables(Optional.of(id), List.of(), List.of());
    }

    private static FeatureTables withCategories(String... names) {
        return new FeatureTables(Optional.empty(), List.of(), List.of(names));
    }

    private static Column numbers(String name) {
        return new Column(name, true, List.of());
    }

    /** A file of one column more than the number of a row, 40 rows. */
    private static String column(String name, IntFunction<String> value) {
        return "n," + name + "\n"
                + IntStream.range(0, 40)
                        .mapToObj(n -> n * 0.5 + "," + value.apply(n) + "\n")
                        .collect(Collectors.joining());
    }

    private static List<Float> values(FeatureTable table, int column) {
        return IntStream.range(0, table.size())
                .mapToObj(i -> table.value(i, column))
                .toList();
    }

    @Test
    void tellsNumbersFromCategories() throws Exception {
        FeatureTable table = read("a,b,c,d\n1,red,0,1f\n-2.5e3,blue,1,2d\n.5,red,0,1f\n");

        assertEquals(
                List.of(
                        numbers("a"),
                        new Column("b", false, List.of("red", "blue")),
                        numbers("c"),
                        new Column("d", false, List.of("1f", "2d"))),
                table.columns());
        assertEquals(List.of(1f, -2500f, 0.5f), values(table, 0));
        assertEquals(List.of(0f, 1f, 0f), values(table, 1));
        assertEquals(List.of(), notes);
    }

    @Test
    void theUsualWordsAreGaps() throws Exception {
        FeatureTable table = read("a,b\n1,red\n,NA\nNaN,?\nnull,\" \"\n-,-\nn/a,None\n2,red\n");

        float gap = Float.NaN;
        assertEquals(List.of(1f, gap, gap, gap, gap, gap, 2f), values(table, 0));
        assertEquals(List.of(0f, gap, gap, gap, gap, gap, 0f), values(table, 1));
        assertEquals(List.of(numbers("a"), new Column("b", false, List.of("red"))), table.columns());
    }

    @Test
    void readsEveryDialect() throws Exception {
        String expected =
                read("size,colour\n1,\"a;b\"\n2,\"ä, \"\"ö\"\"\"\n").columns().toString();

        assertTrue(expected.contains("[a;b, ä, \"ö\"]"), expected);
        for (String text : List.of(
                "size;colour\r\n1;\"a;b\"\r\n2;\"ä, \"\"ö\"\"\"\r\n",
                "sep=;\nsize;colour\n1;\"a;b\"\n\n2;\"ä, \"\"ö\"\"\"",
                "# made by me\nsize\tcolour\n1\ta;b\n2\t\"ä, \"\"ö\"\"\"\n",
                "\uFEFFsize|colour\n1|a;b\n2|\"ä, \"\"ö\"\"\"\n")) {
            assertEquals(expected, read(text).columns().toString());
        }
        Path utf16 = Files.writeString(
                folder.resolve("u.csv"),
                "\uFEFFsize\tcolour\n1\ta;b\n2\t\"ä, \"\"ö\"\"\"\n",
                StandardCharsets.UTF_16LE);
        assertEquals(
                expected, PLAIN.read(utf16, this::note).features().columns().toString());
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(Files.readAllBytes(utf16));
        }
        Path zipped = Files.write(folder.resolve("u.csv.gz"), packed.toByteArray());
        assertEquals(
                expected, PLAIN.read(zipped, this::note).features().columns().toString());
    }

    @Test
    void takesIdsOfAColumnOrNumbers() throws Exception {
        String text = "a,name\n1,x y\n2,007\n3,\"ä,\"\"b\"\n";

        assertEquals(
                List.of("x y", "007", "ä,\"b"), read(text, withId("name")).ids().asList());
        assertEquals(
                List.of(numbers("a")), read(text, withId("name")).features().columns());
        assertEquals(
                List.of("0", "1", "2"),
                read(text).size() == 3 ? read(text, PLAIN).ids().asList() : List.of());
        refuses(
                "t.csv:4: has the id \"x\" again in column \"id\", expected each id once",
                "id,a\nx,1\ny,1\nx,2\n",
                withId("id"));
        refuses("t.csv:3: has nothing as id in column \"id\", expected an id a row", "id,a\nx,1\n,1\n", withId("id"));
        refuses("t.csv:3: has \"NA\" as id in column \"id\", expected an id a row", "id,a\nx,1\nNA,1\n", withId("id"));
        refuses("t.csv:1: has no column \"nmae\" in its header; did you mean \"name\"?", text, withId("nmae"));
    }

    @Test
    void leavesIdsOutAndSaysSo() throws Exception {
        FeatureTable table = read(",patient_id,a,key\n"
                + IntStream.range(0, 12)
                        .mapToObj(n -> n + "," + n % 3 + "," + n * n + ",k" + n + "\n")
                        .collect(Collectors.joining()));

        assertEquals(List.of(numbers("a")), table.columns());
        assertEquals(2, notes.size());
        assertTrue(
                notes.get(0).startsWith("t.csv: left out, as no two rows have the same value: \"key\""),
                notes::toString);
        assertTrue(
                notes.get(1).startsWith("t.csv: taken as ids, not as features: \"\", \"patient_id\""), notes::toString);
    }

    @Test
    void saysWhatLooksOdd() throws Exception {
        read(column("number", n -> Integer.toString(100 - n)));
        assertEquals(
                List.of(
                        "t.csv: column \"number\" has another whole number in every row, as ids have, and is taken as a feature; to leave it out: --ignore number"),
                notes);
        read(column("Label", n -> n % 2 == 0 ? "a" : "b"));
        assertEquals(
                List.of(
                        "t.csv: column \"Label\" is taken as a feature; if it has the answers, leave it out: --ignore Label"),
                notes);
        FeatureTable empty = read(column("e", n -> n % 2 == 0 ? "" : "NA"));
        assertEquals(List.of("t.csv: column \"e\" has no value; to leave it out: --ignore e"), notes);
        assertEquals(numbers("e"), empty.columns().get(1));
        read(column("code", n -> "c" + n % 30));
        assertEquals(
                List.of(
                        "t.csv: column \"code\" has 30 different values in 40 rows, which is many for categories; to leave it out:"
                                + " --ignore code"),
                notes);
        read(column("account", n -> Integer.toString(70_000 + n * 737)));
        assertEquals(1, notes.size(), notes::toString);
        read("5.1,3.5,setosa\n4.9,3.0,setosa\n4.7,3.2,setosa\n");
        assertEquals(
                List.of("t.csv: the names in the header are numbers; if that is the first row, put a header above it"),
                notes);
        read(column("income", n -> Integer.toString(900 + n * 737)));
        assertEquals(List.of(), notes);
        read(column("zip", n -> "0" + n % 5));
        assertEquals(
                List.of(
                        "t.csv: column \"zip\" has numbers with zeros in front, as codes have, and is taken as numbers; to have"
                                + " categories: --categorical zip"),
                notes);
        read(column("constant", n -> n % 2 == 0 ? "0" : "0.5"));
        assertEquals(List.of(), notes);
    }

    @Test
    void numbersCanBeCategories() throws Exception {
        FeatureTable table =
                read("zip,a\n01,1\n1,2\n01,3\n", withCategories("zip")).features();

        assertEquals(
                new Column("zip", false, List.of("01", "1")), table.columns().get(0));
        refuses(
                "t.csv:1: has no column \"zap\" of categories in its header; did you mean \"zip\"?",
                "zip,a\n1,2\n",
                withCategories("zap"));
    }

    @Test
    void aColumnOfNumbersAndWordsHasCategories() throws Exception {
        FeatureTable table = read("rooms,a\n1,1\n1.0,2\n,3\nmany,4\n2,5\n1,6\n");

        assertEquals(
                new Column("rooms", false, List.of("1", "1.0", "many", "2")),
                table.columns().get(0));
        assertEquals(List.of(0f, 1f, Float.NaN, 2f, 3f, 0f), values(table, 0));
        assertEquals(
                List.of(
                        "t.csv:5: has \"many\" in column \"rooms\", in which 4 of 5 values are numbers: it is taken as a column of"
                                + " categories"),
                notes);
    }

    @Test
    void aFlawAmongManyNumbersIsRefused() {
        refuses(
                "t.csv:19: has \"1O7\" in column \"x\", in which 39 of 40 values are numbers, expected a number, or nothing; mend it,"
                        + " take all as categories with --categorical x, or leave the column out with --ignore x",
                column("x", n -> n == 17 ? "1O7" : Integer.toString(n * 7 % 31)),
                PLAIN);
        refuses(
                "t.csv:12: has \"-inf\" in column \"x\", expected a finite number or nothing; leave missing values empty, or leave the"
                        + " column out with --ignore",
                column("x", n -> n == 10 ? "-inf" : Integer.toString(n)),
                PLAIN);
        refuses(
                "t.csv:12: has \"1e39\" in column \"x\", expected a finite number or nothing; leave missing values empty, or leave the"
                        + " column out with --ignore",
                column("x", n -> n == 10 ? "1e39" : Integer.toString(n)),
                PLAIN);
        for (String number : List.of("\"%s,5\"", "%s%%", "$%s", "\"%s,000\"", "%s 000")) {
            refuses(
                    "t.csv: has \"" + number.replace("\"", "").formatted(10)
                            + "\" in column \"x\", as most of its values are written, expected plain numbers with a decimal"
                            + " point; write them so, take all as categories with --categorical x, or leave the column out with"
                            + " --ignore x",
                    column("x", n -> number.formatted(n + 10)),
                    PLAIN);
        }
    }

    @Test
    void refusesText() throws Exception {
        String text = column("comment", n -> "\"The food was good, but it took " + n + " minutes\"");
        refuses(
                "t.csv: has text in column \"comment\": 40 different values in 40 rows, such as \"The food was good, but it took 0"
                        + " minutes\", expected numbers or categories; make embeddings of the text and give them with --embeddings, or"
                        + " leave it out: --ignore comment",
                text,
                PLAIN);

        assertEquals(1, read(text, ignoring("comment")).features().length());
        assertEquals(2, read(text, withCategories("comment")).features().length());
        // Long, but the same few: categories.
        assertEquals(
                2,
                read(column("answer_text", n -> "I agree with that only in part " + n % 3))
                        .length());
    }

    @Test
    void refusesFilesThatAreNoTables() {
        refuses("t.csv: has no rows, expected one row an example below the header", "a,b\n", PLAIN);
        refuses("t.csv: is empty, expected a header and rows below it", "", PLAIN);
        refuses(
                "t.csv:3: has 3 fields, expected 2 as in the header; put quotes around a field that has commas",
                "a,b\n1,2\n1,2,3\n",
                PLAIN);
        refuses("t.csv:3: has 1 field, expected 2 as in the header", "a,b\n1,2\n1\n", PLAIN);
        refuses("t.csv:1: has two columns called \"a\", expected a name a column", "a,a\n1,2\n", PLAIN);
        refuses(
                "t.csv:1: has no feature, expected at least 1 column beside ids and ignored ones",
                "id,a\n1,2\n",
                ignoring("a"));
        refuses(
                "t.csv:1: has no column \"xyz\" to ignore in its header; expected one of a, b",
                "a,b\n1,2\n",
                ignoring("xyz"));
        refuses("t.csv: is JSON, expected a CSV file; export it as CSV", "[{\"a\": 1}]\n", PLAIN);
        refuses(
                "t.csv: has no feature: no two rows have the same value in any column",
                "key\n" + IntStream.range(0, 20).mapToObj(n -> "k" + n + "\n").collect(Collectors.joining()),
                PLAIN);
        Broken.refuses(
                folder.resolve("none.csv"),
                "none.csv: cannot be read: no such file or directory; check the path",
                () -> PLAIN.read(folder.resolve("none.csv"), this::note));
    }

    @Test
    void readsMoreOfTheSameColumns() throws Exception {
        FeatureTable table = read("a,b,c\n1,red,x\n2,blue,y\n3,red,x\n");

        // Numbers alone in c, whose values are categories, and the columns in another order.
        FeatureTable more = PLAIN.readLike(
                        Broken.write(folder, "n.csv", "c,b,a\n1,blue,\n2,,5\ny,green,6\nx,mauve,7\n"),
                        table.columns(),
                        this::note)
                .features();

        assertEquals(table.columns(), more.columns());
        assertEquals(List.of(Float.NaN, 5f, 6f, 7f), values(more, 0));
        assertEquals(List.of(1f, Float.NaN, 2f, 2f), values(more, 1));
        assertEquals(List.of(2f, 2f, 1f, 0f), values(more, 2));
        assertEquals(
                List.of(
                        "n.csv: column \"b\" has 2 values that the project's table does not have, such as \"green\" in line 4; taken"
                                + " as unknown",
                        "n.csv: column \"c\" has 2 values that the project's table does not have, such as \"1\" in line 2; taken as"
                                + " unknown"),
                notes);
    }

    @Test
    void refusesOtherColumns() throws Exception {
        List<Column> columns = read("a,b\n1,red\n2,blue\n").columns();
        Path file = Broken.write(folder, "n.csv", "b,c\nred,1\n");
        Broken.refuses(
                file,
                "n.csv:1: has no column \"a\" in its header \"b,c\", expected the columns of the project's table",
                () -> PLAIN.readLike(file, columns, this::note));
        Path words = Broken.write(folder, "n.csv", "a,b\n1,red\nmany,red\n");
        Broken.refuses(
                words,
                "n.csv:3: has \"many\" in column \"a\", expected a finite number or nothing; leave missing values empty, or leave the"
                        + " column out with --ignore",
                () -> PLAIN.readLike(words, columns, this::note));
    }
}
