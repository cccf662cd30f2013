package org.relabel4j.jobs.labelling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.format.LabelOptions;
import org.relabel4j.datasets.format.NpyFile;
import org.relabel4j.datasets.format.ProbabilityOptions;
import org.relabel4j.jobs.Progress;

class ScoringJobTest {
    @TempDir
    Path folder;

    private JobFixture files;

    @BeforeEach
    void writeGoodFiles() {
        files = JobFixture.in(folder);
    }

    private JobSummary run(String strategy, long seed, String... predProbs) throws InputException {
        return run(strategy, Map.of(), Optional.empty(), seed, predProbs);
    }

    private JobSummary run(
            String strategy, Map<String, String> options, Optional<String> weights, long seed, String... predProbs)
            throws InputException {
        return ScoringJob.run(
                new ScoringJob.Request(
                        strategy,
                        options,
                        files.inputs(predProbs),
                        new ScoringJob.Outputs(files.file("scores.csv"), weights.map(files::file)),
                        seed),
                Progress.NONE);
    }

    @Test
    void ranksTheWholePoolLowestScoreFirst() throws Exception {
        JobSummary summary = run("uncertainty", 1, "probs.csv");

        // Uncertainty scores by the largest probability: 0.5, 0.6, 0.8, 0.9, 0.99.
        assertEquals(
                "task,annotations,score,rank\nd,0,0.5,1\nb,2,0.6,2\nc,2,0.8,3\na,2,0.9,4\ne,0,0.99,5\n",
                files.read("scores.csv"));
        assertEquals(new JobSummary(5, 3, 6, 3, 2), summary);
    }

    @Test
    void equalScoresStandInTheSeedsOrder() throws Exception {
        StringBuilder probs = new StringBuilder("task,cat,dog\n");
        for (int n = 0; n < 40; n++) {
            probs.append(n).append(",0.5,0.5\n");
        }
        files.write("probs.csv", probs.toString());
        files.write("labels.csv", "task,annotator,label\n");

        run("uncertainty", 1, "probs.csv");
        String once = files.read("scores.csv");
        run("uncertainty", 1, "probs.csv");
        String again = files.read("scores.csv");
        run("uncertainty", 2, "probs.csv");
        String other = files.read("scores.csv");

        assertEquals(once, again);
        assertNotEquals(once, other);
    }

    @Test
    void theOrderOfRowsDoesNotMatter() throws Exception {
        run("activelab", Map.of(), Optional.of("weights.json"), 1, "probs.csv");
        String scores = files.read("scores.csv");
        String weights = files.read("weights.json");

        files.write(
                "labels.csv",
                "task,annotator,label\nc,cid,dog\nb,bob,cat\na,bob,cat\nb,ann,dog\na,ann,cat\nc,ann,dog\n");
        files.write("probs.csv", "task,dog,cat\ne,0.01,0.99\nd,0.5,0.5\nc,0.8,0.2\nb,0.6,0.4\na,0.1,0.9\n");
        run("activelab", Map.of(), Optional.of("weights.json"), 1, "probs.csv");

        assertEquals(scores, files.read("scores.csv"));
        assertEquals(weights, files.read("weights.json"));
    }

    @Test
    void writesTemperaturesAndWeights() throws Exception {
        run("activelab", Map.of(), Optional.of("weights.json"), 1, "probs.csv");
        JsonNode single = new ObjectMapper().readTree(files.file("weights.json").toFile());
        files.write("more.csv", JobFixture.PROBS);
        run("activelab", Map.of(), Optional.of("weights.json"), 1, "probs.csv", "more.csv");
        JsonNode ensemble =
                new ObjectMapper().readTree(files.file("weights.json").toFile());

        assertEquals(single.path("temperatures").get(0), single.path("temperature"));
        assertEquals(single.path("model_weights").get(0), single.path("model_weight"));
        assertEquals(
                List.of("ann", "bob", "cid"),
                new ArrayList<>(single.path("annotator_weights").properties().stream()
                        .map(Map.Entry::getKey)
                        .toList()));
        assertEquals(2, ensemble.path("temperatures").size());
        assertEquals(2, ensemble.path("model_weights").size());
        assertTrue(ensemble.path("temperature").isMissingNode());
    }

