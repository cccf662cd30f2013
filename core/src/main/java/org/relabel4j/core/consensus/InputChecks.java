package org.relabel4j.core.consensus;

import java.util.List;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.probability.Probabilities;

/** The check that annotations and predictions are of the same examples and classes. */
final class InputChecks {
    private InputChecks() {}

    static void checkShapes(Annotations annotations, List<Probabilities> predProbs) {
        for (int l = 0; l < predProbs.size(); l++) {
            Probabilities p = predProbs.get(l);
            if (p.numExamples() != annotations.numExamples() || p.numClasses() != annotations.numClasses()) {
                throw new IllegalArgumentException("predProbs of model " + l + " is (" + p.numExamples() + ", "
                        + p.numClasses() + ") but the annotations are for (" + annotations.numExamples() + ", "
                        + annotations.numClasses() + "); give one row an example and one column a class");
            }
        }
    }
}
