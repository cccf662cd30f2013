package org.relabel4j.datasets.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.relabel4j.core.annotation.Annotations;

class LabelCsvTest {
    private static final String GOOD = "task,annotator,label\n0,ann,1\n0,bob,0\n2,ann,1\n";

    @TempDir
    Path folder;

    private Path file(String content) {
        return Broken.write(folder, "labels.csv", content);
    }

    private static List<String> rows(LabelTable table) {
        return IntStream.range(0, table.size())
                .mapToObj(n -> table.taskIds().get(table.taskAt(n)) + "/"
                        + table.annotatorIds().get(table.annotatorAt(n)) + "/"
                        + table.labelIds().get(table.labelAt(n)) + "@" + table.lineOf(n))
                .toList();
    }

    @Test
    void readsRowsInOrder() throws Exception {
        LabelTable table = LabelFiles.read(List.of(file(GOOD)), LabelOptions.defaults());

        assertEquals(List.of("0/ann/1@2", "0/bob/0@3", "2/ann/1@4"), rows(table));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "task,worker,label\n0,ann,1\n0,bob,0\n2,ann,1\n",
                "example,annotator_id,chosen_label\n0,ann,1\n0,bob,0\n2,ann,1\n",
                "chosen_label,true_label,item,annotator_id\n1,9,0,ann\n0,9,0,bob\n1,9,2,ann\n",
                "Task,Annotator,Label\r\n0,ann,1\r\n0,bob,0\r\n2,ann,1\r\n",
                "\uFEFFtask,annotator,label\n0,ann,1\n0,bob,0\n2,ann,1",
                "\"task\",\"annotator\",\"label\"\n\"0\",\"ann\",\"1\"\n0,bob,0\n2, ann ,1\n",
            })
    void acceptsOtherNamesOrdersMarksEndingsAndQuotes(String content) throws Exception {
        assertEquals(
                List.of("0/ann/1@2", "0/bob/0@3", "2/ann/1@4"),
                rows(LabelFiles.read(List.of(file(content)), LabelOptions.defaults())));
    }

    @Test
    void blankLinesCountAsLinesOnly() throws Exception {
        LabelTable table = LabelFiles.read(
                List.of(file("\n\ntask,annotator,label\n\n0,ann,1\n\r\n\n0,bob,0\n2,ann,1\n\n")),
                LabelOptions.defaults());

        assertEquals(List.of("0/ann/1@5", "0/bob/0@8", "2/ann/1@9"), rows(table));
    }

    @Test
    void quotedFieldsMayHoldCommasQuotesAndLineBreaks() throws Exception {
        LabelTable table = LabelFiles.read(
                List.of(file("task,annotator,label\n\"a,b\",\"x \"\"y\"\"\",0\n\"c\nd\",z,1\ne,z,1\n")),
                LabelOptions.defaults());

        assertEquals(List.of("a,b/x \"y\"/0@2", "c\nd/z/1@3", "e/z/1@5"), rows(table));
    }

    @Test
    void readsUtf16WithAMark() throws Exception {
        Path file = folder.resolve("labels.csv");
        Files.write(file, ("\uFEFF" + GOOD).getBytes(StandardCharsets.UTF_16LE));

        assertEquals(
                List.of("0/ann/1@2", "0/bob/0@3", "2/ann/1@4"),
                rows(LabelFiles.read(List.of(file), LabelOptions.defaults())));
    }

    @Test
    void headerAloneMeansNoLabels() throws Exception {
        assertEquals(
                0,
                LabelFiles.read(List.of(file("task,annotator,label\n")), LabelOptions.defaults())
                        .size());
    }

    @Test
    void writesWhatItReads() throws Exception {
        Annotations annotations = Annotations.builder(3, 2, 2)
                .add(0, 0, 1)
                .add(0, 1, 0)
                .add(2, 0, 1)
                .build();
        Path file = folder.resolve("out.csv");

        LabelCsv.write(file, annotations, List.of("0", "1", "2"), List.of("ann", "bob"), List.of("0", "1"));

        assertEquals(GOOD, Files.readString(file).replace("\r\n", "\n"));
    }

    @Test
    void manyRowsSurviveGrowth() throws Exception {
        StringBuilder text = new StringBuilder("task,annotator,label\n");
        for (int n = 0; n < 50_000; n++) {
            text.append("t")
                    .append(n)
                    .append(",")
                    .append(n % 700)
                    .append(",")
                    .append(n % 10)
                    .append("\n");
        }

        LabelTable table = LabelFiles.read(List.of(file(text.toString())), LabelOptions.defaults());

        assertEquals(50_000, table.size());
        assertEquals(700, table.annotatorIds().size());
        assertEquals(10, table.labelIds().size());
        for (int n = 0; n < 50_000; n += 997) {
            assertEquals("t" + n, table.taskIds().get(table.taskAt(n)));
            assertEquals(n + 2, table.lineOf(n));
        }
    }

    private void refuses(String content, String message) {
        Path file = file(content);
        Broken.refuses(file, message, () -> LabelFiles.read(List.of(file), LabelOptions.defaults()));
    }

    @Test
    void refusesAnEmptyFile() {
        refuses("", "labels.csv: is empty, expected a header and rows below it");
        refuses("\n\n", "labels.csv: is empty, expected a header and rows below it");
    }

    @Test
    void refusesAMissingFile() {
        Path file = folder.resolve("absent.csv");
        Broken.refuses(
                file,
                "absent.csv: cannot be read: no such file or directory; check the path",
                () -> LabelFiles.read(List.of(file), LabelOptions.defaults()));
    }

    @Test
    void refusesAFolder() {
        Path file = folder.resolve(".");
        Broken.refuses(
                file,
                ".: cannot be read: Is a directory; check the file and its permissions",
                () -> LabelFiles.read(List.of(file), LabelOptions.defaults()));
    }

    @Test
    void refusesAMissingColumn() {
        refuses(
                GOOD.replace("label", "verdict"),
                "labels.csv:1: has no column for the label in its header \"task,annotator,verdict\", expected a row a label,"
                        + " with columns task, annotator and label;"
                        + " say which columns they are: --columns task=task,annotator=annotator,label=verdict");
    }

    @Test
    void refusesAColumnTwice() {
        refuses(
                "task,annotator,label,task\n0,ann,1,0\n",
                "labels.csv:1: has two columns called \"task\", expected a name a column");
    }

    @Test
    void refusesEmptyFields() {
        refuses(
                GOOD.replace("0,bob,0", "0, ,0"),
                "labels.csv:3: has no annotator, expected one; leave such rows out, or name the annotator");
        refuses(
                GOOD.replace("0,bob,0", "\u00A0,bob,0"),
                "labels.csv:3: has no task, expected one; leave such rows out, or name the task");
        refuses(
                GOOD.replace("0,bob,0", "0,nan,0"),
                "labels.csv:3: annotator is \"nan\", expected the annotator's name; leave such rows out;"
                        + " if it is a name, say with --missing which words mean that there is none");
    }

    @Test
    void refusesShortAndLongRows() {
        refuses(GOOD.replace("0,bob,0", "0,bob"), "labels.csv:3: has 2 fields, expected 3 as in the header");
        refuses(
                GOOD.replace("0,bob,0", "0,Smith, Bob,0"),
                "labels.csv:3: has 4 fields, expected 3 as in the header; put quotes around a field that has commas");
    }

    @Test
    void refusesWhatIsNoText() throws IOException {
        Path file = folder.resolve("labels.csv");
        Files.write(file, GOOD.replace("bob", "b\u00F6b").getBytes(StandardCharsets.ISO_8859_1));

        Broken.refuses(
                file,
                "labels.csv:1: is not UTF-8 text, in this line or soon after it; save the file as UTF-8 CSV",
                () -> LabelFiles.read(List.of(file), LabelOptions.defaults()));
    }

    @Test
    void refusesASpreadsheet() throws IOException {
        Path file = folder.resolve("labels.csv");
        Files.write(file, new byte[] {'P', 'K', 3, 4, 0, 0});

        Broken.refuses(
                file,
                "labels.csv: is a zip archive or a spreadsheet, expected a CSV file; unpack it, or export it as CSV",
                () -> LabelFiles.read(List.of(file), LabelOptions.defaults()));
    }
}
