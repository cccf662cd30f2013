package org.relabel4j.benchmarks.cleaning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.relabel4j.benchmarks.FakeComponents;
import org.relabel4j.benchmarks.FakeOnnxEngine;
import org.relabel4j.benchmarks.grid.Grid;
import org.relabel4j.benchmarks.grid.GridListener;
import org.relabel4j.benchmarks.grid.GridListener.GridProgress;
import org.relabel4j.benchmarks.grid.GridResult;
import org.relabel4j.benchmarks.grid.RunFolder;
import org.relabel4j.benchmarks.grid.RunOptions;
import org.relabel4j.datasets.format.InputException;

class CleaningRunTest {
    private static final List<String> TABLES = List.of("curves.csv", "effects.csv", "summary.csv", "choices.csv");

    @TempDir
    Path folder;

    private GridResult<CleanedCell> run(
            String name,
            int jobs,
            boolean resume,
            GridListener<? super CleaningCell, ? super CleanedCell> listener,
            String... keys)
            throws Exception {
        return Grid.run(
                new CleaningExperiment(SmallCleaning.config(keys), new FakeComponents()),
                folder.resolve(name),
                new RunOptions(jobs, resume),
                listener);
    }

    private List<String> tables(String name) throws IOException {
        return TABLES.stream()
                .map(table -> {
                    try {
                        return Files.readString(folder.resolve(name).resolve(table));
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    @Test
    void tablesHaveARowForEachPointAndLabelSet() throws Exception {
        assertTrue(run("a", 1, false, GridListener.SILENT).failures().isEmpty());

        List<String> curves = Files.readAllLines(folder.resolve("a/curves.csv"));
        assertEquals(
                "experiment,noise,selector,trial,relabels,label_accuracy,clear_mislabelled,ambiguous_mislabelled,"
                        + "total_variation",
                curves.get(0));
        // Two noise levels, four selectors, two trials, nine points.
        assertEquals(1 + 2 * 4 * 2 * 9, curves.size());
        assertTrue(curves.get(1).startsWith("small-cleaning,0.2,oracle,0,0,"), curves.get(1));
        // 120 examples at 0.2 by a factor of 3.
        assertTrue(curves.get(9).startsWith("small-cleaning,0.2,oracle,0,72,"), curves.get(9));
        List<String> effects = Files.readAllLines(folder.resolve("a/effects.csv"));
        assertEquals("experiment,noise,labels,trial,measure,model,value", effects.get(0));
        assertEquals(1 + 2 * (4 + 2) * 2 * 6, effects.size());
        assertTrue(effects.contains("small-cleaning,0.35,true-labels,1,accuracy_bias,,0.000000"));
    }

    @Test
    void selectorsComeOutInTheOrderOfWhatTheyKnow() throws Exception {
        run("a", 2, false, GridListener.SILENT);

        CleaningResults results = CleaningResults.read(folder.resolve("a"));

        for (String noise : results.noiseLevels()) {
            double[] vanilla = results.normalisedAreas(noise, "vanilla");
            assertEquals(2, vanilla.length);
            for (int trial = 0; trial < 2; trial++) {
                assertTrue(vanilla[trial] > 0.2 && vanilla[trial] < 1, "noise " + noise + ": " + vanilla[trial]);
                assertEquals(0, results.normalisedAreas(noise, "random")[trial], 0);
                assertEquals(1, results.normalisedAreas(noise, "oracle")[trial], 0);
                // All start from the same labels.
                assertEquals(
                        results.curves(noise, "oracle").get(trial).start(),
                        results.curves(noise, "random").get(trial).start());
            }
        }
    }

    @Test
    void jobsDoNotChangeAByte() throws Exception {
        run("one", 1, false, GridListener.SILENT);
        run("three", 3, false, GridListener.SILENT);

        assertEquals(tables("one"), tables("three"));
        assertTrue(tables("one").get(2).lines().count() == 9, "summary of two noise levels and four selectors");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 17})
    void goesOnAfterACrashToTheSameBytes(int steps) throws Exception {
        run("whole", 1, false, GridListener.SILENT);
        int[] left = {steps};
        GridListener<CleaningCell, CleanedCell> crash = new GridListener<CleaningCell, CleanedCell>() {
            @Override
            public void stepDone(CleaningCell cell, CleanedCell state, GridProgress progress) {
                if (--left[0] == 0) {
                    throw new IllegalStateException("enough");
                }
            }
        };
        long[] doneBefore = {-1};
        GridListener<CleaningCell, CleanedCell> watch = new GridListener<CleaningCell, CleanedCell>() {
            @Override
            public void runStarted(RunFolder files, int cells, GridProgress progress) {
                doneBefore[0] = progress.steps();
            }
        };

        assertThrows(IllegalStateException.class, () -> run("a", 1, false, crash));
        run("a", 2, true, watch);

        assertEquals(steps, doneBefore[0]);
        assertEquals(tables("whole"), tables("a"));
    }

    @Test
    void aFailingCellLeavesTheOthers() throws Exception {
        GridResult<CleanedCell> result = run(
                "a", 2, false, GridListener.SILENT, "models=failing", "selectors=oracle,vanilla,random", "trials=1");

        assertEquals(
                List.of("noise 0.2 vanilla trial 0", "noise 0.35 vanilla trial 0"),
                result.failures().stream().map(f -> f.cell().toString()).toList());
        assertTrue(Files.readString(folder.resolve("a/errors.txt")).contains("no such library"));
        CleaningResults results = CleaningResults.read(result.folder().path());
        assertEquals(List.of("oracle", "random"), results.selectors("0.2"));
    }

    @Test
    void inSampleAndStaticRunsWorkAndDiffer() throws Exception {
        run("out", 1, false, GridListener.SILENT, "retrain=never", "trials=1");
        run("in", 1, false, GridListener.SILENT, "retrain=never", "trials=1", "posteriors=in-sample");

        List<String> cells = Files.readAllLines(folder.resolve("out/batches/0.2_vanilla_0.csv"));
        assertEquals("stage,example,labels,label,true_label", cells.get(0));
        assertTrue(cells.subList(1, cells.size()).stream().allMatch(line -> line.startsWith("0,")), "one stage");
        assertFalse(tables("out").equals(tables("in")));
    }

    @ParameterizedTest
    @CsvSource({"out-of-sample, 3", "in-sample, 1"})
    void choicesAreThoseOfEachStageAndMember(String posteriors, int folds) throws Exception {
        GridResult<CleanedCell> result =
                run("a", 1, false, GridListener.SILENT, "selectors=bald", "trials=1", "posteriors=" + posteriors);

        List<String> choices = choices(false);

        assertEquals("noise,selector,trial,stage,member,fold,option,value", choices.get(0));
        assertTrue(choices.get(1).startsWith("0.2,bald,0,0,centres,0,first,0."), choices.get(1));
        assertTrue(choices.get(1 + folds).startsWith("0.2,bald,0,0,centres (2),0,first,0."), choices.get(1 + folds));
        int members = 5;
        int stages = result.states().stream()
                .mapToInt(state -> state.stages().size())
                .sum();
        assertEquals(1 + stages * members * folds, choices.size());
    }

    @Test
    void aFurtherNameOfTheSameStrategyChoosesTheSame() throws Exception {
        run("a", 1, false, GridListener.SILENT, "selectors=oracle,confidence,random", "trials=1");
        run(
                "b",
                1,
                false,
                GridListener.SILENT,
                "selectors=oracle,mine,random",
                "trials=1",
                "mine.strategy=adaptive",
                "mine.sampler=confidence",
                "mine.model=centres");

        assertEquals(
                tables("a").stream()
                        .map(table -> table.replace("confidence", "mine"))
                        .toList(),
                tables("b"));
    }

    @Test
    void noticesDamagedState() throws Exception {
        String[] few = {"trials=1", "selectors=vanilla", "noise.rates=0.2"};
        run("whole", 1, false, GridListener.SILENT, few);
        run("a", 1, false, GridListener.SILENT, few);
        for (String name : List.of(
                "checkpoints/0.2_first-labels_0.bin", "checkpoints/0.2_vanilla_0.bin", "batches/0.2_vanilla_0.csv")) {
            Path file = folder.resolve("a").resolve(name);
            byte[] good = Files.readAllBytes(file);
            byte[] changed = good.clone();
            changed[good.length / 2] ^= 1;
            for (byte[] damaged : List.of(changed, Arrays.copyOf(good, good.length / 2), new byte[0])) {
                Files.write(file, damaged);
                var error = assertThrows(InputException.class, () -> run("a", 1, true, GridListener.SILENT, few));
                assertTrue(error.getMessage().startsWith(file + ": "), error::getMessage);
            }
            Files.write(file, good);
        }
        Path chosen = folder.resolve("a/batches/0.2_vanilla_0.csv");
        byte[] good = Files.readAllBytes(chosen);
        Files.delete(chosen);
        var error = assertThrows(InputException.class, () -> run("a", 1, true, GridListener.SILENT, few));
        assertTrue(error.getMessage().startsWith(chosen + ": is damaged"), error::getMessage);
        Files.write(chosen, good);
        // A cell without a checkpoint is done again.
        Files.delete(folder.resolve("a/checkpoints/0.2_vanilla_0.bin"));
        run("a", 1, true, GridListener.SILENT, few);
        assertEquals(tables("whole"), tables("a"));
        assertArrayEquals(good, Files.readAllBytes(chosen));
    }

    @Test
    void statesThatNobodyCanHaveReachedAreNoCrash() throws Exception {
        CleaningExperiment experiment = new CleaningExperiment(SmallCleaning.config(), new FakeComponents());
        CleanedCell state = run("a", 1, false, GridListener.SILENT).states().stream()
                .filter(cell -> cell.steps() > 1)
                .findFirst()
                .orElseThrow();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        experiment.write(state, new DataOutputStream(bytes));
        byte[] good = bytes.toByteArray();
        assertEquals(state.curve(), read(experiment, good).curve());
        assertEquals(state.effects(), read(experiment, good).effects());
        assertArrayEquals(state.stages().get(0), read(experiment, good).stages().get(0));
        for (int n = 0; n < Math.min(good.length, 400); n++) {
            byte[] bad = good.clone();
            bad[n] ^= (byte) 0x80;
            try {
                read(experiment, bad);
            } catch (IOException | RuntimeException e) {
                assertFalse(e.toString().isEmpty());
            }
        }
    }

    private static CleanedCell read(CleaningExperiment experiment, byte[] bytes) throws IOException {
        return experiment.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }

    @Test
    void withoutEffectsNoModelsAreNeeded() throws Exception {
        run("a", 1, false, GridListener.SILENT, "effects.models=none", "selectors=oracle,random");

        assertEquals(1, Files.readAllLines(folder.resolve("a/effects.csv")).size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "noise.rates=0.95 | noise.rates: noise rate is 0.95, but first labels",
                "folds=121 | folds is 121, but the pool has 120 examples",
                "effects.sizes=31 | effects.sizes has 31, but the test set",
                "people.concentration=60 | people.noise-rate",
                "people.source=answers | people.source is answers, but the data set line has none",
                "people.noise-rate=0.15 | people.noise-rate is 0.15 with people.concentration 3.0"
            })
    void refusesWhatDoesNotFitTheDataBeforeAnythingIsWritten(String override, String message) {
        var error =
                assertThrows(IllegalArgumentException.class, () -> run("a", 1, false, GridListener.SILENT, override));

        assertTrue(error.getMessage().startsWith(message), error::getMessage);
        assertFalse(Files.exists(folder.resolve("a")));
    }

    /** Lines of choices.csv, those of the models of effects.csv or the others; the header first. */
    private List<String> choices(boolean ofEffects) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("a/choices.csv"));
        return lines.stream()
                .filter(line -> line.equals(lines.get(0)) || line.contains(",effects,") == ofEffects)
                .toList();
    }

    @Test
    void choicesOfTheModelsThatLearnFromTheLabelsAreKept() throws Exception {
        run("a", 1, false, GridListener.SILENT, "selectors=oracle", "trials=1");

        List<String> choices = choices(true);

        // Two noise levels, each with the cleaned, the first and the true labels.
        assertEquals(1 + 2 * 3, choices.size());
        assertTrue(choices.get(1).startsWith("0.2,first-labels,0,effects,centres,0,first,0."), choices.get(1));
        assertEquals(
                choices.size(),
                Files.readAllLines(folder.resolve("a/choices.csv")).size());
    }

    @Test
    void aNetworkFromAFileRanksAndChooses() throws Exception {
        Path network = Files.write(folder.resolve("net.onnx"), FakeOnnxEngine.network(1, true));

        run(
                "a",
                1,
                false,
                GridListener.SILENT,
                "models=onnx",
                "onnx.weights=" + network,
                "onnx.cache=" + folder.resolve("cache"),
                "selectors=vanilla,random",
                "trials=1",
                "retrain=never");

        List<String> choices = choices(false);
        assertTrue(choices.get(1).matches("0\\.2,vanilla,0,0,onnx,0,l2,\\d+"), choices.get(1));
        assertEquals(1 + 2 * 3, choices.size());
        CleaningResults results = CleaningResults.read(folder.resolve("a"));
        double end = results.curves("0.2", "vanilla").get(0).end().labelAccuracy();
        assertTrue(end > results.curves("0.2", "random").get(0).end().labelAccuracy(), "vanilla ends at " + end);
    }

    @ParameterizedTest
    @CsvSource({
        "2, true, cache, takes vectors of 2 numbers",
        "1, false, cache, gives NaN for example 0",
        "1, true, net.onnx, features cannot be written to the cache"
    })
    void refusesANetworkThatCannotWorkBeforeAnythingIsWritten(int length, boolean sound, String cache, String message)
            throws Exception {
        Path network = Files.write(folder.resolve("net.onnx"), FakeOnnxEngine.network(length, sound));
        String[] keys = {
            "models=onnx",
            "onnx.weights=" + network,
            "onnx.cache=" + folder.resolve(cache).resolve("features")
        };

        var error = assertThrows(IllegalArgumentException.class, () -> run("a", 1, false, GridListener.SILENT, keys));

        assertTrue(error.getMessage().contains(message), error::getMessage);
        assertFalse(Files.exists(folder.resolve("a")));
    }

    @Test
    void refusesAnotherConfigurationAndAFolderThatExists() throws Exception {
        run("a", 1, false, GridListener.SILENT, "trials=1");

        var exists =
                assertThrows(IllegalArgumentException.class, () -> run("a", 1, false, GridListener.SILENT, "trials=1"));
        var other = assertThrows(
                IllegalArgumentException.class, () -> run("a", 1, true, GridListener.SILENT, "trials=1", "seed=2"));

        assertTrue(exists.getMessage().contains("--resume"), exists::getMessage);
        assertTrue(other.getMessage().contains("seed was 1 and is now 2"), other::getMessage);
    }

    @Test
    void evaluationByHand() {
        int[] truth = {0, 0, 1, 1};
        int[] labels = {0, 1, 1, 1};
        List<int[]> models = List.of(new int[] {0, 0, 1, 0}, new int[] {0, 1, 1, 0}, new int[] {0, 0, 0, 0});

        List<LabelEffects.Effect> values = LabelEffects.evaluation(models, labels, truth);

        // True accuracies 0.75, 0.5, 0.5; measured 0.5, 0.75, 0.25.
        assertEquals((-0.25 + 0.25 - 0.25) / 3, values.get(0).value(), 1e-12);
        assertEquals(0.25, values.get(1).value(), 1e-12);
        // Pairs: discordant, concordant, tied in truth: tau-b = 0 / sqrt(3 * 2).
        assertEquals(0, values.get(2).value(), 1e-12);
        assertEquals(0.25, values.get(4).value(), 1e-12, "chosen 0.5, best 0.75");
        assertTrue(IntStream.of(2, 3)
                .allMatch(n -> Double.isNaN(LabelEffects.evaluation(models.subList(1, 2), labels, truth)
                        .get(n)
                        .value())));
    }
}
