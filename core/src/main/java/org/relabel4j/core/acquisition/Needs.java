package org.relabel4j.core.acquisition;

/**
 * What a strategy reads of a {@link PoolState} beyond annotations, consensus and pool probabilities. Whoever sets up a run
 * has it computed, or refuses the combination before anything runs.
 *
 * @param embeddings at least one member's embeddings
 * @param foldPredictions if there is one model only, its fold models' predictions on the pool
 * @param severalModels at least two models
 * @param oneModel no more than one model
 * @param dropoutPasses predictions with dropout on the pool, at least 0
 */
public record Needs(
        boolean embeddings, boolean foldPredictions, boolean severalModels, boolean oneModel, int dropoutPasses) {
    /** Nothing beyond the usual. */
    public static final Needs NOTHING = new Needs(false, false, false);

    /** Embeddings alone. */
    public static final Needs EMBEDDINGS = new Needs(true, false, false);

    /** Several models alone. */
    public static final Needs SEVERAL_MODELS = new Needs(false, false, true);

    /** A single model alone. */
    public static final Needs ONE_MODEL = new Needs(false, false, false, true, 0);

    /** What does not mind more models than one. */
    public Needs(boolean embeddings, boolean foldPredictions, boolean severalModels) {
        this(embeddings, foldPredictions, severalModels, false, 0);
    }

    /** A single model's dropout passes alone. */
    public static Needs dropout(int passes) {
        return new Needs(false, false, false, true, passes);
    }

    /** What two parts of one strategy need together. */
    public Needs and(Needs other) {
        return new Needs(
                embeddings || other.embeddings,
                foldPredictions || other.foldPredictions,
                severalModels || other.severalModels,
                oneModel || other.oneModel,
                Math.max(dropoutPasses, other.dropoutPasses));
    }
}
