package org.relabel4j.core.acquisition;

import java.util.Arrays;
import java.util.Comparator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.relabel4j.core.embedding.KMeans;
import org.relabel4j.core.embedding.NearestNeighbours;
import org.relabel4j.core.probability.Embeddings;

/** Chooses the most typical examples of the clusters that have the fewest labels. */
final class TypicalExamples {
    /** Examples that are clustered at most, of the candidates and of the labelled ones each: more are drawn from at random. */
    static final int MOST_EXAMPLES = 20_000;

    /** Smaller clusters come last: they are outliers. As in the authors' code, which leaves them out. */
    private static final int LEAST_TYPICAL = 6;

    /** With so many members comparing all pairs takes longer than {@link NearestNeighbours#near}. */
    private static final int MOST_COMPARED = 5000;

    private final Embeddings embeddings;
    private final int neighbours;
    /** The candidates, then the labelled ones. */
    private final int[] rows;

    private final int[][] members;
    private final int[] numLabels;
    private final int[] numOpen;
    /** Of each cluster, once needed, the places of its candidates: the most typical first. */
    private final int[][] queues;

    private TypicalExamples(Embeddings embeddings, int[] rows, int numCandidates, int[] clusters, int neighbours) {
        int numClusters = Arrays.stream(clusters).max().orElse(-1) + 1;
        this.embeddings = embeddings;
        this.neighbours = neighbours;
        this.rows = rows;
        this.members = new int[numClusters][];
        this.numLabels = new int[numClusters];
        this.numOpen = new int[numClusters];
        this.queues = new int[numClusters][];
        for (int n = 0; n < rows.length; n++) {
            (n < numCandidates ? numOpen : numLabels)[clusters[n]]++;
        }
        for (int c = 0; c < numClusters; c++) {
            members[c] = new int[numOpen[c] + numLabels[c]];
        }
        int[] filled = new int[numClusters];
        for (int n = 0; n < rows.length; n++) {
            members[clusters[n]][filled[clusters[n]]++] = n;
        }
    }

    /**
     * Chooses.
     *
     * @param candidates examples to choose from, distinct
     * @param labelled examples that have labels, none of them a candidate
     * @param count examples to choose, at most the candidates
     * @param settings how many neighbours and clusters
     * @param rng draws from many examples, starts the clustering, and breaks ties
     * @return distinct candidates in the order chosen, length count
     */
    static int[] choose(
            Embeddings embeddings,
            int[] candidates,
            int[] labelled,
            int count,
            TypiClust.Settings settings,
            RandomGenerator rng) {
        if (count == 0) {
            return new int[0];
        }
        int[] sample = Candidates.sample(candidates, Math.max(count, MOST_EXAMPLES), rng);
        int[] known = Candidates.sample(labelled, MOST_EXAMPLES, rng);
        int[] rows = Candidates.concat(sample, known);
        int wanted = (int) Math.min(settings.mostClusters(), (long) labelled.length + count);
        int[] clusters = KMeans.clusters(embeddings, rows, Math.min(wanted, rows.length), rng);
        TypicalExamples search = new TypicalExamples(embeddings, rows, sample.length, clusters, settings.neighbours());
        return IntStream.range(0, count).map(n -> search.next()).toArray();
    }

    private int next() {
        int best = -1;
        for (int c = 0; c < members.length; c++) {
            if (numOpen[c] > 0 && (best < 0 || isSooner(c, best))) {
                best = c;
            }
        }
        if (queues[best] == null) {
            queues[best] = queue(best);
        }
        numLabels[best]++;
        return rows[queues[best][queues[best].length - numOpen[best]--]];
    }

    private boolean isSooner(int c, int than) {
        boolean small = members[c].length < LEAST_TYPICAL;
        if (small != members[than].length < LEAST_TYPICAL) {
            return !small;
        }
        return numLabels[c] != numLabels[than]
                ? numLabels[c] < numLabels[than]
                : members[c].length > members[than].length;
    }

    private int[] queue(int cluster) {
        double[] distances = meanDistances(embeddings, Candidates.at(rows, members[cluster]), neighbours);
        int numCandidates = numOpen[cluster];
        // Members are in order of their places, so that those which are open come first.
        return IntStream.range(0, numCandidates)
                .boxed()
                .sorted(Comparator.comparingDouble(n -> distances[n]))
                .mapToInt(n -> members[cluster][n])
                .toArray();
    }

    /** Mean distance of each example to its nearest neighbours among all given: the inverse of how typical it is. 0 of a single one. */
    static double[] meanDistances(Embeddings embeddings, int[] rows, int neighbours) {
        if (rows.length < 2) {
            return new double[rows.length];
        }
        NearestNeighbours nearest = rows.length > MOST_COMPARED
                ? NearestNeighbours.near(embeddings, rows, neighbours)
                : NearestNeighbours.among(embeddings, rows, neighbours);
        double[] means = new double[rows.length];
        for (int n = 0; n < rows.length; n++) {
            for (int rank = 0; rank < nearest.k(); rank++) {
                means[n] += Math.sqrt(nearest.squaredDistance(n, rank)) / nearest.k();
            }
        }
        return means;
    }
}
