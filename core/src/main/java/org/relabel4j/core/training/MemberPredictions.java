package org.relabel4j.core.training;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.probability.Probabilities;

/**
 * What one model (one member of an ensemble of models) says after a round's training.
 *
 * @param model the trainer's name
 * @param pool shape (numExamples, numClasses): out of sample for labelled examples, the mean over folds for the others
 * @param testByFold for each fold model, its probabilities on the test set; empty if there is none
 * @param poolByFold for each fold model, its probabilities on the whole pool, so <em>in sample</em> for the examples that it
 *     trained on; empty if not kept
 * @param poolByPass for each dropout pass, its probabilities on the pool, of the same models as {@code pool}; empty if not asked
 *     for
 * @param embeddings shape (numExamples, dimension), all from the first fold's model so that they share one space; empty if
 *     the model has none or they were not asked for
 * @param choices for each fold model, what its trainer chose ({@link Classifier#choices}); empty if not kept
 */
public record MemberPredictions(
        String model,
        Probabilities pool,
        List<Probabilities> testByFold,
        List<Probabilities> poolByFold,
        List<Probabilities> poolByPass,
        Optional<Embeddings> embeddings,
        List<Map<String, String>> choices) {
    public MemberPredictions {
        testByFold = List.copyOf(testByFold);
        poolByFold = List.copyOf(poolByFold);
        poolByPass = List.copyOf(poolByPass);
        choices = choices.stream().map(Map::copyOf).toList();
    }

    /** Predictions without choices. */
    public MemberPredictions(
            String model,
            Probabilities pool,
            List<Probabilities> testByFold,
            List<Probabilities> poolByFold,
            List<Probabilities> poolByPass,
            Optional<Embeddings> embeddings) {
        this(model, pool, testByFold, poolByFold, poolByPass, embeddings, List.of());
    }

    /** Predictions without dropout passes. */
    public MemberPredictions(
            String model,
            Probabilities pool,
            List<Probabilities> testByFold,
            List<Probabilities> poolByFold,
            Optional<Embeddings> embeddings) {
        this(model, pool, testByFold, poolByFold, List.of(), embeddings);
    }
}
