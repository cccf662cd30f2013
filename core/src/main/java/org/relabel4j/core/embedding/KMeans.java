package org.relabel4j.core.embedding;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.relabel4j.core.parallel.Blocks;
import org.relabel4j.core.probability.Embeddings;

/**
 * Clusters vectors and takes from each cluster the one nearest to its centre.
 *
 * <p>Source: Lloyd 1982, "Least squares quantization in PCM", started by k-means++ (Arthur and Vassilvitskii 2007).
 */
public final class KMeans {
    private static final int MAX_ITERATIONS = 30;

    private final Embeddings embeddings;
    private final int[] candidates;
    private final VectorBlocks vectors;
    private final float[][] centres;
    private final int[] cluster;
    private final float[] squaredDistance;

    private KMeans(Embeddings embeddings, int[] candidates, int count) {
        this.embeddings = embeddings;
        this.candidates = candidates;
        this.vectors = new VectorBlocks(embeddings, candidates);
        this.centres = new float[count][embeddings.dimension()];
        this.cluster = new int[candidates.length];
        this.squaredDistance = new float[candidates.length];
    }

    /**
     * Chooses one example a cluster.
     *
     * @param embeddings vectors
     * @param candidates examples to choose from, distinct
     * @param count clusters, at most the candidates
     * @param rng chooses the first centres
     * @return distinct examples, length count. Where fewer vectors differ than clusters are wanted, some clusters stay empty:
     *     the first candidates not chosen yet stand in for them
     */
    public static int[] representatives(Embeddings embeddings, int[] candidates, int count, RandomGenerator rng) {
        if (count == candidates.length || count == 0) {
            return Arrays.copyOf(candidates, count);
        }
        KMeans search = new KMeans(embeddings, candidates, count);
        search.start(rng);
        boolean moved = true;
        for (int iteration = 0; iteration < MAX_ITERATIONS && moved; iteration++) {
            moved = search.assign();
            search.moveCentres();
        }
        search.assign();
        return search.nearestToCentres();
    }

    /** k-means++: each further centre is drawn with probability proportional to its squared distance from those before. */
    private void start(RandomGenerator rng) {
        PlusPlus seeding = new PlusPlus(candidates.length, rng);
        int next = rng.nextInt(candidates.length);
        for (int c = 0; c < centres.length; c++) {
            float[] centre = centres[c];
            embeddings.copyRow(candidates[next], centre, 0);
            seeding.take(next);
            if (c + 1 < centres.length) {
                vectors.forEachBlock((block, from, to) -> {
                    float[] distances = new float[to - from];
                    vectors.squaredDistances(block, centre, distances);
                    for (int n = from; n < to; n++) {
                        seeding.offer(n, distances[n - from]);
                    }
                });
                next = seeding.draw();
            }
        }
    }

    /** Assigns each candidate to its nearest centre (the first of equally near ones); whether any changed. */
    private boolean assign() {
        int[] before = cluster.clone();
        Blocks.forEach(
                candidates.length,
                embeddings.dimension(),
                () -> new float[vectors.maxWidth()],
                (block, from, to, distances) -> {
                    Arrays.fill(squaredDistance, from, to, Float.POSITIVE_INFINITY);
                    for (int c = 0; c < centres.length; c++) {
                        vectors.squaredDistances(block, centres[c], distances);
                        for (int n = from; n < to; n++) {
                            if (distances[n - from] < squaredDistance[n]) {
                                squaredDistance[n] = distances[n - from];
                                cluster[n] = c;
                            }
                        }
                    }
                });
        return !Arrays.equals(before, cluster);
    }

    /** Moves each centre to the mean of its candidates; that of an empty cluster stays. */
    private void moveCentres() {
        double[][] sums = new double[centres.length][embeddings.dimension()];
        int[] sizes = new int[centres.length];
        float[] vector = new float[embeddings.dimension()];
        for (int n = 0; n < candidates.length; n++) {
            embeddings.copyRow(candidates[n], vector, 0);
            double[] sum = sums[cluster[n]];
            for (int d = 0; d < vector.length; d++) {
                sum[d] += vector[d];
            }
            sizes[cluster[n]]++;
        }
        for (int c = 0; c < centres.length; c++) {
            for (int d = 0; d < vector.length && sizes[c] > 0; d++) {
                centres[c][d] = (float) (sums[c][d] / sizes[c]);
            }
        }
    }

    private int[] nearestToCentres() {
        int[] best = new int[centres.length];
        Arrays.fill(best, -1);
        for (int n = 0; n < candidates.length; n++) {
            int c = cluster[n];
            if (best[c] < 0 || squaredDistance[n] < squaredDistance[best[c]]) {
                best[c] = n;
            }
        }
        boolean[] taken = new boolean[candidates.length];
        for (int n : best) {
            if (n >= 0) {
                taken[n] = true;
            }
        }
        int spare = 0;
        int[] chosen = new int[centres.length];
        for (int c = 0; c < chosen.length; c++) {
            if (best[c] < 0) {
                while (taken[spare]) {
                    spare++;
                }
                best[c] = spare++;
            }
            chosen[c] = candidates[best[c]];
        }
        return chosen;
    }
}
