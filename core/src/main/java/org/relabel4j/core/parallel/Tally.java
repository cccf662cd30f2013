package org.relabel4j.core.parallel;

import java.io.Serializable;

/**
 * Sums over the examples of a pool, of which each part may be added by another thread or machine: parts are added, tallies
 * merged, and the last one says what all examples say together. Whatever can be told of one example given such sums is then
 * told part by part.
 *
 * <p>Counts are the same in any order of parts; sums of fractions are, to the bit, in the same order of the same parts.
 *
 * @param <P> some examples, with what is known of them
 * @param <R> what the sums say
 * @param <T> the tally itself
 */
public interface Tally<P, R, T extends Tally<P, R, T>> extends Serializable {
    /** Adds the examples of a part, which must not be in the tally yet. */
    void add(P part);

    /** Adds what another tally of the same kind has counted, and leaves that as it is. */
    void merge(T other);

    /** What the examples that were added say. */
    R finish();
}
