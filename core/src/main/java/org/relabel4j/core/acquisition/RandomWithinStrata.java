package org.relabel4j.core.acquisition;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.probability.Rows;
import org.relabel4j.core.random.ByName;

/**
 * A control for another strategy: batches with as many examples of each stratum as the other's, but random ones. What the
 * other gains over it comes from <em>which</em> examples it picks, not from how many are new or of which class.
 *
 * <p>Our own. Scores: uniform in [0, 1) plus the other strategy's mean rank of the example's stratum, so that strata come in
 * its order.
 *
 * @param base the strategy to be a control for
 */
public record RandomWithinStrata(AcquisitionStrategy base, Strata strata) implements WrappingStrategy {
    /** More labels than this count as this many. */
    private static final int MAX_COUNT = 3;

    private static final String PURPOSE = "within stratum ";

    /** What makes two examples alike. */
    public enum Strata {
        /** The number of labels given: 0, 1, 2, or more. */
        ANNOTATIONS,
        /** The class that the mean of the models predicts. */
        PREDICTED_CLASS,
        /** Both. */
        BOTH
    }

    @Override
    public AcquisitionStrategy withBase(AcquisitionStrategy other) {
        return new RandomWithinStrata(other, strata);
    }

    @Override
    public boolean composesBatches() {
        return base.composesBatches();
    }

    /** None: the base does not choose. */
    @Override
    public Optional<Weighing> weighing() {
        return Optional.empty();
    }

    @Override
    public Needs needs() {
        return strata == Strata.ANNOTATIONS ? base.needs() : base.needs().and(Needs.NOTHING);
    }

    @Override
    public Scores score(PoolState state, RandomGenerator rng) {
        int[] order = base.select(state, state.numExamples(), rng);
        int[] stratum = strata(state);
        Map<Integer, double[]> rankSums = new HashMap<>();
        for (int rank = 0; rank < order.length; rank++) {
            double[] sum = rankSums.computeIfAbsent(stratum[order[rank]], s -> new double[2]);
            sum[0] += rank;
            sum[1]++;
        }
        double[] scores = new double[order.length];
        for (int i = 0; i < scores.length; i++) {
            double[] sum = rankSums.get(stratum[i]);
            scores[i] = sum[0] / sum[1] + ByName.uniform(rng, PURPOSE, i);
        }
        return Scores.of(scores);
    }

    @Override
    public int[] select(PoolState state, int[] candidates, int batchSize, RandomGenerator rng) {
        int[] model = base.select(state, candidates, batchSize, rng);
        int[] stratum = strata(state);
        int[] order = candidates.clone();
        BatchSelector.mix(order, 0, order.length, order.length, PURPOSE, rng);
        Map<Integer, Integer> next = new HashMap<>();
        int[] batch = new int[batchSize];
        for (int n = 0; n < batchSize; n++) {
            int wanted = stratum[model[n]];
            int place = next.getOrDefault(wanted, 0);
            while (stratum[order[place]] != wanted) {
                place++;
            }
            batch[n] = order[place];
            next.put(wanted, place + 1);
        }
        return batch;
    }

    private int[] strata(PoolState state) {
        Annotations annotations = state.annotations();
        int numClasses = state.numClasses();
        int[] stratum = new int[state.numExamples()];
        int[] predicted = Rows.likeliest(state.meanPredProbs());
        for (int i = 0; i < stratum.length; i++) {
            int count = Math.min(MAX_COUNT, annotations.count(i));
            stratum[i] = switch (strata) {
                case ANNOTATIONS -> count;
                case PREDICTED_CLASS -> predicted[i];
                case BOTH -> count * numClasses + predicted[i];
            };
        }
        return stratum;
    }
}
