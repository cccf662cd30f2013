package org.relabel4j.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.core.acquisition.ActiveLab;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.CrowdLab;
import org.relabel4j.core.consensus.CrowdLabResult;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.datasets.format.NpyFile;

/** What {@code score} and {@code consensus} write. The library's own tests check the numbers; these that they arrive. */
class FileCommandsTest {
    /** Both sides print and read doubles exactly; the order of sums is the same. */
    private static final double EXACT = 0;

    private static final double[][] PROBS = {{0.8, 0.2}, {0.3, 0.7}, {0.9, 0.1}, {0.5, 0.5}};

    @TempDir
    Path folder;

    private String labels;
    private String probs;

    @BeforeEach
    void writeInputs() throws IOException {
        labels = write("labels.csv", "task,annotator,label\na,ann,no\na,bob,yes\nb,ann,yes\nc,bob,no\nc,ann,no\n");
        probs = write("probs.csv", "task,no,yes\na,0.8,0.2\nb,0.3,0.7\nc,0.9,0.1\nd,0.5,0.5\n");
    }

    @Test
    void scoreRanksTheLowestScoreFirst() throws IOException {
        String out = path("scores.csv");

        Cli.run("score", "--strategy", "entropy", "--labels", labels, "--pred-probs", probs, "--out", out)
                .succeeded();

        List<String> lines = Files.readAllLines(Path.of(out));
        assertEquals("task,annotations,score,rank", lines.get(0));
        // Minus the entropy: of d, an even chance, ln 2.
        assertEquals("d,0," + -Math.log(2) + ",1", lines.get(1));
        assertEquals(
                List.of("d", "b", "a", "c"),
                lines.stream().skip(1).map(line -> line.split(",")[0]).toList());
    }

    @Test
    void scoreSaysOnStandardErrorWhatItDid() {
        Cli.Result result = Cli.run(
                        "score",
                        "--strategy",
                        "random",
                        "--labels",
                        labels,
                        "--pred-probs",
                        probs,
                        "--out",
                        path("scores.csv"))
                .succeeded();

        assertEquals("", result.out());
        assertEquals(
                "Scored 4 examples (3 labelled; 5 labels of 2 annotators; 2 classes); wrote " + path("scores.csv")
                        + System.lineSeparator(),
                result.err());
    }

    @Test
    void consensusWritesTheLibrarysNumbers() throws IOException {
        Cli.run(
                        "consensus",
                        "--method",
                        "crowdlab",
                        "--labels",
                        labels,
                        "--pred-probs",
                        probs,
                        "--out",
                        path("consensus.csv"),
                        "--annotators",
                        path("annotators.csv"))
                .succeeded();

        CrowdLabResult expected =
                new CrowdLab().analyse(annotations(), List.of(predProbs()), Seeds.generator(0, "consensus", 0));
        List<String> lines = Files.readAllLines(Path.of(path("consensus.csv")));
        assertEquals("task,consensus_label,consensus_quality_score,annotator_agreement,num_annotations", lines.get(0));
        assertEquals("a,no," + expected.consensus().quality(0) + ",0.5,2", lines.get(1));
        assertEquals("b,yes," + expected.consensus().quality(1) + ",1.0,1", lines.get(2));
        assertEquals(4, lines.size(), "a row a labelled task");
        List<String> annotators = Files.readAllLines(Path.of(path("annotators.csv")));
        assertEquals(
                "annotator,annotator_quality,agreement_with_consensus,worst_class,num_examples_labeled",
                annotators.get(0));
        assertTrue(annotators.get(1).startsWith("bob,"), "the worst first");
        assertTrue(annotators.get(1).endsWith(",2"), annotators.get(1));
    }

    @Test
    void everyMethodWithoutProbabilities() throws IOException {
        for (String method : List.of("majority-vote", "dawid-skene", "glad")) {
            Cli.run("consensus", "--method", method, "--labels", labels, "--out", path(method + ".csv"))
                    .succeeded();

            assertEquals(4, Files.readAllLines(Path.of(path(method + ".csv"))).size(), method);
        }
    }

    @Test
    void weightsAreJson() throws IOException {
        Cli.run(
                        "score",
                        "--strategy",
                        "activelab",
                        "--labels",
                        labels,
                        "--pred-probs",
                        probs,
                        "--out",
                        path("scores.csv"),
                        "--weights",
                        path("weights.json"))
                .succeeded();

        var expected =
                ActiveLab.single().analyse(annotations(), List.of(predProbs()), Seeds.generator(0, "acquisition", 0));
        JsonNode weights =
                new ObjectMapper().readTree(Path.of(path("weights.json")).toFile());
        assertEquals(
                expected.modelWeights()[0], weights.get("model_weights").get(0).asDouble(), EXACT);
        double[] written = {
            weights.get("annotator_weights").get("ann").asDouble(),
            weights.get("annotator_weights").get("bob").asDouble()
        };
        assertArrayEquals(expected.annotatorWeights(), written, EXACT);
        assertTrue(weights.has("temperature"), weights::toString);
    }

