package org.relabel4j.datasets.labelling;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.relabel4j.datasets.format.ProbabilityOptions;

/**
 * The files that a job reads.
 *
 * @param labels labels as CSV, {@code task,annotator,label}
 * @param predProbs probabilities of each model, CSV, {@code .npy} or {@code .npz}; none if there is no model
 * @param probabilityOptions how to read these
 * @param embeddings a vector an example, for strategies that read it
 */
public record JobInputs(
        Path labels, List<Path> predProbs, ProbabilityOptions probabilityOptions, Optional<Path> embeddings) {
    public JobInputs {
        predProbs = List.copyOf(predProbs);
    }

    /** Labels and probabilities, read as the files say. */
    public JobInputs(Path labels, List<Path> predProbs) {
        this(labels, predProbs, ProbabilityOptions.NONE, Optional.empty());
    }

    /** All of the files. */
    List<Path> all() {
        List<Path> files = new ArrayList<>(predProbs);
        files.add(labels);
        embeddings.ifPresent(files::add);
        return files;
    }
}
