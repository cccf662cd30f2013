package org.relabel4j.core.assignment;

import java.util.List;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.Consensus;

/** Estimates how good annotators are from known answers and from the consensus of examples that others labelled too. */
public final class AnnotatorEstimates {
    private AnnotatorEstimates() {}

    /**
     * An estimate for each annotator; one of whom nothing is known gets what is known of all.
     *
     * @param gold known class of each example, or -1
     */
    public static List<AnnotatorEstimate> of(Annotations annotations, Consensus consensus, int[] gold) {
        throw new UnsupportedOperationException();
    }
}
