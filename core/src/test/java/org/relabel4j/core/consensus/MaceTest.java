package org.relabel4j.core.consensus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.annotation.Annotations;

class MaceTest {
    @Test
    void startAndFirstStepAreWorkedByHand() {
        // Labels 0, 0, 1 of two classes; everybody knows with 1/2 and guesses each class with 1/2 of the rest: a label
        // has
        // probability 3/4 if right and 1/4 if wrong. Class 0: 3/4 3/4 1/4, class 1: 1/4 1/4 3/4, so 3 to 1. A right
        // label is
        // known with (1/2) / (3/4) = 2/3: annotators 0 and 1 knew 3/4 2/3 = 1/2 labels, annotator 2 knew 1/4 2/3 = 1/6.
        // EM with counts raised by 0.01 / 2: (1/2 + 0.005) / 1.01 = 1/2 and (1/6 + 0.005) / 1.01.
        MaceModel model =
                new MaceModel(MajorityVoteTest.table(2, new int[][] {{0, 0, 1}}), KnownLabels.none(), Mace.Training.EM);
        double[] posterior = new double[2];

        model.posterior(0, posterior);
        model.iterate(1);

        assertArrayEquals(new double[] {0.75, 0.25}, posterior, 1e-14);
        assertEquals(0.5, model.competence(0), 1e-14);
        assertEquals((1.0 / 6 + 0.005) / 1.01, model.competence(2), 1e-14);
    }

    @Test
    void spammersCountForNothing() {
        // Annotators 2 and 3 always say 0, 4 always 1; 0 and 1 agree. On the last example two spammers are against one
        // who knows.
        int[][] rows = new int[40][];
        for (int i = 0; i < 39; i++) {
            rows[i] = new int[] {i % 3, i % 3, 0, 0, 1};
        }
        rows[39] = new int[] {2, -1, 0, 0, -1};

        Consensus consensus = new Mace().infer(MajorityVoteTest.table(3, rows), List.of(), new SplittableRandom(1));

        assertEquals(2, consensus.label(39));
    }

    @Test
    void ofMoreStartsTheLikeliestCounts() {
        Annotations annotations = SimulatedCrowd.of(100, 12, 4, 3, 3).annotations();
        MaceModel one = (MaceModel) new Mace().fit(annotations, KnownLabels.none(), new SplittableRandom(1));

        MaceModel best =
                (MaceModel) new Mace().withRestarts(10).fit(annotations, KnownLabels.none(), new SplittableRandom(1));

        assertTrue(best.logLikelihood() > one.logLikelihood(), "no start of ten was better");
    }

    @Test
    void matricesRowsSumToOne() {
        Annotations annotations = MajorityVoteTest.table(3, new int[][] {{0, 0, 1}, {2, 2, 1}, {0, 1, 1}});
        for (Mace.Training training : Mace.Training.values()) {
            ConfusionMatrices matrices = new Mace()
                    .withTraining(training)
                    .analyse(annotations, List.of(), new SplittableRandom(1))
                    .confusionMatrices()
                    .orElseThrow();
            for (int k = 0; k < 3; k++) {
                double sum =
                        matrices.probability(2, k, 0) + matrices.probability(2, k, 1) + matrices.probability(2, k, 2);
                assertEquals(1, sum, 1e-12);
            }
        }
    }
}
