package org.relabel4j.jobs.labelling;

import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.multilabel.ClassSets;

/**
 * What a job worked on.
 *
 * @param examples examples, labelled or not
 * @param labelled examples with a label
 * @param annotations labels
 * @param annotators annotators
 * @param classes classes
 */
public record JobSummary(int examples, int labelled, int annotations, int annotators, int classes) {
    static JobSummary of(JobFiles files) {
        Annotations annotations = files.pool().annotations();
        return new JobSummary(
                annotations.numExamples(),
                annotations.numLabelled(),
                annotations.size(),
                annotations.numAnnotators(),
                files.sets().map(ClassSets::numClasses).orElse(annotations.numClasses()));
    }
}
