package org.relabel4j.core.consensus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.DawidSkene.Imagined;

class HeldOutLabelsTest {
    /** Posterior of every example, shape (numExamples, numClasses). */
    private static double[][] posteriors(Annotations annotations, Confusions fit) {
        double[][] rows = new double[annotations.numExamples()][annotations.numClasses()];
        for (int i = 0; i < rows.length; i++) {
            fit.posterior(i, rows[i]);
        }
        return rows;
    }

    /** The estimate of pi by its definition, from all examples but {@code left}. */
    private static double pi(Annotations annotations, double[][] t, Imagined imagined, int left, int j, int k, int l) {
        double given = imagined.labels();
        double same = k == l ? imagined.right() : imagined.wrong();
        for (int i = 0; i < t.length; i++) {
            for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                if (i != left && annotations.annotatorAt(a) == j) {
                    given += t[i][k];
                    same += annotations.labelAt(a) == l ? t[i][k] : 0;
                }
            }
        }
        return same / given;
    }

    private static double slowScore(Annotations annotations, double[][] t, Imagined imagined) {
        double sum = 0;
        for (int i = 0; i < t.length; i++) {
            for (int own = annotations.rowStart(i); own < annotations.rowEnd(i); own++) {
                double all = 0;
                double label = 0;
                for (int k = 0; k < t[i].length; k++) {
                    double q = imagined.occurrences();
                    for (int other = 0; other < t.length; other++) {
                        q += other == i ? 0 : t[other][k];
                    }
                    for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                        q *= a == own
                                ? 1
                                : pi(
                                        annotations,
                                        t,
                                        imagined,
                                        i,
                                        annotations.annotatorAt(a),
                                        k,
                                        annotations.labelAt(a));
                    }
                    all += q;
                    label += q
                            * pi(
                                    annotations,
                                    t,
                                    imagined,
                                    i,
                                    annotations.annotatorAt(own),
                                    k,
                                    annotations.labelAt(own));
                }
                sum += Math.log(label / all) + t[i][annotations.labelAt(own)];
            }
        }
        return sum / annotations.size();
    }

    @Test
    void equalsTheDefinition() {
        for (int numClasses = 2; numClasses <= 5; numClasses++) {
            Annotations annotations = SimulatedCrowd.of(40, 11, numClasses, 1 + numClasses, numClasses)
                    .annotations();
            Imagined imagined = Imagined.weak(numClasses);
            Confusions fit = DawidSkene.fitted(annotations, KnownLabels.none(), imagined, EmFit.MAX_ITERATIONS);
            double[][] t = posteriors(annotations, fit);

            double score = HeldOutLabels.score(annotations, fit);

            // Sums of 40 x 6 terms of order 1 in another order.
            assertEquals(slowScore(annotations, t, imagined), score, 1e-12);
        }
    }

    @Test
    void oneLabelIsWorkedByHand() {
        // Nothing else is known: the label 0 has probability 1/2 * 0.7 + 1/2 * 0.3, whatever the posterior, and the fit
        // believes it with probability p.
        Annotations annotations = MajorityVoteTest.table(2, new int[][] {{0}});
        Confusions fit = DawidSkene.fitted(annotations, KnownLabels.none(), Imagined.weak(2), EmFit.MAX_ITERATIONS);
        double[] posterior = new double[2];
        fit.posterior(0, posterior);

        assertEquals(Math.log(0.5) + posterior[0], HeldOutLabels.score(annotations, fit), 1e-14);
    }

    @Test
    void nothingLabelledIsZero() {
        Annotations annotations = Annotations.empty(2, 0, 2);

        Confusions fit = DawidSkene.fitted(annotations, KnownLabels.none(), Imagined.weak(2), EmFit.MAX_ITERATIONS);

        assertEquals(0, HeldOutLabels.score(annotations, fit));
    }
}
