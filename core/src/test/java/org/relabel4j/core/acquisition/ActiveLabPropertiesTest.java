package org.relabel4j.core.acquisition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.consensus.CrowdLabWeights;
import org.relabel4j.core.oracle.CrowdData;
import org.relabel4j.core.oracle.CrowdData.Shape;
import org.relabel4j.core.oracle.PlainCrowdLab;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Probabilities;

/** What must hold for any data. */
class ActiveLabPropertiesTest {
    /** Sums in another order differ by rounding. */
    private static final double ROUNDING = 1e-12;

    private static ActiveLabResult analyse(Annotations annotations, List<Probabilities> predProbs) {
        return ActiveLab.ensemble().analyse(annotations, predProbs, new SplittableRandom(1));
    }

    /** The annotations and probabilities with example i at example[i], annotator j at annotator[j], class k at label[k]. */
    private static CrowdData permute(CrowdData data, int[] example, int[] annotator, int[] label) {
        Annotations from = data.annotations();
        AnnotationsBuilder builder = Annotations.builder(from.numExamples(), from.numAnnotators(), from.numClasses());
        for (int i = 0; i < from.numExamples(); i++) {
            for (int a = from.rowStart(i); a < from.rowEnd(i); a++) {
                builder.add(example[i], annotator[from.annotatorAt(a)], label[from.labelAt(a)]);
            }
        }
        List<Probabilities> models = new ArrayList<>();
        for (Probabilities p : data.predProbs()) {
            double[][] rows = new double[p.numExamples()][p.numClasses()];
            for (int i = 0; i < rows.length; i++) {
                for (int k = 0; k < rows[i].length; k++) {
                    rows[example[i]][label[k]] = p.get(i, k);
                }
            }
            models.add(DenseProbabilities.of(rows));
        }
        return new CrowdData(builder.build(), models, data.shape());
    }

    private static int[] identity(int size) {
        int[] order = new int[size];
        Arrays.setAll(order, n -> n);
        return order;
    }

    private static int[] shuffled(int size, SplittableRandom rng) {
        int[] order = identity(size);
        for (int n = size - 1; n > 0; n--) {
            int other = rng.nextInt(n + 1);
            int swapped = order[n];
            order[n] = order[other];
            order[other] = swapped;
        }
        return order;
    }

    @Property(tries = 200)
    void permutingExamplesAnnotatorsAndClassesPermutesTheAnswer(
            @ForAll Shape shape,
            @ForAll @IntRange(min = 1, max = 40) int numExamples,
            @ForAll @IntRange(min = 2, max = 6) int numClasses,
            @ForAll @IntRange(min = 1, max = 3) int numModels,
            @ForAll long seed) {
        CrowdData data = CrowdData.withoutTies(shape, numExamples, numClasses, numModels, seed);
        PlainCrowdLab plain = new PlainCrowdLab(data.annotations(), data.predProbs(), true);
        // A posterior can still be torn between two classes to within rounding.
        Assume.that(Arrays.stream(plain.gap).noneMatch(gap -> gap < ROUNDING));
        SplittableRandom rng = new SplittableRandom(seed);
        int[] example = shuffled(numExamples, rng);
        int[] annotator = shuffled(data.annotations().numAnnotators(), rng);
        int[] label = shuffled(numClasses, rng);
        CrowdData permuted = permute(data, example, annotator, label);

        ActiveLabResult before = analyse(data.annotations(), data.predProbs());
        ActiveLabResult after = analyse(permuted.annotations(), permuted.predProbs());

        assertArrayEquals(before.temperatures(), after.temperatures());
        assertArrayEquals(before.modelWeights(), after.modelWeights(), ROUNDING);
        for (int j = 0; j < annotator.length; j++) {
            assertEquals(before.annotatorWeights()[j], after.annotatorWeights()[annotator[j]], ROUNDING);
        }
        for (int i = 0; i < numExamples; i++) {
            assertEquals(before.scores().get(i), after.scores().get(example[i]), ROUNDING);
            int consensus = before.consensus().label(i);
            assertEquals(
                    consensus < 0 ? -1 : label[consensus], after.consensus().label(example[i]));
        }
    }

