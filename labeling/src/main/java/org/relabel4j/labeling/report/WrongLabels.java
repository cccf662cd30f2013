package org.relabel4j.labeling.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.labeling.round.RoundOutcome;

/**
 * Labels that are rather wrong than right: by people and model together, neither probable nor the most probable class. A label is
 * surely not the most probable class where it is less probable than 1/K; otherwise the consensus label is taken to be that, and so is
 * a consensus set.
 *
 * @param count how many there are
 * @param worst the likeliest wrong ones, first the likeliest; equally likely ones in the order of the examples
 */
record WrongLabels(int count, List<Label> worst) {
    private static final double THRESHOLD = 0.5;

    /**
     * A label.
     *
     * @param example its example
     * @param position its position in the annotations
     * @param quality how probable it is that it is right
     */
    record Label(int example, int position, double quality) {}

    WrongLabels {
        worst = List.copyOf(worst);
    }

    /** Finds them in time that grows with the labels, however few of them are shown. */
    static WrongLabels of(RoundOutcome round, int most) {
        double[] quality = round.labelQualities();
        if (quality.length == 0) {
            return new WrongLabels(0, List.of());
        }
        Annotations annotations = round.annotations();
        Comparator<Label> order = Comparator.comparingDouble(Label::quality).thenComparingInt(Label::position);
        PriorityQueue<Label> worst = new PriorityQueue<>(order.reversed());
        int count = 0;
        for (int i = 0; i < annotations.numExamples(); i++) {
            for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                boolean consensus = annotations.labelAt(a) == round.consensus().label(i);
                // Of sets the consensus may be improbable, and still the most probable one.
                boolean improbable = round.sets().isEmpty() && quality[a] < 1.0 / annotations.numClasses();
                if (quality[a] < THRESHOLD && (!consensus || improbable)) {
                    count++;
                    worst.add(new Label(i, a, quality[a]));
                    if (worst.size() > most) {
                        worst.remove();
                    }
                }
            }
        }
        List<Label> sorted = new ArrayList<>(worst);
        sorted.sort(order);
        return new WrongLabels(count, sorted);
    }
}