    @Test
    void anEnsembleOfOneIsTheSingleModel() throws Exception {
        run("activelab", 1, "probs.csv");
        String single = files.read("scores.csv");

        run("activelab-ensemble", 1, "probs.csv");

        assertEquals(single, files.read("scores.csv"));
    }

    @Test
    void scoresAPoolWithoutLabels() throws Exception {
        files.write("labels.csv", "task,annotator,label\n");

        run("activelab", 1, "probs.csv");

        // Equation (10): (max p + 1/2) / 2 with all weights 1; d has 0.5 and e the most confident prediction.
        CsvTable table = CsvTable.read(files.file("scores.csv"));
        assertEquals(0.5, table.number("d", "score"), 1e-12);
        assertEquals((0.99 + 0.5) / 2, table.number("e", "score"), 1e-12);
    }

    @Test
    void everyPlainStrategyWritesAScoreForEachTask() throws Exception {
        for (String strategy : List.of("random", "good-random", "entropy", "uncertainty", "margin", "activelab")) {
            run(strategy, 3, "probs.csv");
            assertEquals(5, CsvTable.read(files.file("scores.csv")).keys().size(), strategy);
        }
    }

    @Test
    void strategiesOfSeveralModelsTakeSeveralFiles() throws Exception {
        files.write("more.csv", JobFixture.PROBS.replace("d,0.5,0.5", "d,1,0"));

        for (String strategy : List.of("disagreement", "bald", "active-label-cleaning", "entropy")) {
            run(strategy, 3, "probs.csv", "more.csv");
            assertEquals(5, CsvTable.read(files.file("scores.csv")).keys().size(), strategy);
        }
    }

    @Test
    void npyTasksAreRowNumbers() throws Exception {
        NpyFile.write(
                files.file("probs.npy"),
                DenseProbabilities.of(new double[][] {{0.75, 0.25}, {0.5, 0.5}}),
                NpyFile.Precision.FLOAT32);
        files.write("labels.csv", "task,annotator,label\n0,7,1\n");

        run("uncertainty", 1, "probs.npy");

        assertEquals("task,annotations,score,rank\n1,0,0.5,1\n0,1,0.75,2\n", files.read("scores.csv"));
    }

    @Test
    void reportsProgressFromReadingToWriting() throws Exception {
        List<String> stages = new ArrayList<>();
        ScoringJob.run(
                new ScoringJob.Request(
                        "entropy",
                        Map.of(),
                        files.inputs("probs.csv"),
                        new ScoringJob.Outputs(files.file("scores.csv"), Optional.empty()),
                        1),
                (stage, done, total) -> stages.add(stage));

        assertEquals(
                List.of("reading files", "scoring", "writing scores"),
                stages.stream().distinct().toList());
    }

    private JobInputs with(Optional<String> embeddings, String... predProbs) {
        return new JobInputs(
                List.of(files.file("labels.csv")),
                LabelOptions.defaults(),
                List.of(predProbs).stream().map(files::file).toList(),
                ProbabilityOptions.NONE,
                embeddings.map(files::file));
    }

    private void run(String strategy, Map<String, String> options, JobInputs inputs, OptionalInt batch)
            throws InputException {
        ScoringJob.Outputs outputs = new ScoringJob.Outputs(files.file("scores.csv"), Optional.empty());
        ScoringJob.run(
                new ScoringJob.Request(strategy, options, inputs, outputs, batch, 1), (stage, done, total) -> {});
    }

    @Test
    void strategiesThatReadNoProbabilitiesNeedNone() throws Exception {
        for (String strategy : List.of("random", "good-random")) {
            run(strategy, 1);

            assertEquals(
                    List.of("a", "b", "c"),
                    CsvTable.read(files.file("scores.csv")).keys().stream()
                            .sorted()
                            .toList());
        }
    }

