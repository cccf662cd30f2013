package org.relabel4j.spark.scoring;

import java.io.Serializable;
import java.util.List;
import java.util.random.RandomGenerator;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.AnnotatorRatios;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.random.ByName;
import org.relabel4j.core.random.Seeds;

/** What a partition of a pool is made of: parts, and at its end its annotators; or, last, a row that cannot be. */
sealed interface Piece extends Serializable {
    /**
     * Some thousand examples. Annotators are numbered by their place in the partition's {@link Annotators}.
     *
     * @param tasks id of each example
     * @param annotations the labels
     * @param predProbs what each model says of them; serialisable
     */
    record Part(Texts tasks, Annotations annotations, List<Probabilities> predProbs) implements Piece {
        /** Draws for each example by its task, as one machine does. */
        RandomGenerator chance(long seed) {
            return new ByName(seed, tasks::get, Seeds.generator(seed, "part"));
        }
    }

    /**
     * The annotators of the partition, with what its labels alone say of them.
     *
     * @param names id of each
     * @param numLabels labels of each
     * @param pairs by {@link AnnotatorRatios#pairAgreement}
     * @param majorities by {@link AnnotatorRatios#majorityAgreement}
     */
    record Annotators(Texts names, long[] numLabels, AnnotatorRatios pairs, AnnotatorRatios majorities)
            implements Piece {}

    /**
     * A row that is refused.
     *
     * @param input number of the table: that of a model, or the number of models for the labels
     * @param task its task, null if it has none
     * @param annotator its annotator, null if it is not one of the labels or has none
     * @param problem what was found, expected, and how to fix it: the rest of a line
     */
    record BadRow(int input, String task, String annotator, String problem) implements Piece {}
}
