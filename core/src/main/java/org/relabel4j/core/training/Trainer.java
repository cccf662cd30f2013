package org.relabel4j.core.training;

import java.util.ArrayList;
import java.util.List;

/**
 * Trains classifiers: holds hyperparameters and nothing that training changes, so that equal calls give equal classifiers
 * and one trainer may be used from several threads.
 */
public interface Trainer {
    /** Short name for tables and files, lower case with hyphens, such as {@code mlp}. */
    String name();

    /** Whether the classifiers give embeddings. */
    default boolean hasEmbeddings() {
        return false;
    }

    /** Whether the classifiers are trained with dropout and can predict with it. */
    default boolean hasDropout() {
        return false;
    }

    /** Whether classifiers trained on the same examples with other seeds differ. */
    default boolean usesSeed() {
        return true;
    }

    /**
     * Trains one classifier.
     *
     * @param examples all examples
     * @param rows examples to train on, distinct, at least 1
     * @param labels class of each row, same length, in {@code 0..numClasses-1}; classes may be absent
     * @param numClasses classes that the classifier distinguishes, at least 2
     * @param seed the only source of randomness
     * @return a classifier that the caller closes
     * @throws IllegalArgumentException if the examples are of a shape that this trainer cannot take
     */
    Classifier train(Examples examples, int[] rows, int[] labels, int numClasses, long seed);

    /**
     * Trains the classifiers of a cross-validation. Overridden where training them together is faster; the result must be
     * that of training each alone, within rounding.
     *
     * @param rows for each fold, the examples to train on
     * @param labels for each fold, the class of each of its rows
     * @param seeds for each fold, its seed
     * @return a classifier per fold, in order; the caller closes them
     */
    default List<Classifier> trainFolds(
            Examples examples, List<int[]> rows, List<int[]> labels, int numClasses, long[] seeds) {
        List<Classifier> classifiers = new ArrayList<>();
        try {
            for (int fold = 0; fold < rows.size(); fold++) {
                classifiers.add(train(examples, rows.get(fold), labels.get(fold), numClasses, seeds[fold]));
            }
            return classifiers;
        } catch (RuntimeException | Error e) {
            // Nobody else knows of those that are trained already.
            classifiers.forEach(Classifier::close);
            throw e;
        }
    }
}