    @Test
    void withoutProbabilitiesThePoolAreTheEmbeddings() throws Exception {
        files.write("vectors.csv", "task,x,y\nfar,9,0\na,0,0\nnear,1,0\nb,0,1\nc,1,1\n");

        run("core-set", Map.of(), with(Optional.of("vectors.csv")), OptionalInt.empty());

        // The nearest labelled example of far (9, 0) is c (1, 1), of near (1, 0) are a and c.
        CsvTable table = CsvTable.read(files.file("scores.csv"));
        assertEquals(-Math.sqrt(65), table.number("far", "score"), 1e-5);
        assertEquals(-1, table.number("near", "score"), 1e-6);
        assertEquals("1", table.text("far", "rank"));
        assertEquals(5, table.keys().size());
    }

    @Test
    void embeddingsComeIntoTheOrderOfTheProbabilities() throws Exception {
        files.write("vectors.csv", "task,x\ne,9\nd,1\nc,0\nb,0\na,0\n");
        run("core-set", Map.of(), with(Optional.of("vectors.csv"), "probs.csv"), OptionalInt.empty());
        String named = files.read("scores.csv");
        NpyFile.write(files.file("vectors.npy"), 1, new double[] {0, 0, 0, 1, 9}, NpyFile.Precision.FLOAT32);
        run("core-set", Map.of(), with(Optional.of("vectors.npy"), "probs.csv"), OptionalInt.empty());

        assertEquals(named, files.read("scores.csv"));
        assertEquals(-9, CsvTable.read(files.file("scores.csv")).number("e", "score"));
    }

    @Test
    void refusesEmbeddingsOfOtherExamples() {
        files.write("vectors.csv", "task,x\ne,9\nd,1\nc,0\nb,0\nz,0\n");
        files.refuses(
                InputException.class,
                "vectors.csv: has no task \"a\", expected the tasks of probs.csv",
                () -> run("badge", Map.of(), with(Optional.of("vectors.csv"), "probs.csv"), OptionalInt.of(1)));
        files.write("vectors.csv", "x\n1\n2\n");
        files.refuses(
                InputException.class,
                "vectors.csv: has 2 rows, expected 5, one for each task of probs.csv",
                () -> run("badge", Map.of(), with(Optional.of("vectors.csv"), "probs.csv"), OptionalInt.of(1)));
        files.write("vectors.csv", "task,x\na,1e16\n");
        files.refuses(
                InputException.class,
                "vectors.csv:2: has \"1e16\" in column \"x\", expected a number from -1e15 to 1e15;"
                        + " call the column of ids \"task\", and leave out what is no number",
                () -> run("badge", Map.of(), with(Optional.of("vectors.csv"), "probs.csv"), OptionalInt.of(1)));
    }

    @Test
    void aBatchIsWhatTheStrategyChooses() throws Exception {
        files.write("vectors.csv", "task,x\na,0\nb,1\nc,2\nd,3\ne,4\n");

        run("darl", Map.of(), with(Optional.of("vectors.csv"), "probs.csv"), OptionalInt.of(4));

        // Half of the batch is new: d has the larger entropy. The rest are repeats.
        List<String> lines = files.read("scores.csv").lines().toList();
        assertEquals("task,annotations,score,rank,kind", lines.get(0));
        assertEquals(5, lines.size());
        assertTrue(lines.get(1).matches("d,0,[0-9.]+,1,new"), lines.get(1));
        assertTrue(lines.get(2).matches("e,0,[0-9.]+,2,new"), lines.get(2));
        assertTrue(lines.get(3).matches("[abc],2,[0-9.]+,3,repeat"), lines.get(3));
    }

