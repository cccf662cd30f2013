package org.relabel4j.core.consensus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.annotation.Annotations;

class GladTest {
    private static Consensus infer(Annotations annotations) {
        return new Glad().infer(annotations, List.of(), new SplittableRandom(1));
    }

    @Test
    void startingPosteriorIsWorkedByHand() {
        // alpha = 1, beta = e: a label is right with s = 1 / (1 + e^-e). Labels 0, 0, 1 of three classes:
        // class 0: s^2 (1-s)/2; class 1: s ((1-s)/2)^2; class 2: ((1-s)/2)^3.
        GladModel model = new GladModel(MajorityVoteTest.table(3, new int[][] {{0, 0, 1}}), KnownLabels.none());
        double s = 1 / (1 + Math.exp(-Math.E));
        double w = (1 - s) / 2;
        double total = s * s * w + s * w * w + w * w * w;
        double[] posterior = new double[3];

        model.posterior(0, posterior);

        assertArrayEquals(new double[] {s * s * w / total, s * w * w / total, w * w * w / total}, posterior, 1e-14);
    }

    @Test
    void abilityOfOneLabelSolvesItsEquation() {
        // One annotator, one example: the label is right with probability s(alpha beta) whatever it is, so the
        // posterior of its
        // class is c = s, the gradients (c - s) vanish but for the priors', and alpha = log beta = 1 stays.
        GladModel model = new GladModel(MajorityVoteTest.table(2, new int[][] {{0}}), KnownLabels.none());

        Glad.fit(model);

        assertEquals(1, model.ability(0), 1e-6);
        assertEquals(Math.E, model.ease(0), 1e-6);
    }

    @Test
    void misleadingAnnotatorsCountAgainstTheirLabel() {
        // Annotator 3 is always wrong, in two classes. On the last example only 3 and 4 vote, 4 always right.
        int[][] rows = new int[31][];
        for (int i = 0; i < 30; i++) {
            int truth = i % 2;
            rows[i] = new int[] {truth, truth, truth, 1 - truth, truth};
        }
        rows[30] = new int[] {-1, -1, -1, 1, -1};
        GladModel model = new GladModel(MajorityVoteTest.table(2, rows), KnownLabels.none());

        Glad.fit(model);

        assertTrue(model.ability(3) < 0, "ability " + model.ability(3));
        assertTrue(model.ability(0) > 1, "ability " + model.ability(0));
        assertEquals(0, infer(MajorityVoteTest.table(2, rows)).label(30));
    }

    @Test
    void contestedExamplesAreHarder() {
        int[][] rows = new int[20][];
        for (int i = 0; i < 20; i++) {
            rows[i] = i == 0 ? new int[] {0, 0, 0, 1, 1} : new int[] {i % 2, i % 2, i % 2, i % 2, i % 2};
        }
        GladModel model = new GladModel(MajorityVoteTest.table(2, rows), KnownLabels.none());

        Glad.fit(model);

        assertTrue(model.ease(0) < model.ease(1), model.ease(0) + " against " + model.ease(1));
    }

    @Test
    void convergesOnSparseDataAndBeatsTheMajority() {
        SimulatedCrowd crowd = SimulatedCrowd.of(3000, 100, 4, 4, 11);

        int iterations = Glad.fit(new GladModel(crowd.annotations(), KnownLabels.none()));
        double accuracy = crowd.accuracy(infer(crowd.annotations()));
        double majority =
                crowd.accuracy(new MajorityVote().infer(crowd.annotations(), List.of(), new SplittableRandom(1)));

        assertTrue(iterations < Glad.MAX_ITERATIONS, "iterations: " + iterations);
        assertTrue(accuracy > majority, accuracy + " against " + majority);
    }

    /** No Newton step from where it ends is longer than what EM stops at lets the posteriors be wrong. */
    @Test
    void solvesItsEquations() {
        Annotations annotations = SimulatedCrowd.of(300, 20, 12, 5, 11).annotations();
        GladModel model = new GladModel(annotations, KnownLabels.none());
        Glad.fit(model);
        double[] gradients = new double[annotations.numAnnotators()];
        double[] curvatures = new double[gradients.length];
        double[] posterior = new double[annotations.numClasses()];

        for (int i = 0; i < annotations.numExamples(); i++) {
            double gradient = 1 - Math.log(model.ease(i));
            double curvature = 1;
            model.posterior(i, posterior);
            for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                int j = annotations.annotatorAt(a);
                double z = model.ability(j) * model.ease(i);
                double s = 1 / (1 + Math.exp(-z));
                double error = posterior[annotations.labelAt(a)] - s;
                gradients[j] += error * model.ease(i);
                curvatures[j] += s * (1 - s) * model.ease(i) * model.ease(i);
                gradient += error * z;
                curvature += s * (1 - s) * z * z;
            }
            assertEquals(0, gradient / curvature, 1e-4, "example " + i);
        }
        for (int j = 0; j < gradients.length; j++) {
            assertEquals(0, (1 - model.ability(j) + gradients[j]) / (1 + curvatures[j]), 1e-4, "annotator " + j);
        }
    }

    @Test
    void unlabelledExamplesAreLeftOpen() {
        Consensus consensus = infer(Annotations.empty(2, 0, 2));

        assertEquals(-1, consensus.label(1));
        assertTrue(Double.isNaN(consensus.quality(1)));
    }
}
