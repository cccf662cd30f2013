package org.relabel4j.benchmarks.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BenchesTest {
    private static final String[] SMALL_POOL = {"labeled=200", "unlabeled=100", "annotators=9", "classes=3"};
    private static final String[] ONCE = {"repeat=2", "warm-up=0"};

    @Test
    void listsEveryBenchmarkWithItsOptions() {
        assertEquals(
                List.of(
                        "scoring",
                        "consensus",
                        "selection",
                        "folds",
                        "extra-trees",
                        "loop",
                        "resnet",
                        "image-training",
                        "penalties"),
                Benches.names());
        for (Bench info : Benches.all()) {
            assertTrue(info.options().stream().anyMatch(option -> option.name().equals("repeat")), info::name);
        }
    }

    @Test
    void resultHasSizesTimesAndMemory() throws Exception {
        Map<String, Object> result =
                Benches.run("scoring", settings(SMALL_POOL, ONCE)).toMap();

        assertEquals("scoring", result.get("benchmark"));
        assertEquals("activelab", result.get("strategy"));
        assertEquals(200, result.get("labeled"));
        assertEquals(100, result.get("unlabeled"));
        assertEquals(2, result.get("repeat"));
        assertTrue((double) result.get("min_ms") <= (double) result.get("median_ms"));
        assertTrue((double) result.get("median_ms") <= (double) result.get("max_ms"));
        assertTrue((double) result.get("peak_memory_mb") > 0);
        assertTrue((double) result.get("peak_heap_mb") > 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"activelab", "entropy", "margin", "good-random"})
    void scoresWithAnyStrategyOfOneModel(String strategy) throws Exception {
        BenchResult result = Benches.run("scoring", settings(SMALL_POOL, ONCE, "strategy=" + strategy));

        assertEquals(strategy, result.sizes().get("strategy"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"crowdlab", "majority-vote", "dawid-skene", "glad"})
    void infersTheConsensusWithAnyMethod(String method) throws Exception {
        BenchResult result = Benches.run("consensus", settings(SMALL_POOL, ONCE, "method=" + method));

        assertEquals(method, result.sizes().get("method"));
    }

    @ParameterizedTest
    @CsvSource({"entropy, 20", "margin, 20", "core-set, 20", "badge, 20", "neighbours, 300"})
    void choosesABatchByAnyOfItsStrategies(String strategy, int chosen) throws Exception {
        Map<String, Object> result = Benches.run(
                        "selection",
                        settings(ONCE, "strategy=" + strategy, "n=300", "labeled=50", "dim=6", "classes=3", "batch=20"))
                .toMap();

        assertEquals(strategy, result.get("strategy"));
        assertEquals(6, result.get("dim"));
        assertEquals(chosen, result.get("chosen"));
    }

    @Test
    void writesItsInputAndScoresForOtherPrograms(@TempDir Path folder) throws Exception {
        Path scores = folder.resolve("scores.csv");

        Benches.run("scoring", settings(SMALL_POOL, ONCE, "write=" + folder, "scores-out=" + scores));

        assertEquals(
                "task,annotator,label",
                Files.readAllLines(folder.resolve("labels.csv")).get(0));
        // 300 rows of 3 floats after a header whose length is a multiple of 64 bytes.
        assertEquals(0, (Files.size(folder.resolve("pred-probs.npy")) - 300 * 3 * 4) % 64);
        assertEquals(301, Files.readAllLines(scores).size());
    }

    @Test
    void crossValidatesTheTreesAndTheNetwork(@TempDir Path folder) throws Exception {
        Path examples = folder.resolve("examples.csv");

        Map<String, Object> trees = Benches.run("extra-trees", settings(ONCE, "examples=300", "write=" + examples))
                .toMap();
        Map<String, Object> network =
                Benches.run("folds", settings(ONCE, "examples=300", "epochs=3")).toMap();

        assertEquals(300, Files.readAllLines(examples).size());
        // Guessing the largest class gives 0.37.
        assertTrue((double) trees.get("out_of_sample_accuracy") > 0.7, trees::toString);
        assertEquals("3", network.get("epochs"));
    }

    @ParameterizedTest
    @CsvSource({"labels, 0.79, 0.81", "consensus, 0.85, 1", "posterior, 0.85, 1"})
    void comparesPenaltiesOnWrongLabels(String targets, double least, double most) throws Exception {
        Map<String, Object> result = Benches.run(
                        "penalties",
                        settings(ONCE, "examples=1000", "wrong=0.2", "l2=1e-4,10,1e7,auto", "targets=" + targets))
                .toMap();

        assertEquals(targets, result.get("targets"));
        double right = (double) result.get("labels_right");
        assertTrue(right >= least && right <= most, result::toString);
        // All but no weight: as sure of each class as its share; the choice is at least as good.
        assertTrue(
                (double) result.get("log_loss l2=10") < 0.9 * (double) result.get("log_loss l2=1e7"), result::toString);
        assertTrue(
                (double) result.get("log_loss l2=auto") < 1.02 * (double) result.get("log_loss l2=10"),
                result::toString);
        assertEquals(2, result.get("chosen").toString().split(" ").length);
    }

    @Test
    void learnsFromAPosteriorAsFromItsSharesOfLabels() throws Exception {
        // Where nobody errs the posterior is not all on one class, but its likeliest class is the label.
        Map<String, Object> soft = Benches.run(
                        "penalties", settings(ONCE, "examples=400", "wrong=0", "l2=1", "targets=posterior"))
                .toMap();
        Map<String, Object> hard = Benches.run(
                        "penalties", settings(ONCE, "examples=400", "wrong=0", "l2=1", "targets=consensus"))
                .toMap();

        assertEquals(1.0, soft.get("labels_right"));
        assertEquals((double) hard.get("accuracy l2=1"), (double) soft.get("accuracy l2=1"), 0.05);
        assertTrue((double) soft.get("log_loss l2=1") != (double) hard.get("log_loss l2=1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "examples=99999 | is more than the pool has, 2000",
                "wrong=people | wrong is people, but of data set wall-robot nobody knows",
                "targets=posterior head=mlp | is posterior, which only the head softmax",
                "network=onnx weights=none.onnx | none.onnx: no such file",
                "weights=some.onnx | has no effect without network"
            })
    void refusesPenaltiesThatCannotBeCompared(String settings, String message) {
        var error = assertThrows(
                IllegalArgumentException.class, () -> Benches.run("penalties", List.of(settings.split(" "))));

        assertTrue(error.getMessage().contains(message), error::getMessage);
    }

    @Test
    void runsAWholeLoopAndRemovesItsFolder() throws Exception {
        Map<String, Object> result = Benches.run(
                        "loop", List.of("strategies=random,entropy", "rounds=2", "repeat=1", "warm-up=0"))
                .toMap();

        assertEquals("wall-robot", result.get("experiment"));
        assertTrue((double) result.get("model_accuracy") > 0.7, result::toString);
        assertEquals(List.of(), temporaryFolders());
    }

    @Test
    void runsStepsOfAResidualNetwork() throws Exception {
        for (String phase : List.of("train", "infer")) {
            Map<String, Object> result = Benches.run(
                            "resnet", settings(ONCE, "model=resnet20", "batch=2", "size=8", "phase=" + phase))
                    .toMap();

            assertEquals(phase, result.get("phase"));
            assertTrue((double) result.get("images_per_second") > 0);
        }
    }

    @Test
    void trainsOnSomeOfManyImages() throws Exception {
        Map<String, Object> result = Benches.run(
                        "image-training",
                        settings(ONCE, "model=resnet20", "images=50", "trained=20", "batch=8", "size=8"))
                .toMap();

        assertEquals(50, result.get("images"));
        assertEquals(20, result.get("predicted"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "scorin | | unknown benchmark \"scorin\"; did you mean \"scoring\"?",
                "scoring | labelled=3 | bench scoring has no option \"labelled\"; did you mean \"labeled\"?",
                "scoring | labeled | setting is \"labeled\", expected key=value",
                "scoring | repeat=0 | option \"repeat\" of bench scoring is \"0\", expected a whole number from 1 to 1000000",
                "scoring | strategy=entropie | unknown strategy \"entropie\"; did you mean \"entropy\"?",
                "consensus | method=vote | option \"method\" of bench consensus is \"vote\", expected one of crowdlab, ",
                "selection | strategy=coreset | option \"strategy\" of bench selection is \"coreset\", expected one of entropy, margin, core-set, badge, neighbours; did you mean \"core-set\"?",
                "selection | batch=19001 | option \"batch\" of bench selection is \"19001\", expected a whole number from 1 to 19000",
                "folds | examples=9999 | option \"examples\" of bench folds is \"9999\", expected a whole number from 2 to 2000"
            })
    void namesTheMistakeInOneLine(String bench, String setting, String message) {
        List<String> settings = setting == null ? List.of() : List.of(setting);

        var error = assertThrows(IllegalArgumentException.class, () -> Benches.run(bench, settings));

        assertTrue(error.getMessage().contains(message), error::getMessage);
    }

    private static List<String> settings(String[] first, String... rest) {
        return settings(first, new String[0], rest);
    }

    private static List<String> settings(String[] first, String[] second, String... rest) {
        return Arrays.stream(new String[][] {first, second, rest})
                .flatMap(Arrays::stream)
                .toList();
    }

    private static List<Path> temporaryFolders() throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith(LoopBench.TEMPORARY_PREFIX))
                    .sorted()
                    .toList();
        }
    }
}
