package org.relabel4j.core.consensus;

import java.util.Optional;

/** A consensus with what it says of the annotators, and what it rests on. */
public interface ConsensusAnalysis {
    /** Labels and qualities. */
    Consensus consensus();

    /** How good each annotator is. */
    AnnotatorStats annotatorStats();

    /** How far models and annotators were trusted; empty if the method does not weigh them. */
    Optional<Trust> trust();
}
