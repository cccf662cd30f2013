package org.relabel4j.models.features;

import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.models.state.StateWriter;

/**
 * The features of sets of examples, each set's computed once: they are kept in memory as long as the examples are, and on disk if there
 * is a place. Thread-safe.
 */
public final class Features {
    /** Name of the text in files that says which features they are. */
    public static final String KIND = "features";

    private final FeatureExtractor extractor;
    private final Optional<FeatureCache> cache;
    private final Map<Examples, FeatureMatrix> known = new WeakHashMap<>();

    /** @param cache where features are kept on disk; empty to keep none there */
    public Features(FeatureExtractor extractor, Optional<FeatureCache> cache) {
        this.extractor = extractor;
        this.cache = cache;
    }

    /** What computes them. */
    public FeatureExtractor extractor() {
        return extractor;
    }

    /**
     * The features of all examples of a set, shape (size, dimension).
     *
     * @throws IllegalArgumentException if the extractor has none of them
     */
    public synchronized FeatureMatrix of(Examples examples) {
        FeatureMatrix features = known.get(examples);
        if (features == null) {
            features = find(examples);
            known.put(examples, features);
        }
        return features;
    }

    /**
     * Checks, before long work, that features can be kept where they are to be, or those of a set are there already.
     *
     * @throws IllegalArgumentException if not; one line
     */
    public void checkCache(Examples examples) {
        cache.ifPresent(kept -> kept.check(() -> FeatureKey.of(extractor.identity(examples), examples)));
    }

    private FeatureMatrix find(Examples examples) {
        int dimension = extractor.dimension(examples);
        return cache.map(kept -> kept.get(
                        FeatureKey.of(extractor.identity(examples), examples),
                        examples.size(),
                        dimension,
                        () -> extract(examples)))
                .orElseGet(() -> FeatureMatrix.ofRowMajor(examples.size(), dimension, extract(examples)));
    }

    /**
     * The features of all examples of a set, computed anew; shape (size, dimension), row-major.
     *
     * @throws IllegalArgumentException if the extractor has none of them, or one is no finite number
     */
    public float[] extract(Examples examples) {
        float[] values = extractor.extract(examples);
        for (int n = 0; n < values.length; n++) {
            if (!Float.isFinite(values[n])) {
                throw new IllegalArgumentException(extractor.source() + ": gives " + values[n] + " for example "
                        + (long) n * examples.size() / values.length
                        + ", expected finite numbers; its weights are damaged, or are not for such examples; give"
                        + " others");
            }
        }
        return values;
    }

    /** Writes the extractor. */
    public void save(StateWriter out) {
        out.text(KIND, extractor.kind());
        extractor.save(out);
    }
}
