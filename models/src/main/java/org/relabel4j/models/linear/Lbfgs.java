package org.relabel4j.models.linear;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Minimises a convex function by the limited-memory method of Broyden, Fletcher, Goldfarb and Shanno (Liu and Nocedal 1989,
 * doi:10.1007/BF01589116; two-loop recursion of Nocedal and Wright 2006, algorithm 7.4), with steps halved until the value
 * falls enough. Limits are those of scikit-learn's {@code LogisticRegression}.
 */
final class Lbfgs {
    private static final int MEMORY = 10;
    private static final int MAX_ITERATIONS = 100;
    private static final int MAX_HALVINGS = 30;
    private static final double GRADIENT_TOLERANCE = 1e-4;
    private static final double SUFFICIENT_DECREASE = 1e-4;

    private Lbfgs() {}

    /** A step s and the change of the gradient y along it. */
    private record Pair(double[] s, double[] y, double curvature) {}

    /** The minimum, from a start that is not changed. */
    static double[] minimise(SoftmaxObjective objective, double[] start) {
        double[] x = start.clone();
        double[] gradient = new double[x.length];
        double value = objective.value(x, gradient);
        Deque<Pair> pairs = new ArrayDeque<>();
        for (int iteration = 0; iteration < MAX_ITERATIONS && largest(gradient) > GRADIENT_TOLERANCE; iteration++) {
            double[] direction = direction(gradient, pairs);
            double slope = dot(direction, gradient);
            double[] next = new double[x.length];
            double[] nextGradient = new double[x.length];
            // The first step knows no curvature: not longer than 1.
            double step = pairs.isEmpty() ? Math.min(1, 1 / Math.sqrt(dot(gradient, gradient))) : 1;
            double nextValue = Double.POSITIVE_INFINITY;
            for (int halving = 0; halving <= MAX_HALVINGS; halving++, step /= 2) {
                for (int n = 0; n < x.length; n++) {
                    next[n] = x[n] + step * direction[n];
                }
                nextValue = objective.value(next, nextGradient);
                if (nextValue <= value + SUFFICIENT_DECREASE * step * slope) {
                    break;
                }
            }
            if (!(nextValue < value)) {
                // No digit left to gain.
                return x;
            }
            remember(pairs, x, next, gradient, nextGradient);
            x = next;
            gradient = nextGradient;
            value = nextValue;
        }
        return x;
    }

    private static void remember(
            Deque<Pair> pairs, double[] x, double[] next, double[] gradient, double[] nextGradient) {
        double[] s = new double[x.length];
        double[] y = new double[x.length];
        for (int n = 0; n < x.length; n++) {
            s[n] = next[n] - x[n];
            y[n] = nextGradient[n] - gradient[n];
        }
        double curvature = dot(s, y);
        if (curvature > 0) {
            pairs.addFirst(new Pair(s, y, curvature));
            if (pairs.size() > MEMORY) {
                pairs.removeLast();
            }
        }
    }

    /** Minus the inverse of the approximate second derivative times the gradient. */
    private static double[] direction(double[] gradient, Deque<Pair> pairs) {
        double[] q = gradient.clone();
        double[] alphas = new double[pairs.size()];
        int n = 0;
        for (Pair pair : pairs) {
            alphas[n] = dot(pair.s(), q) / pair.curvature();
            addScaled(q, -alphas[n], pair.y());
            n++;
        }
        if (!pairs.isEmpty()) {
            Pair newest = pairs.getFirst();
            scale(q, newest.curvature() / dot(newest.y(), newest.y()));
        }
        for (Iterator<Pair> oldest = pairs.descendingIterator(); oldest.hasNext(); ) {
            Pair pair = oldest.next();
            n--;
            double beta = dot(pair.y(), q) / pair.curvature();
            addScaled(q, alphas[n] - beta, pair.s());
        }
        scale(q, -1);
        return q;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int n = 0; n < a.length; n++) {
            sum += a[n] * b[n];
        }
        return sum;
    }

    private static void addScaled(double[] a, double factor, double[] b) {
        for (int n = 0; n < a.length; n++) {
            a[n] += factor * b[n];
        }
    }

    private static void scale(double[] a, double factor) {
        for (int n = 0; n < a.length; n++) {
            a[n] *= factor;
        }
    }

    private static double largest(double[] a) {
        double largest = 0;
        for (double value : a) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