    @Property(tries = 100)
    void equalInputsGiveEqualBitsAndStayAsTheyAre(
            @ForAll Shape shape, @ForAll @IntRange(min = 1, max = 3) int numModels, @ForAll long seed) {
        CrowdData data = CrowdData.of(shape, 30, 3, numModels, seed);
        CrowdData copy = CrowdData.of(shape, 30, 3, numModels, seed);

        ActiveLabResult first = analyse(data.annotations(), data.predProbs());
        ActiveLabResult second = analyse(data.annotations(), data.predProbs());

        assertEquals(first.scores(), second.scores());
        assertEquals(copy.annotations(), data.annotations());
        double[] row = new double[3];
        double[] copyRow = new double[3];
        for (int l = 0; l < numModels; l++) {
            for (int i = 0; i < 30; i++) {
                data.predProbs().get(l).copyRows(i, i + 1, row, 0);
                copy.predProbs().get(l).copyRows(i, i + 1, copyRow, 0);
                assertArrayEquals(copyRow, row);
            }
        }
    }

    /**
     * Two equal examples, of which the second has one more label that agrees with both consensus labels: with the same weights
     * (one call scores both), its posterior moves towards P of the label, so its score rises if P is above the score; the
     * formula promises no more.
     */
    @Property(tries = 200)
    void oneMoreAgreeingLabelNeverLowersTheScore(
            @ForAll @IntRange(min = 2, max = 5) int numClasses, @ForAll long seed) {
        CrowdData data = CrowdData.of(Shape.ORDINARY, 30, numClasses, 1, seed);
        Annotations from = data.annotations();
        SplittableRandom rng = new SplittableRandom(seed);
        int label = rng.nextInt(numClasses);
        AnnotationsBuilder builder = Annotations.builder(32, from.numAnnotators(), numClasses);
        double[][] rows = new double[32][numClasses];
        for (int i = 0; i < 30; i++) {
            for (int a = from.rowStart(i); a < from.rowEnd(i); a++) {
                builder.add(i, from.annotatorAt(a), from.labelAt(a));
            }
            data.predProbs().get(0).copyRows(i, i + 1, rows[i], 0);
        }
        rows[30] = rows[rng.nextInt(30)].clone();
        rows[31] = rows[30].clone();
        builder.add(30, 0, label).add(31, 0, label).add(31, 1, label);

        ActiveLabResult result = analyse(builder.build(), List.of(DenseProbabilities.of(rows)));

        CrowdLabWeights weights = result.crowdLab().weights().orElseThrow();
        double before = result.scores().get(30);
        boolean sameLabel =
                result.consensus().label(30) == label && result.consensus().label(31) == label;
        if (sameLabel && weights.consensusLikelihood() >= before) {
            assertTrue(result.scores().get(31) >= before - ROUNDING);
        }
    }

    @Test
    void oneExampleWithTenThousandLabelsIsLinear() {
        int numAnnotators = 10_000;
        AnnotationsBuilder builder = Annotations.builder(3, numAnnotators, 3);
        for (int j = 0; j < numAnnotators; j++) {
            builder.add(0, j, j % 10 < 7 ? 1 : 2);
        }
        builder.add(1, 0, 0);
        Probabilities p = DenseProbabilities.of(new double[][] {{0.2, 0.5, 0.3}, {0.6, 0.2, 0.2}, {0.3, 0.3, 0.4}});

        ActiveLabResult result = analyse(builder.build(), List.of(p));

        assertEquals(1, result.consensus().label(0));
        // One shared example, so the consensus is always its class: error 0, clipped to 1e-6. Those of the majority
        // agree with
        // 6999 of 9999 others, less than always.
        assertEquals(1e-6, result.annotatorWeights()[0]);
        assertEquals(0.7, result.consensus().agreement(0), ROUNDING);
    }
}
