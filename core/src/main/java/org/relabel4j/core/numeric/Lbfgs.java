package org.relabel4j.core.numeric;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Minimises a convex function by the limited-memory method of Broyden, Fletcher, Goldfarb and Shanno (Liu and Nocedal 1989,
 * doi:10.1007/BF01589116; two-loop recursion of Nocedal and Wright 2006, algorithm 7.4), with steps halved until the value
 * falls enough. Limits are those of scikit-learn's {@code LogisticRegression}.
 */
public final class Lbfgs {
    private static final int MEMORY = 10;
    private static final int MAX_ITERATIONS = 100;
    private static final int MAX_HALVINGS = 30;
    /** Largest component of the gradient, in nats for a weight, at which a fit is done. */
    public static final double TOLERANCE = 1e-4;

    private static final double SUFFICIENT_DECREASE = 1e-4;

    private Lbfgs() {}

    /** A convex function with a gradient. */
    @FunctionalInterface
    public interface Objective {
        /**
         * The value at a point.
         *
         * @param gradient set to the gradient there, length as the point
         */
        double value(double[] point, double[] gradient);
    }

    /** A step s and the change of the gradient y along it. */
    private record Pair(double[] s, double[] y, double curvature) {}

    /** A point, its value and its gradient. */
    private record Point(double[] x, double value, double[] gradient) {
        static Point at(double[] x, Objective objective) {
            double[] gradient = new double[x.length];
            return new Point(x, objective.value(x, gradient), gradient);
        }
    }

    /**
     * The minimum, from a start that is not changed.
     *
     * @param tolerance largest component of the gradient to stop at
     */
    public static double[] minimise(Objective objective, double[] start, double tolerance) {
        Point point = Point.at(start.clone(), objective);
        Deque<Pair> pairs = new ArrayDeque<>();
        for (int iteration = 0; iteration < MAX_ITERATIONS && largest(point.gradient()) > tolerance; iteration++) {
            // The first step knows no curvature: not longer than 1.
            double first = pairs.isEmpty() ? Math.min(1, 1 / Math.sqrt(dot(point.gradient(), point.gradient()))) : 1;
            Point next = search(objective, point, direction(point.gradient(), pairs), first);
            if (!(next.value() < point.value())) {
                // No digit left to gain.
                break;
            }
            remember(pairs, point.x(), next.x(), point.gradient(), next.gradient());
            point = next;
        }
        return point.x();
    }

    /** A point along a direction whose value falls enough, or after many halvings of the step a point very near. */
    private static Point search(Objective objective, Point from, double[] direction, double firstStep) {
        double slope = dot(direction, from.gradient());
        double step = firstStep;
        Point next = step(objective, from, direction, step);
        for (int halving = 0;
                halving < MAX_HALVINGS && !(next.value() <= from.value() + SUFFICIENT_DECREASE * step * slope);
                halving++) {
            step /= 2;
            next = step(objective, from, direction, step);
        }
        return next;
    }

    private static Point step(Objective objective, Point from, double[] direction, double step) {
        double[] x = from.x().clone();
        addScaled(x, step, direction);
        return Point.at(x, objective);
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
