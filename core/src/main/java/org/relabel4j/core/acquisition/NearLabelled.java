package org.relabel4j.core.acquisition;

import java.util.Arrays;
import java.util.BitSet;
import java.util.random.RandomGenerator;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.embedding.NearestNeighbours;
import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.random.ByName;

/**
 * Lets another strategy look only at the unlabelled examples next to labelled ones, some random ones, and the labelled ones: for
 * pools of millions, and for rare classes. However large the pool, the other strategy's time is that of a small one.
 *
 * <p>Scores are the other strategy's among these; all others score 1 above the highest of them.
 *
 * <p>Where unlabelled × labelled × dimension exceeds 1e11, neighbours are near ones, not always the nearest ({@link
 * NearestNeighbours#nearBetween}).
 *
 * <p>Source: Coleman et al. 2022, "Similarity search for efficient active learning and search of rare concepts", arXiv:2007.00077,
 * algorithm 1 (SEALS). Theirs has no random ones; they let new regions be found, and are all there is before the first label.
 *
 * @param base chooses among these
 * @param neighbours of each labelled example, at least 1
 * @param random examples besides, at least 0; more if a batch would not be full
 */
public record NearLabelled(AcquisitionStrategy base, int neighbours, int random) implements WrappingStrategy {
    /** Neighbours in the paper. */
    public static final int DEFAULT_NEIGHBOURS = 100;

    private static final double MOST_EXACT_WORK = 1e11;

    /**
     * @throws IllegalArgumentException if a number is out of range
     */
    public NearLabelled {
        if (neighbours < 1 || random < 0) {
            throw new IllegalArgumentException("neighbours is " + neighbours + " and random is " + random
                    + ", expected at least 1 and at least 0");
        }
    }

    @Override
    public AcquisitionStrategy withBase(AcquisitionStrategy other) {
        return new NearLabelled(other, neighbours, random);
    }

    @Override
    public boolean composesBatches() {
        return base.composesBatches();
    }

    @Override
    public Needs needs() {
        return base.needs().and(Needs.EMBEDDINGS_ALONE);
    }

    /**
     * @throws IllegalArgumentException if no model has embeddings
     */
    @Override
    public Scores score(PoolState state, RandomGenerator rng) {
        int[] rows = rows(state, state.all(), Math.min(1, state.numExamples()), rng);
        Scores scores = base.score(Subpool.of(state, rows), ByName.at(rng, rows));
        double highest = Arrays.stream(scores.toArray()).max().orElse(0);
        double[] all = new double[state.numExamples()];
        Arrays.fill(all, highest + 1);
        for (int n = 0; n < rows.length; n++) {
            all[rows[n]] = scores.get(n);
        }
        return Scores.of(all);
    }

    /**
     * @throws IllegalArgumentException if no model has embeddings or batchSize is out of range
     */
    @Override
    public int[] select(PoolState state, int[] candidates, int batchSize, RandomGenerator rng) {
        Candidates.checkSize(batchSize, candidates.length);
        int[] rows = rows(state, candidates, batchSize, rng);
        BitSet wanted = new BitSet();
        Arrays.stream(candidates).forEach(wanted::set);
        int[] places = new int[rows.length];
        Arrays.setAll(places, n -> n);
        int[] open = Candidates.where(places, n -> wanted.get(rows[n]));
        return Candidates.at(rows, base.select(Subpool.of(state, rows), open, batchSize, ByName.at(rng, rows)));
    }

    /** All labelled examples and the candidates to look at, ascending. */
    private int[] rows(PoolState state, int[] candidates, int atLeast, RandomGenerator rng) {
        Embeddings embeddings = state.requireEmbeddings("seals");
        Annotations annotations = state.annotations();
        int[] unlabelled = Candidates.where(candidates, i -> !annotations.isLabelled(i));
        int[] labelled = state.labelled();
        BitSet rows = new BitSet(state.numExamples());
        Arrays.stream(labelled).forEach(rows::set);
        double work = (double) unlabelled.length * labelled.length * embeddings.dimension();
        NearestNeighbours nearest = work > MOST_EXACT_WORK
                ? NearestNeighbours.nearBetween(embeddings, labelled, unlabelled, neighbours)
                : NearestNeighbours.between(embeddings, labelled, unlabelled, neighbours);
        for (int n = 0; n < labelled.length; n++) {
            for (int rank = 0; rank < nearest.k(); rank++) {
                if (nearest.neighbour(n, rank) >= 0) {
                    rows.set(unlabelled[nearest.neighbour(n, rank)]);
                }
            }
        }
        int[] others = Candidates.where(unlabelled, i -> !rows.get(i));
        int numNear = unlabelled.length - others.length;
        int numRepeats = candidates.length - unlabelled.length;
        int numRandom = Math.max(random, atLeast - numNear - numRepeats);
        Arrays.stream(Candidates.sample(others, numRandom, rng)).forEach(rows::set);
        return rows.stream().toArray();
    }
}
