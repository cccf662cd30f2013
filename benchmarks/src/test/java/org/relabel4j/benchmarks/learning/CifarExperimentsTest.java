package org.relabel4j.benchmarks.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.relabel4j.benchmarks.SmallCifar;
import org.relabel4j.benchmarks.cleaning.CleanedCell;
import org.relabel4j.benchmarks.cleaning.CleaningConfig;
import org.relabel4j.benchmarks.cleaning.CleaningExperiment;
import org.relabel4j.benchmarks.cleaning.CleaningExperiments;
import org.relabel4j.benchmarks.cleaning.CleaningResults;
import org.relabel4j.benchmarks.experiment.ExperimentConfig;
import org.relabel4j.benchmarks.experiment.Experiments;
import org.relabel4j.benchmarks.grid.Grid;
import org.relabel4j.benchmarks.grid.GridListener;
import org.relabel4j.benchmarks.grid.GridResult;
import org.relabel4j.benchmarks.grid.RunOptions;

/** The bundled experiments on images, with the real parts: on a few images of noise, and (slow) on the real ones. */
class CifarExperimentsTest {
    private static final String TINY = "trials=1 rounds=2 batch=5 folds=2 initial.labelled=20";

    @TempDir
    private static Path data;

    private static Path weights;

    @TempDir
    private Path folder;

    @BeforeAll
    static void writeData() {
        SmallCifar.write(data);
        weights = SmallCifar.writeWeights(data, "resnet20");
    }

    private static List<String> keys(String words, String... more) {
        List<String> keys = new ArrayList<>(Arrays.asList(words.split(" ")));
        keys.addAll(List.of(more));
        keys.add("data-dir=" + data);
        return keys;
    }

    private String[] head() {
        return new String[] {"preset=cpu", "resnet20.weights=" + weights, "resnet20.cache=" + folder.resolve("cache")};
    }

    private List<RoundRow> run(ExperimentConfig config) throws Exception {
        GridResult<LearningState> result = Grid.run(
                new LearningExperiment(config), folder.resolve("run"), new RunOptions(1, false), GridListener.SILENT);
        assertTrue(result.complete(), () -> result.failures().toString());
        return RoundsCsv.read(result.folder().path());
    }

