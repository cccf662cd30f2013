package org.relabel4j.core.consensus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.consensus.DawidSkene.Imagined;

class AveragedFitsTest {
    @Test
    void averagesTheChosenFitThePlainOneAndTheVotes() {
        Annotations annotations = SimulatedCrowd.of(100, 12, 3, 4, 2).annotations();
        Confusions weak = DawidSkene.fitted(annotations, KnownLabels.none(), Imagined.weak(3), EmFit.MAX_ITERATIONS);
        Confusions strong =
                DawidSkene.fitted(annotations, KnownLabels.none(), Imagined.strong(3), EmFit.MAX_ITERATIONS);
        Confusions plain = DawidSkene.fitted(annotations, KnownLabels.none(), Imagined.none(3), 60);
        double[][] rows = new double[4][3];
        LabelPosterior averaged = new DawidSkene().fit(annotations, KnownLabels.none(), new SplittableRandom(1));
        boolean choosesStrong = HeldOutLabels.score(annotations, strong) > HeldOutLabels.score(annotations, weak);

        for (int i = 0; i < 100; i++) {
            (choosesStrong ? strong : weak).posterior(i, rows[0]);
            plain.posterior(i, rows[1]);
            averaged.posterior(i, rows[2]);
            int[] votes = new int[3];
            for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                votes[annotations.labelAt(a)]++;
            }

            for (int k = 0; k < 3; k++) {
                double expected = (5 * rows[0][k] + 2 * rows[1][k] + 2 * votes[k] / 4.0) / 9;
                assertEquals(expected, rows[2][k], 1e-14);
            }
        }
    }

    private static double accuracy(int[] truth, Consensus consensus) {
        double right = 0;
        for (int i = 0; i < truth.length; i++) {
            right += consensus.label(i) == truth[i] ? 1 : 0;
        }
        return right / truth.length;
    }

    private static Consensus infer(Annotations annotations, DawidSkene.Prior prior) {
        return new DawidSkene().withPrior(prior).infer(annotations, List.of(), new SplittableRandom(1));
    }

    /**
     * Few labels of a crowd of which a part answers at random.
     *
     * @param rightOfClass how often the others are right, by true class
     */
    private static Annotations crowd(int[] truth, double[] rightOfClass, double atRandom, int perTask, long seed) {
        SplittableRandom rng = new SplittableRandom(seed);
        int numAnnotators = 20;
        AnnotationsBuilder builder = Annotations.builder(truth.length, numAnnotators, 2);
        for (int i = 0; i < truth.length; i++) {
            truth[i] = rng.nextInt(2);
            for (int n = 0; n < perTask; n++) {
                int j = (i * 7 + n) % numAnnotators;
                double right = j < atRandom * numAnnotators ? 0.5 : rightOfClass[truth[i]];
                builder.add(i, j, rng.nextDouble() < right ? truth[i] : 1 - truth[i]);
            }
        }
        return builder.build();
    }

    /** How much better the default is than another prior, on average over twelve crowds. */
    private static double gain(DawidSkene.Prior other, double[] rightOfClass, double atRandom, int perTask) {
        double sum = 0;
        for (int seed = 0; seed < 12; seed++) {
            int[] truth = new int[400];
            Annotations annotations = crowd(truth, rightOfClass, atRandom, perTask, seed);
            sum += accuracy(truth, infer(annotations, DawidSkene.Prior.AUTO));
            sum -= accuracy(truth, infer(annotations, other));
        }
        return sum / 12;
    }

    @Test
    void isBetterThanTheStrongPriorWhereAnnotatorsMissOneClass() {
        double gain = gain(DawidSkene.Prior.STRONG, new double[] {0.9, 0.5}, 0, 5);

        assertTrue(gain > 0.01, "gain " + gain);
    }

    @Test
    void isBetterThanNoPriorWhereLabelsAreFewAndManyGuess() {
        double gain = gain(DawidSkene.Prior.NONE, new double[] {0.75, 0.75}, 0.4, 3);

        assertTrue(gain > 0.005, "gain " + gain);
    }
}
