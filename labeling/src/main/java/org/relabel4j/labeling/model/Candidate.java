package org.relabel4j.labeling.model;

import java.util.List;
import org.relabel4j.core.training.Trainer;

/**
 * A model that {@code auto} may choose.
 *
 * @param model its name in the registry
 * @param shown its name with the options that tell it from the other candidates
 * @param trainer trains it
 * @param work what it takes
 * @param features values of an example that it computes with
 */
record Candidate(String model, String shown, Trainer trainer, Work work, int features) {
    /**
     * Seconds of a round's cross-validation, whose folds each predict the pool.
     *
     * @param pool examples of the pool
     */
    double round(ModelChooser.Request request) {
        Work.Size fold = fold(request, request.numLabelled());
        return request.questions().size()
                * request.numFolds()
                * (work.training(fold) + request.numExamples() * work.prediction(fold))
                / Work.A_SECOND;
    }

    /**
     * Seconds of a cross-validation of some labelled examples alone.
     *
     * @param labelled how many
     */
    double comparison(ModelChooser.Request request, double labelled) {
        Work.Size fold = fold(request, labelled);
        return request.questions().size()
                * (request.numFolds() * work.training(fold) + labelled * work.prediction(fold))
                / Work.A_SECOND;
    }

    private Work.Size fold(ModelChooser.Request request, double labelled) {
        return new Work.Size(labelled * (request.numFolds() - 1) / request.numFolds(), features, request.numClasses());
    }

    ModelChoice chosen(String reason, String warning) {
        return new ModelChoice(model, List.of(trainer), shown + ": " + reason, warning);
    }
}