    @Test
    void aBatchOfActiveLabAreItsLowestScores() throws Exception {
        run("activelab", 1, "probs.csv");
        List<String> all = files.read("scores.csv").lines().toList();
        run("activelab", Map.of(), with(Optional.empty(), "probs.csv"), OptionalInt.of(2));

        List<String> batch = files.read("scores.csv").lines().toList();
        assertEquals(3, batch.size());
        assertEquals(all.get(1), batch.get(1).replaceAll(",(new|repeat)$", ""));
        assertEquals(all.get(2), batch.get(2).replaceAll(",(new|repeat)$", ""));
    }

    @Test
    void saysThatABatchIsSmallerThanAsked() throws Exception {
        List<String> notes = new ArrayList<>();
        ScoringJob.Outputs outputs = new ScoringJob.Outputs(files.file("scores.csv"), Optional.empty());

        ScoringJob.run(
                new ScoringJob.Request("random", Map.of(), files.inputs("probs.csv"), outputs, OptionalInt.of(9), 1),
                new Progress() {
                    @Override
                    public void update(String stage, long done, long total) {
                        // Only the notes count here.
                    }

                    @Override
                    public void note(String message) {
                        notes.add(message);
                    }
                });

        assertEquals(List.of("the batch has 5 examples instead of 9: the pool has no more"), notes);
        assertEquals(6, files.read("scores.csv").lines().count());
    }

    @Test
    void weightsDoNotDependOnWhatIsAskedFor() throws Exception {
        run("activelab", Map.of(), Optional.of("weights.json"), 1, "probs.csv");
        String plain = files.read("weights.json");
        run("activelab", Map.of("ask", "new"), Optional.of("weights.json"), 1, "probs.csv");

        assertEquals(plain, files.read("weights.json"));
    }

    @Test
    void saysThatTwoFilesAreSwapped() {
        files.refuses(
                InputException.class,
                "probs.csv: holds no labels, but labels.csv does; swap the two files",
                () -> ScoringJob.run(
                        new ScoringJob.Request(
                                "entropy",
                                Map.of(),
                                new JobInputs(files.file("probs.csv"), List.of(files.file("labels.csv"))),
                                new ScoringJob.Outputs(files.file("scores.csv"), Optional.empty()),
                                1),
                        Progress.NONE));
    }

    private void refuses(String message, String strategy, String... predProbs) {
        files.refuses(InputException.class, message, () -> run(strategy, 1, predProbs));
    }

    @Test
    void refusesBadLabels() {
        files.write("labels.csv", JobFixture.LABELS.replace("b,ann,dog", "b,ann,dgo"));
        refuses(
                "labels.csv:4: label is \"dgo\", expected one of the classes cat, dog; did you mean \"dog\"?",
                "activelab",
                "probs.csv");
        files.write("labels.csv", JobFixture.LABELS + "a,bob,dog\n");
        refuses(
                "labels.csv:8: annotator \"bob\" labels task \"a\" again, after line 3,"
                        + " expected one label for each annotator and task; there is 1 such row: take out what should not count, or add --repeats last or --repeats first",
                "activelab",
                "probs.csv");
        files.write("labels.csv", JobFixture.LABELS.replace("c,cid", "z,cid"));
        refuses(
                "labels.csv:6: task is \"z\", expected one of the 5 tasks of probs.csv;"
                        + " every labelled task needs probabilities",
                "activelab",
                "probs.csv");
        files.write("labels.csv", "");
        refuses("labels.csv: is empty, expected a header and rows below it", "activelab", "probs.csv");
    }

    @Test
    void refusesBadProbabilities() {
        files.write("probs.csv", JobFixture.PROBS.replace("0.4,0.6", "0.4,0.5"));
        refuses(
                "probs.csv:3: task \"b\" sums to 0.900000, expected 1 ± 0.001; divide each row by its sum first",
                "entropy",
                "probs.csv");
        refuses("absent.npy: cannot be read: no such file or directory; check the path", "entropy", "absent.npy");
    }

