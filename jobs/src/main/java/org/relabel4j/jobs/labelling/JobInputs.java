package org.relabel4j.jobs.labelling;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.relabel4j.datasets.format.LabelOptions;
import org.relabel4j.datasets.format.ProbabilityOptions;

/**
 * The files that a job reads.
 *
 * @param labels labels, in any form that {@link org.relabel4j.datasets.format.LabelFiles} reads; one file or several
 * @param labelOptions how to read these
 * @param predProbs probabilities of each model, CSV, {@code .npy} or {@code .npz}; none if there is no model
 * @param probabilityOptions how to read these
 * @param embeddings a vector an example, for strategies that read it
 */
public record JobInputs(
        List<Path> labels,
        LabelOptions labelOptions,
        List<Path> predProbs,
        ProbabilityOptions probabilityOptions,
        Optional<Path> embeddings) {
    /** @throws IllegalArgumentException if there is no file of labels */
    public JobInputs {
        labels = List.copyOf(labels);
        predProbs = List.copyOf(predProbs);
        if (labels.isEmpty()) {
            throw new IllegalArgumentException("there is no file of labels, expected at least 1");
        }
    }

    /** One file of labels, and probabilities, read as the files say. */
    public JobInputs(Path labels, List<Path> predProbs) {
        this(List.of(labels), LabelOptions.defaults(), predProbs, ProbabilityOptions.NONE, Optional.empty());
    }

    /** All of the files. */
    List<Path> all() {
        List<Path> files = new ArrayList<>(predProbs);
        files.addAll(labels);
        embeddings.ifPresent(files::add);
        return files;
    }
}
