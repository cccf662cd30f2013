package org.relabel4j.benchmarks.published;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.annotation.Annotations;

/**
 * The order in which the published runs keep the pool: examples labelled at the start, those labelled since, as they came, and
 * those without a label. They add one annotator a round, so the first annotator tells the round.
 */
final class LabellingOrder {
    private LabellingOrder() {}

    /** Examples in that order, those of one round by number; length numExamples. */
    static int[] of(PoolState state) {
        Annotations annotations = state.annotations();
        int atStart = annotations.numAnnotators() - state.round();
        return IntStream.range(0, state.numExamples())
                .boxed()
                .sorted(Comparator.comparingInt(i -> roundOfFirstLabel(annotations, i, atStart)))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static int roundOfFirstLabel(Annotations annotations, int i, int atStart) {
        int first = Integer.MAX_VALUE;
        for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
            first = Math.min(first, annotations.annotatorAt(a));
        }
        return Math.max(first, atStart - 1);
    }
}
