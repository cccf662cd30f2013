package org.relabel4j.spark.scoring;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the rows of a pool are: the classes and, of each model, whether its probabilities are floats.
 *
 * @param classNames as labels call them
 */
record Layout(List<String> classNames, List<Boolean> floats) implements Serializable {
    /** The columns of rows: text, number of the table, text, text, probabilities; and what orders a task's labels. */
    static final int TASK = 0;

    static final int INPUT = 1;
    static final int ANNOTATOR = 2;
    static final int LABEL = 3;
    static final int PREDICTIONS = 4;
    static final int PLACE = 5;
    static final int REST = 6;

    int numClasses() {
        return classNames.size();
    }

    /** Whether classes are numbers from 0 on, as without names. */
    boolean areNumbered() {
        return IntStream.range(0, numClasses()).allMatch(k -> classNames.get(k).equals(Integer.toString(k)));
    }

    int numModels() {
        return floats.size();
    }

    /** Whether all are, so that rows have floats and not doubles. */
    boolean areFloats() {
        return !floats.contains(false);
    }

    boolean isFloat(int model) {
        return floats.get(model);
    }
}
