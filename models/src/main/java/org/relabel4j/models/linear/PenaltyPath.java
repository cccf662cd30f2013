package org.relabel4j.models.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.relabel4j.core.numeric.Lbfgs;
import org.relabel4j.core.training.Examples;
import org.relabel4j.models.HeldOut;

/**
 * Chooses the penalty of softmax regression by the log loss of held-out training examples, with their labels as they are: wrong
 * labels cannot be foretold, and cost most where a model is sure, so that the more are wrong the stronger the penalty will be.
 *
 * <p>Penalties are tried from strong to weak, each fit from where the last ended (the path of Friedman, Hastie and Tibshirani
 * 2010, doi:10.18637/jss.v033.i01, section 2.5), until the loss rises: weaker ones would cost most of the time. The first is one that
 * is seldom too weak; if it is, stronger ones follow. Fits stop early, as a loss needs fewer digits than weights. Many examples are
 * split once, a third of them held out; few are held out in turn.
 */
final class PenaltyPath {
    /** Half a power of ten apart: between two such, neither accuracy nor log loss changes much. */
    private static final double[] PENALTIES = {1e4, 3e3, 1e3, 300, 100, 30, 10, 3, 1, 0.3, 0.1, 0.03, 0.01};

    /** Place of the first to try. The strongest take longest where examples are few, and are best for almost random labels only. */
    private static final int FIRST = 2;

    /** Examples from which on one fold held out tells as much as all in turn. */
    private static final int MANY = 600;

    private static final double TOLERANCE = 3e-3;

    /** What is trained on and what is held out, and the last fit. */
    private static final class Fold {
        private final SoftmaxObjective training;
        private final SoftmaxObjective heldOut;
        private double[] weights;

        Fold(SoftmaxObjective training, SoftmaxObjective heldOut) {
            this.training = training;
            this.heldOut = heldOut;
            weights = new double[training.size()];
        }

        /** Sum of the losses of those held out, of the model fit with a penalty. */
        double loss(double l2) {
            weights = Lbfgs.minimise(training.withL2(l2), weights, TOLERANCE);
            return heldOut.value(weights, new double[weights.length]) * heldOut.labels().length;
        }
    }

    private PenaltyPath() {}

    /**
     * The best penalty.
     *
     * <p>What is held out has no part in how features are standardised, as it has none for what is predicted later: with few
     * examples weak penalties would look better than they are.
     *
     * @param rows training examples
     * @param labels class of each
     * @param copies as for {@link HeldOut#folds}
     * @return penalty on one run; {@link SoftmaxTrainer#USUAL_L2} if there is nothing to choose by
     */
    static double choose(Examples examples, int[] rows, int[] labels, int numClasses, int copies) {
        int[] folds = HeldOut.folds(labels, numClasses, copies);
        if (folds.length == 0) {
            return SoftmaxTrainer.USUAL_L2;
        }
        List<Fold> parts = new ArrayList<>();
        for (int fold = 0; fold < (folds.length / copies < MANY ? HeldOut.FOLDS : 1); fold++) {
            int held = fold;
            int[] training = places(folds, found -> found != held);
            Standardisation scaling = Standardisation.of(examples, at(training, rows));
            parts.add(new Fold(
                    objective(scaling, examples, training, rows, labels, numClasses),
                    objective(scaling, examples, places(folds, found -> found == held), rows, labels, numClasses)));
        }
        double first = loss(parts, FIRST, copies);
        int best = walk(parts, copies, FIRST, 1, first);
        return PENALTIES[best == FIRST ? walk(parts, copies, FIRST, -1, first) : best];
    }

    /** Goes on in one direction until the loss rises. */
    private static int walk(List<Fold> parts, int copies, int from, int step, double loss) {
        int best = from;
        double least = loss;
        for (int next = from + step; next >= 0 && next < PENALTIES.length; next += step) {
            double found = loss(parts, next, copies);
            if (!(found < least)) {
                break;
            }
            least = found;
            best = next;
        }
        return best;
    }

    private static double loss(List<Fold> parts, int penalty, int copies) {
        return parts.stream()
                .mapToDouble(part -> part.loss(PENALTIES[penalty] * copies))
                .sum();
    }

    private static int[] places(int[] folds, IntPredicate wanted) {
        return IntStream.range(0, folds.length)
                .filter(i -> wanted.test(folds[i]))
                .toArray();
    }

    private static int[] at(int[] places, int[] values) {
        return Arrays.stream(places).map(i -> values[i]).toArray();
    }

    private static SoftmaxObjective objective(
            Standardisation scaling, Examples examples, int[] places, int[] rows, int[] labels, int numClasses) {
        float[][] x = scaling.apply(examples, at(places, rows));
        return new SoftmaxObjective(new ExampleBlocks(x, examples.length()), at(places, labels), numClasses, 0);
    }
}
