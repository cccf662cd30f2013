package org.relabel4j.benchmarks.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.benchmarks.FakeComponents;
import org.relabel4j.benchmarks.grid.Grid;
import org.relabel4j.benchmarks.grid.GridListener;
import org.relabel4j.benchmarks.grid.RunOptions;
import org.relabel4j.core.metric.Accuracy;
import org.relabel4j.core.metric.ModelMetrics;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.datasets.format.InputException;

/** Test probabilities that a run keeps. */
class PredictionsTest {
    private static final int ROUNDS = 4;
    private static final int TESTED = 30;
    private static final int CLASSES = 3;

    @TempDir
    Path folder;

    private void run(
            String name,
            boolean resume,
            GridListener<? super LearningCell, ? super LearningState> listener,
            String... overrides)
            throws Exception {
        String[] all =
                Stream.concat(Stream.of("trials=1"), Stream.of(overrides)).toArray(String[]::new);
        Grid.run(
                new LearningExperiment(SmallExperiment.config(all), new FakeComponents()),
                folder.resolve(name),
                new RunOptions(1, resume),
                listener);
    }

    private List<RoundRow> rows(String name) throws Exception {
        return RoundsCsv.read(folder.resolve(name));
    }

    private Path predictions(String name, String cell) {
        return folder.resolve(name).resolve("predictions").resolve(cell);
    }

    /** Content of each file, by name. */
    private TreeMap<String, String> files(String name, String cell) throws IOException {
        TreeMap<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(predictions(name, cell))) {
            for (Path file : files.toList()) {
                contents.put(
                        file.getFileName().toString(),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }

    /** The values of an array whose header says that it has a type and a shape. */
    private static ByteBuffer values(Path file, String type, String shape) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int length = bytes.getShort(8);
        String header = new String(bytes.array(), 10, length, StandardCharsets.US_ASCII);
        assertTrue(
                header.startsWith("{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + shape + "), }"),
                header);
        return bytes.position(10 + length);
    }

    private int[] labels(String name, String cell) throws IOException {
        int[] labels = new int[TESTED];
        values(predictions(name, cell).resolve("labels.npy"), "<i4", TESTED + ",")
                .asIntBuffer()
                .get(labels);
        return labels;
    }

    private List<Probabilities> models(String name, String cell, int round, int models) throws IOException {
        ByteBuffer bytes = values(
                predictions(name, cell).resolve("round-" + round + ".npy"),
                "<f8",
                models + ", " + TESTED + ", " + CLASSES);
        List<Probabilities> read = new ArrayList<>();
        for (int model = 0; model < models; model++) {
            double[] rows = new double[TESTED * CLASSES];
            Arrays.setAll(rows, n -> bytes.getDouble());
            read.add(DenseProbabilities.ofRowMajor(TESTED, CLASSES, rows));
        }
        assertFalse(bytes.hasRemaining());
        return read;
    }

    @Test
    void keepsWhatTheMetricsAreOf() throws Exception {
        run("a", false, GridListener.SILENT, "models=centres,centres+centres", "predictions=true");

        assertEquals(
                Set.of("labels.npy", "round-0.npy", "round-1.npy", "round-2.npy", "round-3.npy"),
                files("a", "centres_random_0").keySet());
        for (RoundRow row : rows("a")) {
            String cell = row.cell().fileName();
            int[] labels = labels("a", cell);
            // Of a single model, each of three folds; of an ensemble, its mean.
            List<Probabilities> kept =
                    models("a", cell, row.round(), row.cell().model().contains("+") ? 1 : 3);
            assertEquals(Accuracy.mean(kept, labels), row.modelAccuracy(), 5e-7);
            ModelMetrics metrics = ModelMetrics.mean(kept, labels);
            assertEquals(metrics.macroF1(), row.metrics().macroF1(), 5e-7);
            assertEquals(metrics.balancedAccuracy(), row.metrics().balancedAccuracy(), 5e-7);
            assertEquals(metrics.auc(), row.metrics().auc(), 5e-7);
            assertEquals(metrics.logLoss(), row.metrics().logLoss(), 5e-7);
            assertEquals(metrics.brier(), row.metrics().brier(), 5e-7);
            assertEquals(metrics.ece(), row.metrics().ece(), 5e-7);
        }
    }

