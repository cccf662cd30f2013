package org.relabel4j.core.simulation;

import java.util.Arrays;
import java.util.OptionalInt;
import org.relabel4j.core.loop.LabelBatch;
import org.relabel4j.core.loop.LabelSource;

/**
 * Answers all questions of a round by one more simulated annotator, as the ActiveLab benchmarks do: round t is answered by
 * annotator {@code firstNew + t}.
 *
 * @param annotators at least firstNew + rounds of them
 * @param firstNew the annotator of round 0: the first who gave no initial label
 */
public record SimulatedLabelSource(SimulatedAnnotators annotators, int firstNew) implements LabelSource {
    /**
     * @throws IllegalArgumentException if no annotator is left for this round
     */
    @Override
    public LabelBatch label(int round, int[] examples) {
        int annotator = firstNew + round;
        int[] annotatorOfEach = new int[examples.length];
        Arrays.fill(annotatorOfEach, annotator);
        int[] labels = new int[examples.length];
        for (int n = 0; n < examples.length; n++) {
            labels[n] = annotators.label(annotator, examples[n]);
        }
        return new LabelBatch(examples, annotatorOfEach, labels);
    }

    @Override
    public OptionalInt annotator(int round) {
        return OptionalInt.of(firstNew + round);
    }
}
