package org.relabel4j.labeling.round;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.datasets.format.Ids;

/**
 * All that a round found, for its files and its report. Examples, annotators and classes are numbered as in the annotations.
 *
 * @param facts in numbers
 * @param before the rounds before, from the first
 * @param tasks id of each example
 * @param annotators name of each annotator
 * @param classNames name of each class; where a label is a set of classes each set is a class here, with its text as name
 * @param annotations the labels that count
 * @param gold known class of each example, or -1
 * @param consensus of each example with a label or a known answer
 * @param labelQualities how probable it is that each label is right, by people and model together, in the order of the annotations'
 *     positions; empty in a round without a model
 * @param predProbs the model's, out of sample for labelled examples; in a round without a model 1/K everywhere. Where labels are sets,
 *     how probable it is that an example has each class of the project
 * @param batch what to ask, in rank order
 * @param annotatorRows the annotators, worst first
 * @param images file of an example's image, by its number; empty if the examples are no images
 * @param sets what there is of each class; empty where a label is one class
 */
public record RoundOutcome(
        RoundFacts facts,
        List<RoundFacts> before,
        Ids tasks,
        List<String> annotators,
        List<String> classNames,
        Annotations annotations,
        int[] gold,
        Consensus consensus,
        double[] labelQualities,
        Probabilities predProbs,
        List<BatchRow> batch,
        List<AnnotatorRow> annotatorRows,
        Optional<IntFunction<Path>> images,
        Optional<SetOutcome> sets) {
    /** The model's probabilities of an example; empty in a round without a model. */
    double[] predicted(int i) {
        double[] row = new double[facts.model().isEmpty() ? 0 : predProbs.numClasses()];
        if (row.length > 0) {
            predProbs.copyRows(i, i + 1, row, 0);
        }
        return row;
    }
}