    @Test
    void buysRealPeoplesLabelsOfImages() throws Exception {
        List<RoundRow> rows = run(Experiments.load(
                "cifar-10h", keys(TINY, "preset=quick", "cifar-10h.pool-size=40", "extra-trees.trees=5")));

        assertEquals(4 * 2, rows.size());
        for (int n = 0; n < rows.size(); n += 2) {
            RoundRow start = rows.get(n);
            assertEquals(20, start.labels().labelledExamples());
            assertEquals(
                    start.labels().annotations() + 5, rows.get(n + 1).labels().annotations());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cifar-10h", "cifar-10n"})
    void trainsTheHeadOfAFrozenNetworkForAllStrategies(String experiment) throws Exception {
        String sizes = experiment + ".pool-size=40 " + experiment + ".test-size=20 ";

        List<RoundRow> rows = run(Experiments.load(experiment, keys(sizes + TINY, head())));

        assertEquals(8 * 2, rows.size());
        // Brightness tells the class, and so it shows in the features of random weights; chance is 0.1.
        assertTrue(rows.get(0).modelAccuracy() > 0.2, rows.get(0)::toString);
        // Pool and test images, each once.
        assertEquals(2, folder.resolve("cache").toFile().list().length);
    }

    @Test
    void buysLabelsOfImagesThatThreePeopleLabelled() throws Exception {
        List<RoundRow> rows = run(Experiments.load(
                "cifar-10n",
                keys(TINY, "preset=quick", "cifar-10n.pool-size=40", "cifar-10n.test-size=20", "extra-trees.trees=5")));

        assertEquals(4 * 2, rows.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"preset=default extra-trees.trees=5", "preset=cpu"})
    void cleansPeoplesLabels(String preset) throws Exception {
        String words = preset + " trials=1 folds=2 cifar-10h.pool-size=40 cifar-10h.test-size=20";
        boolean frozen = preset.equals("preset=cpu");
        CleaningConfig config = CleaningExperiments.load(
                "cifar-10h-cleaning", frozen ? keys(words.substring("preset=cpu ".length()), head()) : keys(words));

        GridResult<CleanedCell> result = Grid.run(
                new CleaningExperiment(config),
                folder.resolve("cleaning"),
                new RunOptions(1, false),
                GridListener.SILENT);

        assertTrue(result.failures().isEmpty(), () -> result.failures().toString());
        String summary = Files.readString(folder.resolve("cleaning/summary.csv"));
        for (String selector : config.grid().selectors()) {
            assertTrue(summary.contains("T=2," + selector + ","), summary);
            assertTrue(summary.contains("T=10," + selector + ","), summary);
        }
    }

    @Test
    void comparesModelCoTeachingAndSelfSupervisionInOneRun() throws Exception {
        String words = "preset=quick trials=1 folds=2 cifar-10h.pool-size=40 cifar-10h.test-size=20 extra-trees.trees=5"
                + " noise.temperatures=2 selectors=vanilla,co-teaching,self-supervised self-supervised-model=resnet20"
                + " co-teaching.network=resnet32 resnet32.epochs=1 resnet32.holdout=0.2 resnet32.crop=0"
                + " co-teaching.resnet32.batch=10";
        String[] frozen = head();
        CleaningConfig config = CleaningExperiments.load("cifar-10h-cleaning", keys(words, frozen[1], frozen[2]));

        GridResult<CleanedCell> result = Grid.run(
                new CleaningExperiment(config),
                folder.resolve("cleaning"),
                new RunOptions(1, false),
                GridListener.SILENT);

        assertTrue(result.failures().isEmpty(), () -> result.failures().toString());
        CleaningResults results = CleaningResults.read(result.folder().path());
        assertEquals(List.of("vanilla", "co-teaching", "self-supervised"), results.selectors("T=2"));
        assertEquals("1", config.optionsOf("resnet32").get("epochs"), "which co-teaching shares");
        String chosen = Files.readString(folder.resolve("cleaning/batches/T2_self-supervised_0.csv"));
        assertNotEquals(Files.readString(folder.resolve("cleaning/batches/T2_vanilla_0.csv")), chosen);
    }

    @Test
    void baldComparesDropoutPassesInTheLoop() throws Exception {
        String words = "cifar-10h.pool-size=40 cifar-10h.test-size=20 strategies=random,bald bald.draws=dropout ";

        List<RoundRow> rows = run(Experiments.load("cifar-10h", keys(words + TINY + " resnet20.dropout=0.5", head())));

        assertEquals(2 * 2, rows.size());
        var error = assertThrows(
                IllegalArgumentException.class, () -> Experiments.load("cifar-10h", keys(words + TINY, head())));
        assertEquals(
                "command line: strategies has bald, which needs a network with dropout, but the model resnet20 has none; set its"
                        + " option dropout, use another model, or leave the strategy out",
                error.getMessage());
    }

    @Test
    void sharedOptionsOfCoTeachingAreBlamedWhereTheyAreSet() {
        var error = assertThrows(
                IllegalArgumentException.class,
                () -> CleaningExperiments.load(
                        "cifar-10h-cleaning",
                        List.of("selectors=co-teaching", "co-teaching.network=resnet32", "resnet32.flip=maybe")));

        assertEquals(
                "command line: option \"resnet32.flip\" of model co-teaching is \"maybe\", expected true or false",
                error.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cifar-10h", "cifar-10n", "cifar-10h-cleaning"})
    void saysWhichWeightsAPresetNeeds(String experiment) {
        var error = assertThrows(IllegalArgumentException.class, () -> {
            if (experiment.endsWith("cleaning")) {
                CleaningExperiments.load(experiment, List.of("preset=cpu"));
            } else {
                Experiments.load(experiment, List.of("preset=cpu"));
            }
        });

        assertTrue(
                error.getMessage().contains("resnet20 with mode=head needs weights to start from"), error::getMessage);
        assertEquals(1, error.getMessage().lines().count());
    }

    /** The real images and labels, from the folder that RELABEL4J_DATA names; a few minutes. */
    @Test
    @Tag("slow")
    void quickRunsOnTheRealImages() throws Exception {
        String named = System.getenv("RELABEL4J_DATA");
        Assumptions.assumeTrue(named != null, "RELABEL4J_DATA is not set: it names a folder with the real data sets");
        List<RoundRow> rows = run(Experiments.load(
                "cifar-10h",
                List.of("preset=quick", "data-dir=" + images(Path.of(named)), "cifar-10h.labels-dir=" + named)));

        assertEquals(4 * 5, rows.size());
        for (int n = 0; n < rows.size(); n += 5) {
            RoundRow start = rows.get(n);
            RoundRow end = rows.get(n + 4);
            assertEquals(1000, start.labels().labelledExamples());
            // The worst annotators are right about 84 % of the time; the published run starts at 0.823.
            assertEquals(0.84, start.consensusAccuracy(), 0.03);
            assertEquals(start.labels().annotations() + 4 * 500, end.labels().annotations());
            // Twice and a half what chance is, on pixels.
            assertTrue(start.modelAccuracy() > 0.25, start::toString);
            assertTrue(end.modelAccuracy() > start.modelAccuracy(), end::toString);
            assertTrue(end.consensusAccuracy() > start.consensusAccuracy(), end::toString);
        }
    }

    /** The images may lie there as JPEG, with a program beside them that makes the official binary form. */
    private Path images(Path named) throws Exception {
        if (!Files.exists(named.resolve("cifar10/MakeCifar10.java"))) {
            return named;
        }
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "MakeCifar10.java",
                        folder.toString())
                .directory(named.resolve("cifar10").toFile())
                .inheritIO()
                .start();
        assertEquals(0, process.waitFor());
        return folder;
    }
}
