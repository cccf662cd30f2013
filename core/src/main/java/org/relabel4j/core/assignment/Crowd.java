package org.relabel4j.core.assignment;

import java.util.Collections;
import java.util.List;

/**
 * The annotators who can be asked in a round.
 *
 * @param askable who can be asked about what
 * @param estimates how good each is
 * @param capacities how many labels each can give in this round; 0 for one who is not there
 */
public record Crowd(Askable askable, List<AnnotatorEstimate> estimates, List<Integer> capacities) {
    /** Capacity of one who can answer any number of questions. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    /**
     * @throws IllegalArgumentException if there is not one estimate and one capacity for each annotator, or a capacity is negative
     */
    public Crowd {
        estimates = List.copyOf(estimates);
        capacities = List.copyOf(capacities);
        int numAnnotators = askable.annotations().numAnnotators();
        if (estimates.size() != numAnnotators || capacities.size() != numAnnotators) {
            throw new IllegalArgumentException("estimates of " + estimates.size() + " annotators and capacities of "
                    + capacities.size() + ", expected those of " + numAnnotators);
        }
        for (int j = 0; j < numAnnotators; j++) {
            if (capacities.get(j) < 0) {
                throw new IllegalArgumentException(
                        "capacity of annotator " + j + " is " + capacities.get(j) + ", expected at least 0");
            }
        }
    }

    /** A crowd in which everybody can answer any number of questions. */
    public Crowd(Askable askable, List<AnnotatorEstimate> estimates) {
        this(askable, estimates, Collections.nCopies(estimates.size(), UNLIMITED));
    }

    /** Number of annotators M. */
    public int size() {
        return estimates.size();
    }

    /** Accuracy of one who guesses: 1 / K. */
    double guessing() {
        return 1.0 / askable.annotations().numClasses();
    }
}
