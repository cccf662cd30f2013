package org.relabel4j.core.acquisition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.MajorityVote;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.MemberPredictions;

class ActiveLabTest {
    private static final double ROUNDING = 1e-14;

    private static double[] scores(ActiveLab activeLab, Annotations annotations, Probabilities... models) {
        return activeLab
                .analyse(annotations, List.of(models), new SplittableRandom(1))
                .scores()
                .toArray();
    }

    @Test
    void singleLabelsWeighTheModelTwiceAgainstAGuess() {
        // Equation of appendix H as the reference runs it: (2 p(label) + 1/K) / 3; unlabelled (max p + 1/K) / 2.
        Annotations annotations = Annotations.builder(2, 1, 4).add(0, 0, 3).build();
        Probabilities p = DenseProbabilities.of(new double[][] {{0.1, 0.2, 0.3, 0.4}, {0.7, 0.1, 0.1, 0.1}});

        assertArrayEquals(
                new double[] {(2 * 0.4 + 0.25) / 3, (0.7 + 0.25) / 2},
                scores(ActiveLab.single(), annotations, p),
                ROUNDING);
    }

    @Test
    void anEnsembleScoresSingleLabelsByItsMean() {
        // Two models: labelled (3 mean p + 1/2) / 4 with mean p(1) = 0.55; unlabelled: they differ, the larger mean is
        // that of
        // class 0 with (0.9 + 0.4) / 2, so (0.9 + 0.4 + 1/2) / 3.
        Annotations annotations = Annotations.builder(2, 1, 2).add(0, 0, 1).build();
        Probabilities first = DenseProbabilities.of(new double[][] {{0.3, 0.7}, {0.9, 0.1}});
        Probabilities second = DenseProbabilities.of(new double[][] {{0.6, 0.4}, {0.4, 0.6}});

        assertArrayEquals(
                new double[] {(3 * 0.55 + 0.5) / 4, (1.3 + 0.5) / 3},
                scores(ActiveLab.ensemble(), annotations, first, second),
                ROUNDING);
    }

    @Test
    void sharedLabelsWeighEachAnnotatorAsWorkedByHand() {
        // All agree: P = 1, and the most likely class has error 1/2, so w_j = 1 each and w_M = 1 * sqrt(4/2) (model
        // right twice).
        // The temperature is 0.1: the model is right and may be sure. p^10: 0.6^10 against 0.4^10.
        Annotations annotations = Annotations.builder(3, 2, 2)
                .add(0, 0, 0)
                .add(0, 1, 0)
                .add(1, 0, 1)
                .add(1, 1, 1)
                .build();
        Probabilities p = DenseProbabilities.of(new double[][] {{0.6, 0.4}, {0.4, 0.6}, {0.5, 0.5}});

        ActiveLabResult result = ActiveLab.single().analyse(annotations, List.of(p), new SplittableRandom(1));

        assertArrayEquals(new double[] {0.1}, result.temperatures());
        double sure = Math.pow(0.6, 10) / (Math.pow(0.6, 10) + Math.pow(0.4, 10));
        double model = Math.sqrt(2);
        // Labelled: quality (w_M p + 2) / (w_M + 2) with weight w_M + 2, against 1/2 with weight 1.
        double labelled = (model * sure + 2 + 0.5) / (model + 2 + 1);
        double unlabelled = (model * 0.5 + 0.5) / (model + 1);
        assertArrayEquals(
                new double[] {labelled, labelled, unlabelled}, result.scores().toArray(), 1e-13);
        assertArrayEquals(new double[] {1, 1}, result.annotatorWeights(), ROUNDING);
        assertArrayEquals(new double[] {model}, result.modelWeights(), ROUNDING);
        assertEquals(1, result.consensus().label(1));
    }

    @Test
    void oneMoreAgreeingLabelRaisesTheScore() {
        // Examples 0 and 1 are alike but for one more agreeing label. P = 1 > 1/2, so the formula says: raises.
        Annotations annotations = Annotations.builder(4, 3, 2)
                .add(0, 0, 0)
                .add(0, 1, 0)
                .add(1, 0, 0)
                .add(1, 1, 0)
                .add(1, 2, 0)
                .add(2, 0, 1)
                .add(2, 1, 1)
                .build();
        Probabilities p = DenseProbabilities.of(new double[][] {{0.7, 0.3}, {0.7, 0.3}, {0.4, 0.6}, {0.5, 0.5}});

        double[] scores = scores(ActiveLab.single(), annotations, p);

        assertTrue(scores[1] > scores[0]);
    }

    @Test
    void oneModelIsAnEnsembleOfOne() {
        Annotations annotations = Annotations.builder(3, 2, 2)
                .add(0, 0, 0)
                .add(0, 1, 1)
                .add(1, 1, 1)
                .build();
        Probabilities p = DenseProbabilities.of(new double[][] {{0.6, 0.4}, {0.4, 0.6}, {0.5, 0.5}});

        assertArrayEquals(scores(ActiveLab.single(), annotations, p), scores(ActiveLab.ensemble(), annotations, p));
    }

    @Test
    void scoresAPoolState() {
        Annotations annotations = Annotations.builder(2, 1, 2).add(0, 0, 1).build();
        Probabilities p = DenseProbabilities.of(new double[][] {{0.2, 0.8}, {0.5, 0.5}});
        var consensus = new MajorityVote().infer(annotations, List.of(), new SplittableRandom(1));
        var member = new MemberPredictions("fake", p, List.of(), List.of(), Optional.empty());

        AcquisitionStrategy strategy = ActiveLab.single();
        PoolState state = new PoolState(0, annotations, consensus, List.of(member));

        assertEquals(
                (2 * 0.8 + 0.5) / 3,
                strategy.score(state, new SplittableRandom(1)).get(0),
                ROUNDING);
        assertArrayEquals(new int[] {1}, strategy.select(state, 1, new SplittableRandom(1)));
    }

    @Test
    void theSingleVariantRefusesSeveralModels() {
        Annotations annotations = Annotations.empty(1, 1, 2);
        Probabilities p = DenseProbabilities.of(new double[][] {{0.2, 0.8}});

        var error = assertThrows(IllegalArgumentException.class, () -> scores(ActiveLab.single(), annotations, p, p));

        assertTrue(error.getMessage().contains("use activelab-ensemble"), error::getMessage);
        assertThrows(IllegalArgumentException.class, () -> scores(ActiveLab.ensemble(), annotations));
    }
}
