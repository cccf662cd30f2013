package org.relabel4j.core.acquisition;

/**
 * What a strategy reads of a {@link PoolState} beyond annotations and consensus. Whoever sets up a run has it computed, or
 * refuses the combination before anything runs.
 *
 * @param probabilities the models' pool probabilities
 * @param embeddings at least one member's embeddings
 * @param foldPredictions if there is one model only, its fold models' predictions on the pool
 * @param severalModels at least two models
 * @param oneModel no more than one model
 * @param dropoutPasses predictions with dropout on the pool, at least 0
 */
public record Needs(
        boolean probabilities,
        boolean embeddings,
        boolean foldPredictions,
        boolean severalModels,
        boolean oneModel,
        int dropoutPasses) {
    /** Nothing beyond the usual: pool probabilities of any models. */
    public static final Needs NOTHING = new Needs(false, false, false);

    /** No model at all. */
    public static final Needs LABELS_ALONE = new Needs(false, false, false, false, false, 0);

    /** Embeddings, and no probabilities. */
    public static final Needs EMBEDDINGS_ALONE = new Needs(false, true, false, false, false, 0);

    /** Probabilities and embeddings. */
    public static final Needs EMBEDDINGS = new Needs(true, false, false);

    /** Several models alone. */
    public static final Needs SEVERAL_MODELS = new Needs(false, false, true);

    /** A single model alone. */
    public static final Needs ONE_MODEL = new Needs(true, false, false, false, true, 0);

    /** What does not mind more models than one. */
    public Needs(boolean embeddings, boolean foldPredictions, boolean severalModels) {
        this(true, embeddings, foldPredictions, severalModels, false, 0);
    }

    /** A single model's dropout passes alone. */
    public static Needs dropout(int passes) {
        return new Needs(true, false, false, false, true, passes);
    }

    /** What two parts of one strategy need together. */
    public Needs and(Needs other) {
        return new Needs(
                probabilities || other.probabilities,
                embeddings || other.embeddings,
                foldPredictions || other.foldPredictions,
                severalModels || other.severalModels,
                oneModel || other.oneModel,
                Math.max(dropoutPasses, other.dropoutPasses));
    }
}
