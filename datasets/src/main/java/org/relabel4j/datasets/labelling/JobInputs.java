package org.relabel4j.datasets.labelling;

import java.nio.file.Path;
import java.util.List;

/**
 * The files that a job reads.
 *
 * @param labels labels as CSV, {@code task,annotator,label}
 * @param predProbs probabilities of each model, CSV or {@code .npy}; none if there is no model
 */
public record JobInputs(Path labels, List<Path> predProbs) {
    public JobInputs {
        predProbs = List.copyOf(predProbs);
    }
}
