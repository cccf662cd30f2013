package org.relabel4j.core.consensus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.registry.ConsensusMethods;

/** What every registered method must do. */
class ConsensusMethodsTest {
    /** Methods that leave no tie to chance where there are predictions. */
    private static final Set<String> BREAK_TIES =
            Set.of("crowdlab", "crowdlab-calibrated", "majority-vote", "newest-label", "newest-breaks-ties");

    @TestFactory
    Stream<DynamicTest> agreeOnClearCases() {
        return ConsensusMethods.names().stream().map(name -> DynamicTest.dynamicTest(name, () -> check(name)));
    }

    private static void check(String name) {
        ConsensusMethod method = ConsensusMethods.byName(name);
        int numClasses = method.isBinary() ? 2 : 3;
        SimulatedCrowd crowd = SimulatedCrowd.of(200, 10, numClasses, 7, 3);
        Annotations grown = crowd.annotations();

        Consensus consensus = method.infer(grown, List.<Probabilities>of(), new SplittableRandom(5));

        // One label, the newest, is right about two times in three; all labels together much more often.
        double least = name.equals("newest-label") ? 0.55 : 0.85;
        assertTrue(crowd.accuracy(consensus) > least, "accuracy " + crowd.accuracy(consensus));
        for (int i = 0; i < 200; i++) {
            assertTrue(consensus.quality(i) > 0 && consensus.quality(i) <= 1);
            assertEquals(VoteCounter.agreement(grown, i, consensus.label(i)), consensus.agreement(i));
        }
        assertEquals(consensus, method.infer(grown, List.of(), new SplittableRandom(5)));
        Annotations unlabelled = Annotations.empty(2, 3, 2);
        assertArrayEquals(
                new int[] {-1, -1},
                method.infer(unlabelled, List.of(), new SplittableRandom(5)).labels());
    }

    /** A random permutation of 0 to size - 1. */
    private static int[] permutation(int size, SplittableRandom rng) {
        int[] order = IntStream.range(0, size).toArray();
        for (int n = size - 1; n > 0; n--) {
            int other = rng.nextInt(n + 1);
            int kept = order[n];
            order[n] = order[other];
            order[other] = kept;
        }
        return order;
    }

    /** The same labels with examples, annotators and classes numbered anew. */
    private static Annotations renumbered(Annotations from, int[] examples, int[] annotators, int[] classes) {
        AnnotationsBuilder builder = Annotations.builder(from.numExamples(), from.numAnnotators(), from.numClasses());
        for (int i = 0; i < from.numExamples(); i++) {
            for (int a = from.rowStart(i); a < from.rowEnd(i); a++) {
                builder.add(examples[i], annotators[from.annotatorAt(a)], classes[from.labelAt(a)]);
            }
        }
        return builder.build();
    }

    private static Probabilities renumbered(Probabilities from, int[] examples, int[] classes) {
        double[][] rows = new double[from.numExamples()][from.numClasses()];
        for (int i = 0; i < rows.length; i++) {
            for (int k = 0; k < from.numClasses(); k++) {
                rows[examples[i]][classes[k]] = from.get(i, k);
            }
        }
        return DenseProbabilities.of(rows);
    }

    private static Probabilities randomProbabilities(int numExamples, int numClasses, SplittableRandom rng) {
        double[][] rows = new double[numExamples][numClasses];
        for (double[] row : rows) {
            Arrays.setAll(row, k -> 0.1 + rng.nextDouble());
            double sum = Arrays.stream(row).sum();
            Arrays.setAll(row, k -> row[k] / sum);
        }
        return DenseProbabilities.of(rows);
    }

    @TestFactory
    Stream<DynamicTest> numbersOfExamplesAnnotatorsAndClassesAreNames() {
        return ConsensusMethods.names().stream()
                .map(name -> DynamicTest.dynamicTest(
                        name, () -> IntStream.range(0, 12).forEach(seed -> checkNumbersAreNames(name, seed))));
    }

