package org.relabel4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.format.NpyFile;

/** Files larger than the heap, in a process with little of it. */
@Tag("slow")
@EnabledOnOs(value = OS.LINUX, disabledReason = "reads /proc/self/status")
class ScoreAtScaleTest {
    @TempDir
    Path folder;

    private Path labels;
    private Path probs;
    private Path scores;

    @BeforeEach
    void nameFiles() {
        labels = folder.resolve("labels.csv");
        probs = folder.resolve("probs.npy");
        scores = folder.resolve("scores.csv");
    }

    /** Predictions that are made when they are written: somewhat likelier for class i mod K. */
    private record Predictions(int numExamples, int numClasses) implements Probabilities {
        @Override
        public double get(int i, int k) {
            double[] row = new double[numClasses];
            copyRows(i, i + 1, row, 0);
            return row[k];
        }

        @Override
        public void copyRows(int fromRow, int toRow, double[] destination, int offset) {
            for (int i = fromRow; i < toRow; i++) {
                SplittableRandom rng = new SplittableRandom(i);
                int row = offset + (i - fromRow) * numClasses;
                double sum = 0;
                for (int k = 0; k < numClasses; k++) {
                    destination[row + k] = 0.01 + rng.nextDouble() + (k == i % numClasses ? numClasses * 0.3 : 0);
                    sum += destination[row + k];
                }
                for (int k = 0; k < numClasses; k++) {
                    destination[row + k] /= sum;
                }
            }
        }
    }

    /** Writes predictions for all examples and 1 or 2 labels, 7 of 10 right, for each. */
    private void writeInputs(int numExamples, int numClasses) throws IOException, InputException {
        NpyFile.write(probs, new Predictions(numExamples, numClasses), NpyFile.Precision.FLOAT32);
        SplittableRandom rng = new SplittableRandom(1);
        try (BufferedWriter csv = Files.newBufferedWriter(labels)) {
            csv.write("task,annotator,label\n");
            for (int i = 0; i < numExamples; i++) {
                int annotator = rng.nextInt(499);
                int count = 1 + rng.nextInt(2);
                for (int n = 0; n < count; n++) {
                    int label = rng.nextInt(10) < 7 ? i % numClasses : rng.nextInt(numClasses);
                    csv.write(i + "," + (annotator + n) + "," + label + "\n");
                }
            }
        }
    }

    /** Runs a command and then prints the process's peak of resident memory, in bytes. */
    static final class WithPeak {
        private WithPeak() {}

        /** Takes the arguments of {@code relabel4j}. */
        public static void main(String[] args) throws IOException {
            int exitCode = Main.run(args, System.out, System.err);
            Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .forEach(line -> System.out.println(Long.parseLong(line.replaceAll("\\D", "")) << 10));
            System.exit(exitCode);
        }
    }

    private long score(String heap) throws IOException, InterruptedException {
        return run(heap, "score", "--strategy", "activelab");
    }

    /** Runs a command with a heap of a size and returns the process's peak of resident memory, in bytes: heap, maps and all. */
    private long run(String heap, String command, String option, String method)
            throws IOException, InterruptedException {
        ProcessBuilder process = Cli.process(
                List.of("-Xmx" + heap, "-XX:+UseSerialGC"),
                command,
                option,
                method,
                "--labels",
                labels.toString(),
                "--pred-probs",
                probs.toString(),
                "--out",
                scores.toString());
        process.command().replaceAll(word -> word.equals(Main.class.getName()) ? WithPeak.class.getName() : word);
        return Long.parseLong(Cli.finish(process).succeeded().out().strip());
    }

    /** Checks that all examples are there, ranked 1, 2, 3, ... with scores that do not fall. */
    private void assertRanked(int numExamples) throws IOException {
        BitSet seen = new BitSet();
        try (BufferedReader csv = Files.newBufferedReader(scores)) {
            assertEquals("task,annotations,score,rank", csv.readLine());
            double last = 0;
            for (int rank = 1; rank <= numExamples; rank++) {
                String[] fields = csv.readLine().split(",");
                seen.set(Integer.parseInt(fields[0]));
                double score = Double.parseDouble(fields[2]);
                assertTrue(score >= last && score <= 1, () -> String.join(",", fields));
                assertEquals(Integer.toString(rank), fields[3]);
                last = score;
            }
            assertNull(csv.readLine());
        }
        assertEquals(numExamples, seen.cardinality());
    }

    @Test
    void scoresTenMillionExamplesWithinTwiceTheInput() throws Exception {
        writeInputs(10_000_000, 10);

        long peak = score("700m");

        assertRanked(10_000_000);
        long inputs = Files.size(probs) + Files.size(labels);
        assertTrue(peak <= 2 * inputs, "peak of " + peak + " bytes for inputs of " + inputs);
    }

    @Test
    void infersTenMillionLabelsWithinTwiceTheInput() throws Exception {
        writeInputs(10_000_000, 10);

        long peak = run("700m", "consensus", "--method", "crowdlab");

        int right = 0;
        try (BufferedReader csv = Files.newBufferedReader(scores)) {
            csv.readLine();
            for (int i = 0; i < 10_000_000; i++) {
                String[] fields = csv.readLine().split(",");
                assertEquals(Integer.toString(i), fields[0]);
                right += Integer.parseInt(fields[1]) == i % 10 ? 1 : 0;
            }
            assertNull(csv.readLine());
        }
        // The model alone is right more often than an annotator's 7 of 10.
        assertTrue(right > 8_000_000, "right: " + right);
        long inputs = Files.size(probs) + Files.size(labels);
        assertTrue(peak <= 2 * inputs, "peak of " + peak + " bytes for inputs of " + inputs);
    }

    @Test
    void scoresAThousandClassesWithinTwiceTheInput() throws Exception {
        writeInputs(100_000, 1000);

        long peak = score("256m");

        assertRanked(100_000);
        long inputs = Files.size(probs) + Files.size(labels);
        assertTrue(peak <= 2 * inputs, "peak of " + peak + " bytes for inputs of " + inputs);
    }
}
