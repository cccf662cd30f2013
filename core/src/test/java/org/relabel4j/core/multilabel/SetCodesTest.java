package org.relabel4j.core.multilabel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.acquisition.ActiveLab;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.acquisition.PoolStates;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.consensus.CrowdLab;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.MemberPredictions;

class SetCodesTest {
    private static final int EXAMPLES = 30;
    private static final int CLASSES = 3;

    private final SplittableRandom random = new SplittableRandom(7);
    private final List<Probabilities> questions = IntStream.range(0, CLASSES)
            .mapToObj(k -> DenseProbabilities.of(IntStream.range(0, EXAMPLES)
                    .mapToObj(i -> random.nextInt(4, 97) / 100.0)
                    .map(p -> new double[] {1 - p, p})
                    .toArray(double[][]::new)))
            .<Probabilities>map(p -> p)
            .toList();
    private final Annotations codes = codes();

    /** Sets of up to three annotators each, of the first 20 examples. */
    private Annotations codes() {
        AnnotationsBuilder builder = Annotations.builder(EXAMPLES, 5, 8);
        for (int i = 0; i < 20; i++) {
            for (int j = i % 3; j < 5; j += 2) {
                builder.add(i, j, random.nextInt(8));
            }
        }
        return builder.build();
    }

    @Test
    void namesAreThoseOfSets() {
        assertEquals(
                List.of("none", "cat", "dog", "cat|dog", "emu", "cat|emu", "dog|emu", "cat|dog|emu"),
                SetCodes.names(List.of("cat", "dog", "emu")));
        assertTrue(SetCodes.areNames(SetCodes.names(List.of("cat", "dog"))));
        assertFalse(SetCodes.areNames(List.of("a", "b", "c", "d")));
        assertFalse(SetCodes.areNames(List.of("none", "b", "c")));
    }

    @Test
    void theJointProbabilitiesAreProducts() {
        Probabilities joint = SetCodes.joint(List.of(
                DenseProbabilities.of(new double[][] {{0.25, 0.75}}),
                DenseProbabilities.of(new double[][] {{0.9, 0.1}})));

        double[] row = new double[4];
        joint.copyRows(0, 1, row, 0);
        // none: 0.25 × 0.9; the first class alone: 0.75 × 0.9; the second: 0.25 × 0.1; both: 0.75 × 0.1.
        assertArrayEquals(new double[] {0.225, 0.675, 0.025, 0.075}, row, 1e-15);
    }

    @Test
    void questionsUndoTheProduct() {
        SetProbabilities back = new SetCodes(CLASSES).questions(SetCodes.joint(questions));

        for (int i = 0; i < EXAMPLES; i++) {
            for (int k = 0; k < CLASSES; k++) {
                assertEquals(questions.get(k).get(i, 1), back.get(i, k), 1e-15);
            }
        }
    }

    @Test
    void aStrategyScoresTheQuestions() {
        List<PoolState> states = IntStream.range(0, CLASSES)
                .mapToObj(k -> PoolStates.of(SetCodes.question(codes, k), List.of(PoolStates.member(questions.get(k)))))
                .toList();
        double[] expected = PerClass.of(ActiveLab.single(), Combination.PAPER)
                .score(PoolState.of(states), new SplittableRandom(2))
                .toArray();

        PoolState coded = PoolStates.of(codes, List.of(PoolStates.member(SetCodes.joint(questions))));
        double[] scores = new CodedStrategy(PerClass.of(ActiveLab.single(), Combination.PAPER))
                .score(coded, new SplittableRandom(2))
                .toArray();

        // Probabilities have rounding errors of 1e-16; the temperature is the same one of a grid.
        assertArrayEquals(expected, scores, 1e-9);
    }

    @Test
    void aConsensusIsThatOfTheQuestions() {
        Consensus sets = new CodedConsensus(new CrowdLab(), Combination.PAPER)
                .infer(codes, List.of(SetCodes.joint(questions)), new SplittableRandom(2));

        SplittableRandom rng = new SplittableRandom(2);
        List<Consensus> byHand = new ArrayList<>();
        for (int k = 0; k < CLASSES; k++) {
            byHand.add(new CrowdLab().infer(SetCodes.question(codes, k), List.of(questions.get(k)), rng));
        }
        for (int i = 0; i < EXAMPLES; i++) {
            int example = i;
            if (i >= 20) {
                assertEquals(-1, sets.label(i));
                assertTrue(Double.isNaN(sets.quality(i)) && Double.isNaN(sets.agreement(i)));
                continue;
            }
            for (int k = 0; k < CLASSES; k++) {
                assertEquals(byHand.get(k).label(i) == 1, SetCodes.contains(sets.label(i), k));
            }
            double[] qualities =
                    byHand.stream().mapToDouble(c -> c.quality(example)).toArray();
            assertEquals(Combination.PAPER.combine(qualities), sets.quality(i), 1e-9);
        }
    }

    @Test
    void aModelIsTrainedOnEachQuestion() {
        CodedModel model = new CodedModel((labels, numClasses, seed) -> {
            double[][] rows = new double[labels.length][2];
            for (int i = 0; i < rows.length; i++) {
                double p = labels[i] < 0 ? 0.5 : 0.2 + 0.6 * labels[i];
                rows[i] = new double[] {1 - p, p};
            }
            assertEquals(2, numClasses);
            Probabilities p = DenseProbabilities.of(rows);
            return List.of(new MemberPredictions("m", p, List.of(p), List.of(), Optional.empty()));
        });

        MemberPredictions sets = model.fit(new int[] {2, -1, 3}, 4, 1).get(0);

        double[] row = new double[4];
        sets.pool().copyRows(0, 1, row, 0);
        // The set {1}: class 0 with 0.2, class 1 with 0.8.
        assertArrayEquals(new double[] {0.8 * 0.2, 0.2 * 0.2, 0.8 * 0.8, 0.2 * 0.8}, row, 1e-15);
        assertEquals(0.25, sets.testByFold().get(0).get(1, 3), 1e-15);
    }

    @Test
    void rejectsTooManyClasses() {
        String message = assertThrows(IllegalArgumentException.class, () -> new SetCodes(11))
                .getMessage();

        assertTrue(message.contains("11 classes, expected 1 to 10"), message);
        assertThrows(IllegalArgumentException.class, () -> SetCodes.ofSets(6));
    }
}
