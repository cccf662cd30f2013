package org.relabel4j.jobs.labelling;

import org.relabel4j.core.acquisition.Needs;

/** Checks that a job was given the files that its strategy reads. */
final class InputNeeds {
    private InputNeeds() {}

    /**
     * @param strategy its name
     * @throws IllegalArgumentException if something is missing; the message names the option that gives it
     */
    static void check(String strategy, Needs needs, JobInputs inputs) {
        int numModels = inputs.predProbs().size();
        if (needs.embeddings() && inputs.embeddings().isEmpty()) {
            throw refusal(strategy, "with these options needs embeddings; give --embeddings FILE, a vector an example");
        }
        if (needs.dropoutPasses() > 0) {
            throw refusal(
                    strategy,
                    "needs predictions with dropout; give --pred-probs FILE for each pass and leave the option draws out");
        }
        if (needs.probabilities() && numModels == 0) {
            throw refusal(strategy, "needs the predicted probabilities of at least one model; give --pred-probs FILE");
        }
        if ((needs.severalModels() || needs.foldPredictions()) && numModels == 1) {
            throw refusal(
                    strategy,
                    "compares several models but got the probabilities of one; give --pred-probs FILE for each");
        }
        if (needs.oneModel() && numModels > 1) {
            throw refusal(strategy, "with these options takes one model; give --pred-probs once");
        }
    }

    private static IllegalArgumentException refusal(String strategy, String problem) {
        return new IllegalArgumentException("strategy " + strategy + " " + problem);
    }
}