    private static void checkNumbersAreNames(String name, int seed) {
        SplittableRandom rng = new SplittableRandom(seed);
        ConsensusMethod method = ConsensusMethods.byName(name);
        int numClasses = method.isBinary() ? 2 : 2 + seed % 4;
        Annotations before =
                SimulatedCrowd.of(60, 22 + seed, numClasses, 2 + seed % 3, seed).annotations();
        Probabilities predProbs = randomProbabilities(60, numClasses, rng);
        int[] examples = permutation(60, rng);
        int[] annotators = permutation(before.numAnnotators(), rng);
        int[] classes = permutation(numClasses, rng);

        Consensus expected = method.infer(before, List.of(predProbs), new SplittableRandom(5));
        Consensus actual = method.infer(
                renumbered(before, examples, annotators, classes),
                List.of(renumbered(predProbs, examples, classes)),
                new SplittableRandom(6));

        for (int i = 0; i < 60; i++) {
            // Sums in another order differ in the last digits, and a fit that stops an iteration earlier in some more.
            assertEquals(expected.quality(i), actual.quality(examples[i]), 1e-6, name + " " + seed + ": " + i);
            if (!tied(name, expected.quality(i))) {
                assertEquals(classes[expected.label(i)], actual.label(examples[i]), name + " " + seed + ": " + i);
            }
        }
    }

    /** Whether chance may decide: never where predictions or time break ties, nor where the label is likelier than not. */
    private static boolean tied(String name, double quality) {
        return !BREAK_TIES.contains(name) && quality < 0.5 + 1e-6;
    }

    @TestFactory
    Stream<DynamicTest> knownLabelsHoldAndTeachHowGoodAnnotatorsAre() {
        return ConsensusMethods.names().stream().map(name -> DynamicTest.dynamicTest(name, () -> checkKnown(name)));
    }

    /** Two annotators are always wrong, in the same way; only known labels tell that it is not the third. */
    private static void checkKnown(String name) {
        ConsensusMethod method = ConsensusMethods.byName(name);
        AnnotationsBuilder builder = Annotations.builder(60, 3, 2);
        int[] labels = new int[60];
        for (int i = 0; i < 60; i++) {
            builder.add(i, 0, 1 - i % 2).add(i, 1, 1 - i % 2).add(i, 2, i % 2);
            labels[i] = i < 45 ? i % 2 : -1;
        }
        Annotations annotations = builder.build();
        KnownLabels known = KnownLabels.of(labels);
        if (!method.usesKnown()) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> method.analyse(annotations, List.of(), known, new SplittableRandom(5)));
            return;
        }

        ConsensusAnalysis analysis = method.analyse(annotations, List.of(), known, new SplittableRandom(5));

        double[] row = new double[2];
        for (int i = 0; i < 60; i++) {
            assertEquals(i % 2, analysis.consensus().label(i), name + ": " + i);
            analysis.classProbabilities(i, row);
            assertEquals(analysis.consensus().quality(i), row[i % 2]);
            assertTrue(i >= 45 || row[i % 2] == 1, name + ": " + i);
        }
        assertEquals(0, analysis.annotatorStats().quality()[0]);
        assertEquals(1, analysis.annotatorStats().quality()[2]);
    }

    @TestFactory
    Stream<DynamicTest> confusionMatricesSumToOne() {
        return ConsensusMethods.all().stream()
                .map(info -> DynamicTest.dynamicTest(info.name(), () -> checkConfusions(info.create(Map.of()))));
    }

    private static void checkConfusions(ConsensusMethod method) {
        int numClasses = method.isBinary() ? 2 : 3;
        Annotations annotations = SimulatedCrowd.of(50, 8, numClasses, 3, 3).annotations();
        List<Probabilities> models = List.of(randomProbabilities(50, numClasses, new SplittableRandom(4)));
        ConsensusAnalysis analysis = method.analyse(annotations, models, new SplittableRandom(5));
        assertEquals(method.hasConfusions(), analysis.confusionMatrices().isPresent());
        analysis.confusionMatrices().ifPresent(matrices -> {
            for (int j = 0; j < 8; j++) {
                for (int k = 0; k < numClasses; k++) {
                    double sum = 0;
                    for (int label = 0; label < numClasses; label++) {
                        assertTrue(matrices.probability(j, k, label) >= 0);
                        sum += matrices.probability(j, k, label);
                    }
                    // Three rounded terms; plain maximum likelihood adds 1e-10 a label.
                    assertEquals(1, sum, 1e-9);
                }
            }
        });
    }

    @Test
    void namesTheMethodsWhenOneIsUnknown() {
        var error = assertThrows(IllegalArgumentException.class, () -> ConsensusMethods.byName("zzz"));

        assertEquals(
                "unknown consensus method \"zzz\"; expected one of " + String.join(", ", ConsensusMethods.names())
                        + ", or one of a plug-in (--plugin FILE)",
                error.getMessage());
    }
}