    @Test
    void severalModelsMakeAnEnsemble() throws IOException {
        String second = write("second.csv", "task,no,yes\na,0.6,0.4\nb,0.2,0.8\nc,0.7,0.3\nd,0.9,0.1\n");

        Cli.run(
                        "score",
                        "--strategy",
                        "activelab-ensemble",
                        "--labels",
                        labels,
                        "--pred-probs",
                        probs,
                        "--pred-probs",
                        second,
                        "--out",
                        path("scores.csv"),
                        "--weights",
                        path("weights.json"))
                .succeeded();

        JsonNode weights =
                new ObjectMapper().readTree(Path.of(path("weights.json")).toFile());
        assertEquals(2, weights.get("model_weights").size());
    }

    @Test
    void acceptsWhatSpreadsheetsWrite() throws IOException {
        String plain = scores(labels, probs);
        String spreadsheetLabels = write(
                "excel-labels.csv",
                "\uFEFF\"task\",\"worker\",\"label\"\r\n\r\n\"a\",\"ann\",no\r\na,bob,yes\r\nb,ann,yes\r\nc,bob,no\r\n"
                        + "c,ann,\"no\"\r\n\r\n");
        String spreadsheetProbs = write(
                "excel-probs.csv",
                "\uFEFFtask,\"no\",yes\r\na,0.8,0.2\r\nb,0.3,0.7\r\nc,\"0.9\",0.1\r\n\r\nd,0.5,0.5\r\n");

        assertEquals(plain, scores(spreadsheetLabels, spreadsheetProbs));
    }

    @Test
    void replacesAnOldResult() throws IOException {
        String out = write("scores.csv", "old\n");

        Cli.run("score", "--strategy", "random", "--labels", labels, "--pred-probs", probs, "--out", out)
                .succeeded();

        assertTrue(Files.readString(Path.of(out)).startsWith("task,annotations,score,rank\n"));
    }

    private String scores(String labelFile, String probFile) throws IOException {
        String out = path("scores.csv");
        Cli.run("score", "--strategy", "activelab", "--labels", labelFile, "--pred-probs", probFile, "--out", out)
                .succeeded();
        return Files.readString(Path.of(out));
    }

    private static Annotations annotations() {
        return Annotations.builder(4, 2, 2)
                .add(0, 0, 0)
                .add(0, 1, 1)
                .add(1, 0, 1)
                .add(2, 1, 0)
                .add(2, 0, 0)
                .build();
    }

    private static Probabilities predProbs() {
        return DenseProbabilities.of(PROBS);
    }

    private String write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private Cli.Result vote(String... options) {
        List<String> call = new ArrayList<>(List.of("consensus", "--method", "majority-vote", "--out", path("c.csv")));
        call.addAll(List.of(options));
        return Cli.run(call.toArray(String[]::new)).succeeded();
    }

    private List<String> voted() throws IOException {
        return Files.readAllLines(Path.of(path("c.csv"))).stream()
                .skip(1)
                .map(line -> line.replaceFirst("^([^,]*,[^,]*),.*,", "$1,"))
                .toList();
    }

    @Test
    void optionsSayHowLabelsAreRead() throws IOException {
        String places =
                write("places.tsv", "ann\t1\tYes\nann\t1\tno\nbob\t1\tYES\ncy\t2\tskip\ncy\t1\tno\ndee\t1\tyes\n");

        Cli.Result result = vote(
                "--labels", places, "--columns", "2,1,3", "--repeats", "first", "--join", "case", "--missing", "skip");

        assertEquals(List.of("1,Yes,4"), voted());
        assertEquals(
                "relabel4j: note: 1 row has no answer (skip as label) and is left out;"
                        + " --missing WORDS says which words mean that",
                result.err().lines().findFirst().orElseThrow());
    }

    @Test
    void wideTablesAndSeveralFilesAreRead() throws IOException {
        String first = write("a.csv", "task,ann,bob,cy\n7,0,1,-1\n8,,1,1\n");
        String second = write("b.csv", "task;dee\n7;1\n");

        Cli.Result result = vote("--labels", first, "--labels", second, "--wide", "--classes", "0,1,2");

        assertEquals(List.of("7,1,3", "8,1,2"), voted());
        assertTrue(
                result.err()
                        .startsWith("relabel4j: note: 1 cell has no answer (-1 as label) and is left out;"
                                + " --missing WORDS says which words mean that\n"
                                + "Inferred labels of 2 examples (2 labelled; 5 labels of 4 annotators; 3 classes)"),
                result.err());
    }

    @Test
    void classesNameTheColumnsOfNpy() throws Exception {
        Path npy = Path.of(path("p.npy"));
        NpyFile.write(npy, DenseProbabilities.of(PROBS), NpyFile.Precision.FLOAT64);
        String named = write("named.csv", "task,annotator,label\n0,ann,no\n0,bob,yes\n1,ann,yes\n2,bob,no\n2,ann,no\n");

        vote("--labels", named, "--pred-probs", npy.toString(), "--classes", "no,yes");

        // The tie of task 0 goes to the class that the model finds likelier.
        assertEquals(List.of("0,no,2", "1,yes,1", "2,no,2"), voted());
    }
}
