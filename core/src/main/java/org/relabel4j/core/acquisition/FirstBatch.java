package org.relabel4j.core.acquisition;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.random.Shuffles;
import org.relabel4j.core.training.Examples;

/** Chooses what to ask first, before there is any label or model: typical examples, spread over the data ({@link TypiClust}). */
public final class FirstBatch {
    /** Values that are read at most: 128 MiB of floats. */
    private static final int MOST_VALUES = 1 << 25;

    private FirstBatch() {}

    /**
     * Chooses examples: by as many clusters as the batch has places (at most 500), the most typical example of each, the largest
     * cluster first. Of more than 20,000 candidates, or 2<sup>25</sup> values, only so many are looked at, drawn at random; at least the
     * batch.
     *
     * @param examples finite numbers whose Euclidean distance says how unlike two examples are: standardise columns of a table, encode
     *     categories and gaps; images as they are
     * @param candidates examples to choose from, distinct
     * @param batchSize examples to choose, 1 to the candidates
     * @param rng the only source of randomness
     * @return distinct candidates, the most wanted first, length batchSize
     * @throws IllegalArgumentException if batchSize is out of range or a value is not finite
     */
    public static int[] spread(Examples examples, int[] candidates, int batchSize, RandomGenerator rng) {
        Candidates.checkSize(batchSize, candidates.length);
        int length = examples.length();
        int most = Math.max(batchSize, Math.min(TypicalExamples.MOST_EXAMPLES, MOST_VALUES / length));
        int[] looked = candidates.clone();
        int size = Math.min(most, looked.length);
        Shuffles.choose(looked, looked.length, size, rng);
        float[] values = new float[Math.multiplyExact(size, length)];
        for (int n = 0; n < size; n++) {
            examples.copyTo(looked[n], values, n * length);
        }
        Embeddings embeddings = Embeddings.ofRowMajor(size, length, values);
        int[] places = IntStream.range(0, size).toArray();
        int[] chosen = TypicalExamples.choose(embeddings, places, new int[0], batchSize, TypiClust.Settings.PAPER, rng);
        return Arrays.stream(chosen).map(n -> looked[n]).toArray();
    }
}