    @Test
    void aBadInputLeavesOldOutputsAsTheyWere() throws Exception {
        Files.writeString(files.file("scores.csv"), "old");
        files.write("probs.csv", JobFixture.PROBS.replace("0.4,0.6", "NaN,0.6"));

        refuses("probs.csv:3: task \"b\" has NaN for class 0, expected a probability", "entropy", "probs.csv");

        assertEquals("old", files.read("scores.csv"));
    }

    @Test
    void refusesOutputsThatCannotBeWritten() {
        files.refuses(
                InputException.class,
                "none/scores.csv: cannot be written: there is no folder none; create the folder first",
                () -> runTo(files.file("none/scores.csv"), Optional.empty()));
        files.refuses(
                InputException.class,
                ".: is a folder, expected the name of a file to write",
                () -> runTo(folder, Optional.empty()));
        files.refuses(
                InputException.class,
                "labels.csv: is to be written, but it is another file of this command; choose another name",
                () -> runTo(files.file("labels.csv"), Optional.empty()));
        files.refuses(
                InputException.class,
                "./s.csv: is to be written, but it is another file of this command; choose another name",
                () -> runTo(files.file("s.csv"), Optional.of(folder.resolve("./s.csv"))));
        assertEquals(JobFixture.LABELS, files.read("labels.csv"));
    }

    private void runTo(Path scores, Optional<Path> weights) throws InputException {
        ScoringJob.run(
                new ScoringJob.Request(
                        "activelab", Map.of(), files.inputs("probs.csv"), new ScoringJob.Outputs(scores, weights), 1),
                Progress.NONE);
    }

    @Test
    void refusesImpossibleRequests() {
        files.refuses(
                IllegalArgumentException.class,
                "unknown strategy \"entropi\"; did you mean \"entropy\"?",
                () -> run("entropi", 1, "probs.csv"));
        files.refuses(
                IllegalArgumentException.class,
                "strategy entropy has no weights to write; only activelab and activelab-ensemble have",
                () -> run("entropy", Map.of(), Optional.of("w.json"), 1, "probs.csv"));
        files.refuses(
                IllegalArgumentException.class,
                "strategy entropy needs the predicted probabilities of at least one model; give --pred-probs FILE",
                () -> run("entropy", 1));
        files.refuses(
                IllegalArgumentException.class,
                "strategy core-set has no option \"ratio\"; expected one of ask",
                () -> run("core-set", Map.of("ratio", "1"), Optional.empty(), 1, "probs.csv"));
        files.refuses(
                IllegalArgumentException.class,
                "strategy bald needs predictions with dropout; give --pred-probs FILE for each pass and leave the option"
                        + " draws out",
                () -> run("bald", Map.of("draws", "dropout"), Optional.empty(), 1, "probs.csv"));
        files.refuses(
                IllegalArgumentException.class,
                "strategy core-set with these options needs embeddings; give --embeddings FILE, a vector an example",
                () -> run("core-set", 1, "probs.csv"));
        for (String strategy : List.of("disagreement", "bald")) {
            files.refuses(
                    IllegalArgumentException.class,
                    "strategy " + strategy
                            + " compares several models but got the probabilities of one;"
                            + " give --pred-probs FILE for each",
                    () -> run(strategy, 1, "probs.csv"));
        }
    }

    @Test
    void refusesAFileThatChangesWhileItIsRead() throws Exception {
        NpyFile.write(
                files.file("probs.npy"),
                DenseProbabilities.of(new double[][] {{0.75, 0.25}, {0.5, 0.5}}),
                NpyFile.Precision.FLOAT64);
        files.write("labels.csv", "task,annotator,label\n0,7,1\n");

        files.refuses(
                InputException.class,
                "probs.npy: was changed while it was read; try again when it is complete",
                () -> ScoringJob.run(
                        new ScoringJob.Request(
                                "entropy",
                                Map.of(),
                                files.inputs("probs.npy"),
                                new ScoringJob.Outputs(files.file("scores.csv"), Optional.empty()),
                                1),
                        (stage, done, total) -> {
                            if (stage.equals("scoring")) {
                                touch(files.file("probs.npy"));
                            }
                        }));
    }

    private static void touch(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
