package org.relabel4j.core.simulation;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.assignment.AnnotatorEstimate;
import org.relabel4j.core.assignment.AnnotatorEstimates;
import org.relabel4j.core.assignment.Assignment;
import org.relabel4j.core.loop.Costs;
import org.relabel4j.core.loop.LabelBatch;
import org.relabel4j.core.loop.LabelSource;
import org.relabel4j.core.probability.Rows;

/**
 * Questions go to members of a crowd that stays the same, each to the one that {@link Assignment} suggests. An example about which
 * nobody is suggested gets no answer.
 *
 * @param crowd its members; the numbers of the annotators are those of the annotations
 * @param costs rates by annotator
 */
public record SuggestedLabelSource(SimulatedAnnotators crowd, Costs costs) implements LabelSource {
    /**
     * @throws UnsupportedOperationException always: whom to ask depends on the labels so far
     */
    @Override
    public LabelBatch label(int round, int[] examples) {
        throw new UnsupportedOperationException("whom to ask depends on the labels so far");
    }

    @Override
    public LabelBatch label(int[] examples, PoolState pool) {
        Annotations given = pool.annotations();
        List<int[]> noSkips = Collections.nCopies(given.numAnnotators(), new int[0]);
        return crowd.answers(examples, new Assignment(given, noSkips, estimates(pool), costs).assign(examples));
    }

    /** How good each annotator is, by the labels so far and the models. */
    static List<AnnotatorEstimate> estimates(PoolState pool) {
        int[] unknown = new int[pool.numExamples()];
        Arrays.fill(unknown, -1);
        return AnnotatorEstimates.of(pool.annotations(), Rows.likeliest(pool.meanPredProbs()), unknown);
    }
}