    @Test
    void changesNoResultAndKeepsNothingUnlessAsked() throws Exception {
        run("a", false, GridListener.SILENT, "predictions=true");
        run("b", false, GridListener.SILENT);

        assertEquals(rows("a"), rows("b"));
        assertFalse(Files.exists(folder.resolve("b/predictions")));
    }

    @Test
    void givesTheSameFilesIfStoppedAndResumed() throws Exception {
        run("whole", false, GridListener.SILENT, "predictions=true");
        assertThrows(IllegalStateException.class, () -> run("a", false, new StopAfter(2), "predictions=true"));
        Path next = predictions("a", "centres_random_0").resolve("round-2.npy");
        Files.writeString(next, "half of a round that did not end");

        run("a", true, GridListener.SILENT, "predictions=true");

        for (String cell : List.of("centres_random_0", "centres_doubtful_0")) {
            assertEquals(files("whole", cell), files("a", cell));
        }
    }

    /** Whether they are kept decides no result, so a run that began without goes on with. */
    @Test
    void mayBeAskedForOnResuming() throws Exception {
        run("whole", false, GridListener.SILENT);
        assertThrows(IllegalStateException.class, () -> run("a", false, new StopAfter(2)));

        run("a", true, GridListener.SILENT, "predictions=true");

        assertEquals(rows("whole"), rows("a"));
        assertEquals(
                Set.of("labels.npy", "round-2.npy", "round-3.npy"),
                files("a", "centres_random_0").keySet());
    }

    @Test
    void refusesDataWithoutATestSet() {
        var error = assertThrows(
                IllegalArgumentException.class,
                () -> run("a", false, GridListener.SILENT, "line.test=0", "predictions=true"));

        assertEquals(
                "predictions is true, but data set line has no test set; leave it out, or choose data with one",
                error.getMessage());
        assertFalse(Files.exists(folder.resolve("a")));
    }

    @Test
    void stopsWithTheStepUndoneIfTheDiskRefuses() throws Exception {
        GridListener<LearningCell, LearningState> breaker = new GridListener<>() {
            @Override
            public void stepDone(LearningCell cell, LearningState state, GridProgress progress) {
                try {
                    Files.createDirectory(predictions("a", cell.fileName()).resolve("round-1.npy"));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };

        var error = assertThrows(InputException.class, () -> run("a", false, breaker, "predictions=true"));

        assertTrue(error.getMessage().contains("round-1.npy"), error::getMessage);
        assertEquals(1, rows("a").size());
    }

    /** A run folder that the program made before there were metrics after {@code estimated_noise}, with one loop of two ended. */
    @Test
    void goesOnWithARunOfBeforeTheFurtherMetrics() throws Exception {
        Path old = Path.of(
                PredictionsTest.class.getResource("run-before-further-metrics").toURI());
        try (Stream<Path> files = Files.walk(old)) {
            for (Path file : files.toList()) {
                Files.copy(
                        file, folder.resolve("a").resolve(old.relativize(file).toString()));
            }
        }
        run("whole", false, GridListener.SILENT);

        run("a", true, GridListener.SILENT);

        List<String> whole = Files.readAllLines(folder.resolve("whole/rounds.csv"));
        List<String> resumed = Files.readAllLines(folder.resolve("a/rounds.csv"));
        assertEquals(1 + 2 * ROUNDS, whole.size());
        assertEquals(whole.size(), resumed.size());
        for (int n = 0; n < whole.size(); n++) {
            String[] wanted = whole.get(n).split(",", -1);
            String[] found = resumed.get(n).split(",", -1);
            // The header, and what was done now: all. What had been done before: all but what nobody knows any more,
            // the five
            // metrics before the variant.
            if (n >= 1 && n <= 1 + ROUNDS) {
                Arrays.fill(wanted, wanted.length - 6, wanted.length - 1, "");
            }
            assertArrayEquals(wanted, found);
        }
        assertEquals(
                Files.readString(folder.resolve("whole/choices.csv")),
                Files.readString(folder.resolve("a/choices.csv")));
    }
}
