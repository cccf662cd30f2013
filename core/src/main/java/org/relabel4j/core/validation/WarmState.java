package org.relabel4j.core.validation;

import java.util.List;
import org.relabel4j.core.training.FoldMemory;

/**
 * What a {@link WarmCrossValidation} hands on from round to round. Immutable.
 *
 * @param homes for each example, the fold that it belongs to for good, or -1 if it has had no label yet
 * @param memories for each trainer, what the classifier of each fold left; an empty list for a trainer that starts cold
 */
public record WarmState(int[] homes, List<List<FoldMemory>> memories) {
    public WarmState {
        homes = homes.clone();
        memories = memories.stream().map(List::copyOf).toList();
    }

    /** For each example its fold, or -1; a fresh array. */
    public int[] homes() {
        return homes.clone();
    }
}
