package org.relabel4j.core.assignment;

import java.util.List;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.loop.Costs;

/**
 * Chooses whom to ask about each example of a batch: by estimated quality and cost, with an equal share of work. Nobody is asked about
 * an example that he has labelled or skipped; who is known to be poor is not asked for a further opinion on a labelled example.
 */
public final class Assignment {
    /** Nobody can be asked. */
    public static final int NOBODY = -1;

    private final Annotations annotations;
    private final List<int[]> skips;
    private final List<AnnotatorEstimate> estimates;
    private final Costs costs;

    /**
     * @param annotations the labels so far; annotators without a label may be among their annotators
     * @param skips for each annotator the examples that he skipped, ascending
     * @param estimates of each annotator
     * @param costs rates by annotator
     */
    public Assignment(Annotations annotations, List<int[]> skips, List<AnnotatorEstimate> estimates, Costs costs) {
        this.annotations = annotations;
        this.skips = List.copyOf(skips);
        this.estimates = List.copyOf(estimates);
        this.costs = costs;
    }

    /** Whether some annotator can still be asked about an example at all. */
    public boolean canBeAsked(int example) {
        throw new UnsupportedOperationException();
    }

    /** Whether one who is not known to be poor can be; of an unlabelled example, whether anybody can. */
    public boolean canBeAskedWell(int example) {
        throw new UnsupportedOperationException();
    }

    /**
     * Whom to ask about each example of a batch.
     *
     * @param batch distinct examples, the most wanted first
     * @return an annotator each, or {@link #NOBODY}
     */
    public int[] assign(int[] batch) {
        throw new UnsupportedOperationException();
    }
}
