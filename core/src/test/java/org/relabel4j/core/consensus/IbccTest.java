package org.relabel4j.core.consensus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.special.Gamma;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.annotation.Annotations;

class IbccTest {
    @Test
    void firstStepIsWorkedByHand() {
        // One annotator, labels 0 and 0 of two classes, so votes are certain: N_000 = 2, N_0 = 2. digamma(n + 1) =
        // digamma(n) + 1 / n, and the classes' frequencies have counts 1 + 2 and 1 + 0. For class 0, a = (2, 1) and
        // with the
        // labels (4, 1): ln pi = digamma(4) - digamma(5) = -1/4. For class 1, a = (1, 2) and nothing is added: ln pi =
        // digamma(1) - digamma(3) = -1 - 1/2. ln f_0 - ln f_1 = digamma(3) - digamma(1) = 3/2. So the odds are
        // exp(3/2 - 1/4 + 3/2) = exp(11/4).
        Annotations annotations = MajorityVoteTest.table(2, new int[][] {{0}, {0}});
        Confusions confusions =
                new Confusions(annotations, KnownLabels.none(), new DawidSkene.Imagined(3, 2, 1, 1, true));
        double[] posterior = new double[2];

        confusions.startFromVotes();
        confusions.posterior(0, posterior);

        double odds = Math.exp(2.75);
        assertArrayEquals(new double[] {odds / (1 + odds), 1 / (1 + odds)}, posterior, 1e-12);
    }

    @Test
    void annotatorsWithOneLabelHaveTheirPrior() {
        // Annotator 2 gave one label, 0, to an example that is surely 0: the mean of Dirichlet(2, 1) with one more is
        // 3/4.
        Annotations annotations = MajorityVoteTest.table(
                2, new int[][] {{0, 0, -1}, {1, 1, -1}, {0, 0, 0}, {1, 1, -1}, {0, 0, -1}, {1, 1, -1}});
        KnownLabels known = KnownLabels.of(new int[] {0, 1, 0, 1, 0, 1});

        ConfusionMatrices matrices = new Ibcc()
                .analyse(annotations, List.of(), known, new SplittableRandom(1))
                .confusionMatrices()
                .orElseThrow();

        assertEquals(3.0 / 4, matrices.probability(2, 0, 0), 1e-12);
        assertEquals(1.0 / 4, matrices.probability(2, 0, 1), 1e-12);
        assertEquals(2.0 / 3, matrices.probability(2, 1, 1), 1e-12);
        assertEquals(5.0 / 6, matrices.probability(0, 0, 0), 1e-12);
    }

    @Test
    void cellsWithAndWithoutLabelsFollowTheFormula() {
        // Known labels, of classes 0 to 2. Annotator 0 said 0, 0, 2, and 1 said 0, 1, 2. Nobody knows the last example.
        Annotations annotations = MajorityVoteTest.table(3, new int[][] {{0, 0}, {0, 1}, {2, -1}, {-1, 2}, {0, 2}});
        KnownLabels known = KnownLabels.of(new int[] {0, 1, 2, 2, -1});
        double[] posterior = new double[3];
        Confusions confusions = new Confusions(annotations, known, new DawidSkene.Imagined(4, 2, 1, 1, true));
        confusions.startFromVotes();

        confusions.posterior(4, posterior);

        // The votes on the last example, a half each for 0 and 2, count as labels 0 and 2 of half an example.
        double[] expected = new double[3];
        double[] label0 = {2 + 1.5, 1 + 1, 1 + 0.5};
        double[] total0 = {4 + 1.5, 4 + 1, 4 + 1.5};
        double[] label2 = {1 + 0.5, 1, 2 + 1.5};
        double[] total2 = {4 + 1.5, 4 + 1, 4 + 1.5};
        double[] examples = {1 + 1.5, 1 + 1, 1 + 2.5};
        double sum = 0;
        for (int k = 0; k < 3; k++) {
            expected[k] = Math.exp(Gamma.digamma(label0[k])
                    - Gamma.digamma(total0[k])
                    + Gamma.digamma(label2[k])
                    - Gamma.digamma(total2[k])
                    + Gamma.digamma(examples[k]));
            sum += expected[k];
        }
        for (int k = 0; k < 3; k++) {
            assertEquals(expected[k] / sum, posterior[k], 1e-12);
        }
    }
}
