package org.relabel4j.spark.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.spark.LocalSpark;

@DisabledForJreRange(min = JRE.JAVA_24, disabledReason = "the Hadoop of Spark 4.1 does not run on it")
class CsvQuotesTest {
    @TempDir
    private Path folder;

    /** A quote within quotes is doubled, as everywhere but in Spark's own CSV. */
    @Test
    void namesWithQuotesAndCommasStayAsTheyAre() throws Exception {
        String task = "\"tâché \"\"32\"\", 日本\"";
        Path labels = Files.writeString(
                folder.resolve("labels.csv"), "task,annotator,label\n" + task + ",\"a \"\"b\"\"\",x\n");
        Path probabilities =
                Files.writeString(folder.resolve("probs.csv"), "task,x,y\n" + task + ",0.75,0.25\nother,0.5,0.5\n");
        LocalSpark.session();

        int code = ScoringMain.run(
                "consensus",
                "--method",
                "majority-vote",
                "--labels",
                labels.toString(),
                "--pred-probs",
                probabilities.toString(),
                "--out",
                folder.resolve("consensus.csv").toString(),
                "--annotators",
                folder.resolve("annotators.csv").toString());
        int scored = ScoringMain.run(
                "score",
                "--strategy",
                "entropy",
                "--labels",
                labels.toString(),
                "--pred-probs",
                probabilities.toString(),
                "--batch",
                "2",
                "--out",
                folder.resolve("batch.csv").toString());

        assertEquals(0, code);
        assertEquals(0, scored);
        assertEquals(List.of(task), firstCells("consensus.csv", task));
        assertEquals(List.of("\"a \"\"b\"\"\""), firstCells("annotators.csv", "\"a"));
        assertEquals(
                1,
                Files.readAllLines(folder.resolve("batch.csv")).stream()
                        .filter(line -> line.startsWith(task + ","))
                        .count());
    }

    private int consensus(String... more) {
        List<String> all = new ArrayList<>(List.of("consensus", "--method", "majority-vote", "--labels"));
        all.add(folder.resolve("labels.csv").toString());
        all.addAll(List.of(more));
        return ScoringMain.run(all.toArray(String[]::new));
    }

    @Test
    void linesWithinQuotesAreNoLabels() throws IOException {
        LocalSpark.session();
        Files.writeString(
                folder.resolve("labels.csv"),
                "task,annotator,label,comment\n t1 ,ann,0,\"note\nt2,ghost,1,more\"\nt1,bob,1,\n");

        assertEquals(0, consensus("--out", folder.resolve("found.csv").toString()));

        assertEquals(
                1, cells("found.csv").filter(line -> line.startsWith("t1,")).count());
        assertEquals(0, cells("found.csv").filter(line -> line.startsWith("t2")).count());
    }

    /** An option of CSV would take the first line of it alone. */
    @Test
    void everyLineOfJsonIsARow() throws IOException {
        LocalSpark.session();
        Path labels = Files.writeString(folder.resolve("labels.json"), """
                {"task": "t1", "annotator": "ann", "label": 0}
                {"task": "t2", "annotator": "bob", "label": 1}
                """);
        String out = folder.resolve("found").toString();

        assertEquals(
                0,
                ScoringMain.run(
                        "consensus",
                        "--method",
                        "majority-vote",
                        "--format",
                        "json",
                        "--labels",
                        labels.toString(),
                        "--out",
                        out));
        assertEquals(2, LocalSpark.session().read().json(out).count());
    }

    @Test
    void weightsThatAStrategyLacksAreRefusedBeforeAnythingIsRead() {
        LocalSpark.session();
        String nowhere = folder.resolve("nowhere.csv").toString();
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        int code;
        try {
            code = ScoringMain.run(
                    "score",
                    "--strategy",
                    "entropy",
                    "--labels",
                    nowhere,
                    "--pred-probs",
                    nowhere,
                    "--weights",
                    folder.resolve("w.csv").toString(),
                    "--out",
                    folder.resolve("s.csv").toString());
        } finally {
            System.setErr(before);
        }

        assertEquals(2, code);
        assertTrue(
                said.toString(StandardCharsets.UTF_8).contains("strategy entropy has no weights to write"),
                () -> said.toString(StandardCharsets.UTF_8));
    }

    @Test
    void outputsHavePlacesOfTheirOwn() throws IOException {
        LocalSpark.session();
        Files.writeString(folder.resolve("labels.csv"), "task,annotator,label\nt1,ann,0\n");
        String out = folder.resolve("out.csv").toString();

        assertEquals(2, consensus("--out", out, "--annotators", out));
        assertEquals(2, consensus("--out", out, "--annotators", out + "/in.csv"));
        assertEquals(2, consensus("--out", folder.resolve("labels.csv/out.csv").toString()));
        assertEquals(
                2, consensus("--out", out, "--weights", folder.resolve("w.csv").toString()));
        assertEquals(2, consensus("--out", out, "--partitions", "many"));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(folder.resolve("labels.csv")), left.toList());
        }
    }

    @Test
    void batchLeavesOthersFoldersAlone() throws IOException {
        LocalSpark.session();
        Files.writeString(folder.resolve("labels.csv"), "task,annotator,label\nt1,ann,0\nt1,bob,1\n");
        Path theirs = Files.createDirectory(folder.resolve("batch.csv.parts"));

        int code = ScoringMain.run(
                "score",
                "--strategy",
                "random",
                "--labels",
                folder.resolve("labels.csv").toString(),
                "--batch",
                "1",
                "--out",
                folder.resolve("batch.csv").toString());

        assertEquals(0, code);
        assertTrue(Files.isDirectory(theirs));
        assertEquals(2, Files.readAllLines(folder.resolve("batch.csv")).size());
    }

    private Stream<String> cells(String name) throws IOException {
        try (Stream<Path> parts = Files.list(folder.resolve(name))) {
            return parts.filter(part -> part.getFileName().toString().endsWith(".csv")).toList().stream()
                    .flatMap(CsvQuotesTest::lines);
        }
    }

    private List<String> firstCells(String name, String start) throws IOException {
        try (Stream<Path> parts = Files.list(folder.resolve(name))) {
            List<String> lines = parts.filter(
                            part -> part.getFileName().toString().endsWith(".csv"))
                    .flatMap(CsvQuotesTest::lines)
                    .filter(line -> line.startsWith(start))
                    .toList();
            return lines.stream()
                    .map(line -> line.substring(0, line.lastIndexOf("\",") + 1))
                    .toList();
        }
    }

    private static Stream<String> lines(Path part) {
        try {
            return Files.readAllLines(part).stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
