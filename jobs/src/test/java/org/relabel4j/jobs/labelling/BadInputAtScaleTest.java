package org.relabel4j.jobs.labelling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.relabel4j.core.probability.FloatProbabilities;
import org.relabel4j.core.registry.ConsensusMethods;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.format.NpyFile;
import org.relabel4j.jobs.Progress;

/** Files that are unusual, or turn bad on the way: the right answer or one clear line, in linear time. */
class BadInputAtScaleTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private JobFixture files() {
        return new JobFixture(folder);
    }

    private JobSummary score(String strategy, String predProbs, Progress progress) throws InputException {
        return ScoringJob.run(
                new ScoringJob.Request(
                        strategy,
                        Map.of(),
                        files().inputs(predProbs),
                        new ScoringJob.Outputs(folder.resolve("scores.csv"), Optional.empty()),
                        1),
                progress);
    }

    private JobSummary consensus(String method, String... predProbs) throws InputException {
        return consensus(method, Progress.NONE, predProbs);
    }

    private JobSummary consensus(String method, Progress progress, String... predProbs) throws InputException {
        return ConsensusJob.run(
                new ConsensusJob.Request(
                        method,
                        Map.of(),
                        files().inputs(predProbs),
                        new ConsensusJob.Outputs(
                                folder.resolve("consensus.csv"),
                                Optional.of(folder.resolve("annotators.csv")),
                                Optional.empty()),
                        1),
                progress);
    }

    /** Predictions of class i mod K with probability 1/2 and more. */
    private void writeNpy(int numExamples, int numClasses) throws InputException {
        float[] values = new float[numExamples * numClasses];
        for (int i = 0; i < numExamples; i++) {
            for (int k = 0; k < numClasses; k++) {
                values[i * numClasses + k] = 0.5f / numClasses + (k == i % numClasses ? 0.5f : 0);
            }
        }
        NpyFile.write(
                folder.resolve("probs.npy"),
                FloatProbabilities.ofRowMajor(numExamples, numClasses, values),
                NpyFile.Precision.FLOAT32);
    }

    private void writeLabels(int numExamples, int numClasses) {
        StringBuilder labels = new StringBuilder("task,annotator,label\n");
        for (int i = 0; i < numExamples; i += 2) {
            labels.append(i).append(",ann,").append(i % numClasses).append('\n');
            labels.append(i).append(",bob,").append((i / 2) % numClasses).append('\n');
        }
        files().write("labels.csv", labels.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"activelab", "entropy", "margin"})
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "does not let a mapped file be cut off")
    void aMapThatIsCutOffWhileItIsScoredIsOneLine(String strategy) throws Exception {
        // 4 MB, so that all threads of the common pool read from it.
        writeNpy(100_000, 10);
        writeLabels(100_000, 10);

        files().refuses(
                        InputException.class,
                        "probs.npy: was changed while it was read; try again when it is complete",
                        () -> score(strategy, "probs.npy", cutOffWhen("scoring")));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "does not let a mapped file be cut off")
    void aMapThatIsCutOffWhileTheConsensusIsInferredIsOneLine() throws Exception {
        writeNpy(100_000, 10);
        writeLabels(100_000, 10);

        files().refuses(
                        InputException.class,
                        "probs.npy: was changed while it was read; try again when it is complete",
                        () -> consensus("crowdlab", cutOffWhen("inferring"), "probs.npy"));
    }

    private Progress cutOffWhen(String wanted) {
        return (stage, done, total) -> {
            if (stage.equals(wanted)) {
                truncate(folder.resolve("probs.npy"), 128);
            }
        };
    }

    private static void truncate(Path file, long bytes) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void tasksOfCsvMayBeAnyNumbersHoweverFarApart() throws Exception {
        // 20,000 tasks from 0 to 2^31 + 83647, in steps that share their low bits; the last are too large for an int.
        StringBuilder probs = new StringBuilder("task,cat,dog\n");
        StringBuilder labels = new StringBuilder("task,annotator,label\n");
        for (long n = 0; n < 20_000; n++) {
            long task = n * 131_072;
            probs.append(task).append(n % 2 == 0 ? ",0.9,0.1\n" : ",0.2,0.8\n");
            labels.append(task).append(",ann,").append(n % 2 == 0 ? "cat\n" : "dog\n");
        }
        probs.append("99999999999999999999,0.5,0.5\n");
        files().write("probs.csv", probs.toString());
        files().write("labels.csv", labels.toString());

        JobSummary summary = assertTimeoutPreemptively(LIMIT, () -> score("uncertainty", "probs.csv", Progress.NONE));

        assertEquals(new JobSummary(20_001, 20_000, 20_000, 1, 2), summary);
        CsvTable scores = CsvTable.read(folder.resolve("scores.csv"));
        assertEquals(0.5, scores.number("99999999999999999999", "score"), 1e-12);
        assertEquals(0.8, scores.number(Long.toString(19_999L * 131_072), "score"), 1e-12);
    }

    @Test
    void tasksWithoutProbabilitiesMayBeAnyNumbersHoweverFarApart() throws Exception {
        StringBuilder labels = new StringBuilder("task,annotator,label\n");
        for (long n = 0; n < 20_000; n++) {
            labels.append(n * 131_072).append(",ann,").append(n % 3).append('\n');
        }
        files().write("labels.csv", labels.toString());

        JobSummary summary = assertTimeoutPreemptively(LIMIT, () -> consensus("dawid-skene"));

        assertEquals(new JobSummary(20_000, 20_000, 20_000, 1, 3), summary);
        CsvTable table = CsvTable.read(folder.resolve("consensus.csv"));
        assertEquals(19_999 % 3, table.number(Long.toString(19_999L * 131_072), "consensus_label"));
    }

    @Test
    void tasksOfNpyMustBeRows() throws Exception {
        writeNpy(3, 2);
        for (String task : List.of("3", "2147483647", "2147483648", "-1", "99999999999999999999")) {
            files().write("labels.csv", "task,annotator,label\n0,ann,1\n" + task + ",ann,1\n");
            files().refuses(
                            InputException.class,
                            "labels.csv:3: task is \"" + task + "\", expected a row number from 0 to 2 in probs.npy;"
                                    + " every labelled task needs probabilities",
                            () -> score("activelab", "probs.npy", Progress.NONE));
        }
    }

    @Test
    void annotatorsMayBeMoreThanExamples() throws Exception {
        // 3 tasks; each annotator labels one of them, a tenth of them wrongly.
        writeNpy(3, 3);
        StringBuilder labels = new StringBuilder("task,annotator,label\n");
        for (int j = 0; j < 30_000; j++) {
            int task = j % 3;
            labels.append(task)
                    .append(",w")
                    .append(j)
                    .append(',')
                    .append(j % 30 < 3 ? (task + 1) % 3 : task)
                    .append('\n');
        }
        files().write("labels.csv", labels.toString());

        for (String method : List.of("crowdlab", "dawid-skene", "glad", "majority-vote")) {
            JobSummary summary = assertTimeoutPreemptively(LIMIT, () -> consensus(method, "probs.npy"), method);

            assertEquals(new JobSummary(3, 3, 30_000, 30_000, 3), summary);
            CsvTable table = CsvTable.read(folder.resolve("consensus.csv"));
            for (int task = 0; task < 3; task++) {
                assertEquals(task, table.number(Integer.toString(task), "consensus_label"), method);
                assertEquals(10_000, table.number(Integer.toString(task), "num_annotations"), method);
            }
        }
    }

    @Test
    void oneAnnotatorMayHaveAllLabels() throws Exception {
        writeNpy(2_000, 4);
        StringBuilder labels = new StringBuilder("task,annotator,label\n");
        for (int i = 0; i < 2_000; i++) {
            labels.append(i).append(",ann,").append(i % 4).append('\n');
        }
        files().write("labels.csv", labels.toString());

        for (String method : ConsensusMethods.names()) {
            if (ConsensusMethods.byName(method).isBinary()) {
                continue;
            }
            assertTimeoutPreemptively(LIMIT, () -> consensus(method, "probs.npy"), method);
            CsvTable table = CsvTable.read(folder.resolve("consensus.csv"));
            assertEquals(3, table.number("1999", "consensus_label"), method);
        }
        score("activelab", "probs.npy", Progress.NONE);
        // Equation (10) with p = 0.625: ((1 + 1) 0.625 + 1/4) / 3.
        assertEquals(0.5, CsvTable.read(folder.resolve("scores.csv")).number("7", "score"), 1e-9);
    }
}
