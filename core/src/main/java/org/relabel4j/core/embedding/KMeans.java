package org.relabel4j.core.embedding;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.relabel4j.core.probability.Embeddings;

/**
 * Clusters vectors, or takes from each cluster the one nearest to its centre.
 *
 * <p>Source: Lloyd 1982, "Least squares quantization in PCM", started by k-means++ (Arthur and Vassilvitskii 2007).
 */
public final class KMeans {
    private static final int MAX_ITERATIONS = 30;

    private final Embeddings embeddings;
    private final int[] candidates;
    private final int count;
    private float[] centres;
    private int[] cluster = new int[0];
    private final float[] squaredDistance;

    private KMeans(Embeddings embeddings, int[] candidates, int count) {
        this.embeddings = embeddings;
        this.candidates = candidates;
        this.count = count;
        this.centres = new float[Math.multiplyExact(count, embeddings.dimension())];
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
        return search(embeddings, candidates, count, rng).nearestToCentres();
    }

    /**
     * Divides examples into clusters.
     *
     * @param embeddings vectors
     * @param rows examples to divide, distinct
     * @param count clusters, 1 to the number of rows
     * @param rng chooses the first centres
     * @return the cluster of each row, 0 to count − 1; clusters may be empty
     */
    public static int[] clusters(Embeddings embeddings, int[] rows, int count, RandomGenerator rng) {
        return search(embeddings, rows, count, rng).cluster;
    }

    private static KMeans search(Embeddings embeddings, int[] rows, int count, RandomGenerator rng) {
        KMeans search = new KMeans(embeddings, rows, count);
        search.start(rng);
        boolean moved = true;
        for (int iteration = 0; iteration < MAX_ITERATIONS && moved; iteration++) {
            moved = search.assign();
            search.moveCentres();
        }
        search.assign();
        return search;
    }

    private void start(RandomGenerator rng) {
        int first = rng.nextInt(candidates.length);
        int[] places = PlusPlus.draw(new EuclideanSpace(embeddings, candidates), first, count, rng);
        for (int c = 0; c < count; c++) {
            embeddings.copyRow(candidates[places[c]], centres, c * embeddings.dimension());
        }
    }

    /** Assigns each candidate to its nearest centre (the first of equally near ones); whether any changed. */
    private boolean assign() {
        int[] before = cluster;
        Embeddings vectors = Embeddings.ofRowMajor(count, embeddings.dimension(), centres);
        int[] all = IntStream.range(0, count).toArray();
        cluster = Cells.nearest(embeddings, candidates, vectors, all, squaredDistance);
        return !Arrays.equals(before, cluster);
    }

    /** Moves each centre to the mean of its candidates; that of an empty cluster stays. */
    private void moveCentres() {
        int dimension = embeddings.dimension();
        double[][] sums = new double[count][dimension];
        int[] sizes = new int[count];
        float[] vector = new float[dimension];
        for (int n = 0; n < candidates.length; n++) {
            embeddings.copyRow(candidates[n], vector, 0);
            double[] sum = sums[cluster[n]];
            for (int d = 0; d < vector.length; d++) {
                sum[d] += vector[d];
            }
            sizes[cluster[n]]++;
        }
        centres = centres.clone();
        for (int c = 0; c < count; c++) {
            for (int d = 0; d < dimension && sizes[c] > 0; d++) {
                centres[c * dimension + d] = (float) (sums[c][d] / sizes[c]);
            }
        }
    }

    private int[] nearestToCentres() {
        int[] best = new int[count];
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
        int[] chosen = new int[count];
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
