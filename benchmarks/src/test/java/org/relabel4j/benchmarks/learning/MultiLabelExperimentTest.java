package org.relabel4j.benchmarks.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.benchmarks.experiment.BuiltInComponents;
import org.relabel4j.benchmarks.experiment.Experiments;
import org.relabel4j.benchmarks.grid.Grid;
import org.relabel4j.benchmarks.grid.GridListener;
import org.relabel4j.benchmarks.grid.GridResult;
import org.relabel4j.benchmarks.grid.RunOptions;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.multilabel.SetCodes;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.models.registry.Models;

/** The bundled experiment on sets of classes, cut down to seconds. */
class MultiLabelExperimentTest {
    private static final String[] TINY = {
        "trials=1", "rounds=3", "strategies=activelab,random", "models=softmax", "folds=2", "softmax.l2=1"
    };

    @TempDir
    Path folder;

    private static LearningExperiment experiment(String... overrides) {
        List<String> all = new ArrayList<>(List.of(overrides));
        Stream.of(TINY)
                .filter(one -> Stream.of(overrides).noneMatch(other -> other.startsWith(key(one))))
                .forEach(all::add);
        return new LearningExperiment(Experiments.load("multi-label", all));
    }

    private static String key(String override) {
        return override.substring(0, override.indexOf('=') + 1);
    }

    @Test
    void runsAndResumesToTheSameBytes() throws Exception {
        Path whole = folder.resolve("whole");
        Path stopped = folder.resolve("stopped");
        GridResult<LearningState> result = Grid.run(experiment(), whole, new RunOptions(2, false), GridListener.SILENT);
        assertTrue(result.complete(), () -> result.failures().toString());

        assertThrows(
                IllegalStateException.class,
                () -> Grid.run(experiment(), stopped, new RunOptions(1, false), new StopAfter(2)));
        Grid.run(experiment(), stopped, new RunOptions(1, true), GridListener.SILENT);

        for (String table : List.of("rounds.csv", "sets.csv")) {
            assertEquals(Files.readString(whole.resolve(table)), Files.readString(stopped.resolve(table)));
        }
        List<SetRow> sets = SetRow.TABLE.read(whole.resolve("sets.csv"));
        assertEquals(2 * 2 * 3, sets.size());
        List<RoundRow> rounds = RoundsCsv.read(whole);
        for (int n = 0; n < sets.size(); n++) {
            // A set is right if all of its classes are.
            assertTrue(sets.get(n).classAccuracy() > rounds.get(n).modelAccuracy());
            assertTrue(sets.get(n).consensusClassAccuracy() > rounds.get(n).consensusAccuracy());
            assertTrue(sets.get(n).macroF1() > 0.3 && sets.get(n).macroF1() < 1, sets.get(n)::toString);
        }
        String asked = Files.readString(whole.resolve("batches/per-class_softmax_activelab_0.csv"));
        assertFalse(asked.equals(Files.readString(whole.resolve("batches/whole-sets_softmax_activelab_0.csv"))));
    }

    @Test
    void annotatorsErrOnEachQuestionByItself() throws Exception {
        Trial trial = Trial.of(
                Experiments.load(
                                "multi-label",
                                List.of(
                                        "noise.kind=symmetric",
                                        "noise.rate=0.1",
                                        "initial.labelled=all",
                                        "variants=per-class"))
                        .parts()
                        .get("per-class"),
                0,
                new BuiltInComponents());

        Annotations initial = trial.initial();
        int[] truth = trial.data().poolLabels();
        int[] wrong = new int[4];
        int allRight = 0;
        for (int i = 0; i < initial.numExamples(); i++) {
            for (int a = initial.rowStart(i); a < initial.rowEnd(i); a++) {
                for (int k = 0; k < 4; k++) {
                    wrong[k] += SetCodes.contains(initial.labelAt(a) ^ truth[i], k) ? 1 : 0;
                }
                allRight += initial.labelAt(a) == truth[i] ? 1 : 0;
            }
        }
        // About 2,200 answers: a standard error of 0.0064 a class, of 0.010 for whole sets; four of them.
        for (int k = 0; k < 4; k++) {
            assertEquals(0.1, (double) wrong[k] / initial.size(), 0.026);
        }
        assertEquals(Math.pow(0.9, 4), (double) allRight / initial.size(), 0.041);
    }

    /** As in projects. */
    @Test
    void whoHasSeenOneAnswerAloneIsNotSureOfIt() throws Exception {
        SetParts parts = new SetParts(Experiments.load("multi-label", List.of("variants=whole-sets"))
                .parts()
                .get("whole-sets"));
        FeatureMatrix examples = FeatureMatrix.ofRowMajor(3, 1, new float[] {1, 2, 3});

        try (Classifier trained = parts.trainers(List.of(Models.trainer("softmax", Map.of())))
                .get(0)
                .train(examples, new int[] {0, 1, 2}, new int[3], 2, 1)) {
            assertEquals(0.2, trained.predict(examples, new int[] {0}).get(0, 1));
        }
    }

    @Test
    void macroF1AndAccuracyByHand() {
        int[] predicted = {1, 3, 0, 2};
        int[] truth = {1, 1, 2, 2};

        // Class 0 is right everywhere. Class 1: found in examples 1 and 3, is in 2 and 3: F1 = 2 × 1 / (2 + 2).
        assertEquals((1 + 0.5) / 2, SetRow.macroF1(predicted, truth, 2), 1e-15);
        assertEquals((1 + 0.5) / 2, SetRow.classAccuracy(predicted, truth, 2), 1e-15);
        // A class that nobody has or finds does not count.
        assertEquals((1 + 0.5) / 2, SetRow.macroF1(predicted, truth, 3), 1e-15);
        assertEquals((1 + 0.5 + 1) / 3, SetRow.classAccuracy(predicted, truth, 3), 1e-15);
    }

    @Test
    void refusesBeforeAnythingRuns() {
        assertMessage("the classes of data set wall-robot are no sets", "dataset=wall-robot");
        assertMessage("composes its batches by classes", "strategies=darl");
    }

    private void assertMessage(String part, String override) {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> experiment(override).data())
                .getMessage();
        assertTrue(message.contains(part), message);
    }
}
