package org.relabel4j.core.cleaning;

import java.util.ArrayList;
import java.util.List;

/**
 * How clean the labels become with the labels bought: a point at the start and one after each relabelled example.
 *
 * <p>Kept up to date as examples are relabelled; a relabelling costs O(K). Used by one thread.
 */
public final class CleaningCurve {
    private final LabelDistribution people;
    private final CleaningState state;
    private final int[] truth;
    private final boolean[] ambiguous;
    private final double[] variation;
    private final boolean[] wrong;
    private final int[] mislabelled = new int[2];
    private double sumOfVariations;
    private final List<CleaningPoint> points = new ArrayList<>();

    private CleaningCurve(LabelDistribution people, CleaningState state) {
        this.people = people;
        this.state = state;
        this.truth = people.trueLabels();
        int n = truth.length;
        this.ambiguous = new boolean[n];
        this.variation = new double[n];
        this.wrong = new boolean[n];
        for (int i = 0; i < n; i++) {
            ambiguous[i] = people.isAmbiguous(i);
            update(i);
        }
        points.add(point());
    }

    /**
     * The curve of a sequence of relabellings from the start.
     *
     * @param relabeller who labels
     * @param examples what is relabelled, in order
     */
    public static CleaningCurve replay(Relabeller relabeller, int[] examples) {
        CleaningState state = relabeller.start();
        CleaningCurve curve = new CleaningCurve(relabeller.people(), state);
        for (int example : examples) {
            relabeller.relabel(state, example);
            curve.update(example);
            curve.points.add(curve.point());
        }
        return curve;
    }

    /** The state at the curve's end. */
    public CleaningState end() {
        return state;
    }

    /** All points, in order. */
    public List<CleaningPoint> points() {
        return List.copyOf(points);
    }

    /**
     * The curve at some numbers of relabels, on straight lines between its points; after its end as at its end.
     *
     * @param relabels ascending, from 0
     */
    public List<CleaningPoint> at(double[] relabels) {
        List<CleaningPoint> sampled = new ArrayList<>();
        int next = 0;
        for (double wanted : relabels) {
            while (next < points.size() && points.get(next).relabels() < wanted) {
                next++;
            }
            if (next == points.size()) {
                sampled.add(points.get(next - 1).at(wanted));
            } else if (next == 0 || points.get(next).relabels() == wanted) {
                sampled.add(points.get(next));
            } else {
                sampled.add(CleaningPoint.between(points.get(next - 1), points.get(next), wanted));
            }
        }
        return sampled;
    }

    private void update(int i) {
        double before = variation[i];
        variation[i] = variation(i);
        sumOfVariations += variation[i] - before;
        boolean nowWrong = state.label(i) != truth[i];
        mislabelled[ambiguous[i] ? 1 : 0] += (nowWrong ? 1 : 0) - (wrong[i] ? 1 : 0);
        wrong[i] = nowWrong;
    }

    private double variation(int i) {
        double[] p = people.row(i);
        int[] counts = state.counts(i);
        double sum = 0;
        for (int k = 0; k < p.length; k++) {
            sum += Math.abs((double) counts[k] / state.numLabels(i) - p[k]);
        }
        return sum / 2;
    }

    private CleaningPoint point() {
        double n = truth.length;
        return new CleaningPoint(
                state.relabels(),
                1 - (mislabelled[0] + mislabelled[1]) / n,
                mislabelled[0],
                mislabelled[1],
                sumOfVariations / n);
    }
}
