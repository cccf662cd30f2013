package org.relabel4j.core.simulation;

import java.util.Arrays;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.loop.LabelBatch;
import org.relabel4j.core.loop.LabelSource;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.random.Shuffles;

/**
 * Questions go to a crowd that stays the same: each example's to one member after the other, in an order of its own, and never
 * twice to the same. So the n-th answer about an example is the same whichever strategy asks, in whichever round. An example
 * that the whole crowd has labelled gets no further answer.
 *
 * @param crowd its members; the numbers of the annotators are those of the annotations
 * @param seed decides who is asked first about which example
 */
public record CrowdLabelSource(SimulatedAnnotators crowd, long seed) implements LabelSource {
    /** Answers as if nobody had answered before. */
    @Override
    public LabelBatch label(int round, int[] examples) {
        int numExamples = Arrays.stream(examples).max().orElse(-1) + 1;
        return label(examples, Annotations.empty(numExamples, crowd.numAnnotators(), 2));
    }

    @Override
    public LabelBatch label(int[] examples, PoolState pool) {
        return label(examples, pool.annotations());
    }

    LabelBatch label(int[] examples, Annotations given) {
        return crowd.answers(
                examples,
                Arrays.stream(examples).map(example -> next(example, given)).toArray());
    }

    /** The first of the example's order who has not labelled it; -1 if all have. */
    private int next(int example, Annotations given) {
        for (int annotator :
                Shuffles.permutation(crowd.numAnnotators(), Seeds.generator(seed, "order of asking", example))) {
            if (given.labelBy(example, annotator) < 0) {
                return annotator;
            }
        }
        return -1;
    }
}
