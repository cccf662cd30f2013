package org.relabel4j.core.noise;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.relabel4j.core.acquisition.Needs;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.acquisition.Scores;
import org.relabel4j.core.annotation.Annotations;

/**
 * Uses whichever of two samplers has so far better told which labels a second opinion would contradict.
 *
 * <p>Examples with several labels are the evidence: each sampler doubts their <em>first</em> label, and the outcome is whether
 * the newest differs from it. The sampler with the larger area under the ROC curve wins. The model's predictions for an example
 * are out of sample, so they have not learnt its newer label. Before there are five outcomes of either kind, and on a tie, the
 * early sampler is used, which needs no trustworthy model.
 *
 * <p>Source: ours; DARL (arXiv:2606.08718) uses its two samplers "in different circumstances", which are not public.
 */
public final class AdaptiveNoiseSampler implements NoiseSampler {
    private static final int MIN_OUTCOMES = 5;

    private final NoiseSampler early;
    private final NoiseSampler late;

    /** Neighbours early, confidence late. */
    public AdaptiveNoiseSampler() {
        this(new NeighbourNoiseSampler(), new ConfidenceNoiseSampler());
    }

    /**
     * @param early used before there is evidence
     * @param late used once it predicts better
     */
    public AdaptiveNoiseSampler(NoiseSampler early, NoiseSampler late) {
        this.early = early;
        this.late = late;
    }

    @Override
    public Needs needs() {
        return early.needs().and(late.needs());
    }

    @Override
    public Scores score(PoolState state, int[] labels, RandomGenerator rng) {
        return choose(state, labels, rng).score(state, labels, rng);
    }

    /** The sampler that the evidence speaks for. */
    NoiseSampler choose(PoolState state, int[] labels, RandomGenerator rng) {
        Annotations annotations = state.annotations();
        int[] firstLabels = labels.clone();
        boolean[] contradicted = new boolean[labels.length];
        boolean[] known = new boolean[labels.length];
        int[] outcomes = new int[2];
        for (int i = 0; i < labels.length; i++) {
            if (annotations.count(i) > 1) {
                firstLabels[i] = annotations.labelAt(annotations.rowStart(i));
                known[i] = true;
                contradicted[i] = annotations.labelAt(annotations.rowEnd(i) - 1) != firstLabels[i];
                outcomes[contradicted[i] ? 1 : 0]++;
            }
        }
        if (Math.min(outcomes[0], outcomes[1]) < MIN_OUTCOMES) {
            return early;
        }
        double ofEarly = areaUnderRoc(early.score(state, firstLabels, rng), known, contradicted);
        double ofLate = areaUnderRoc(late.score(state, firstLabels, rng), known, contradicted);
        return ofLate > ofEarly ? late : early;
    }

    /** Probability that a contradicted label scores lower than one that was not, ties counting half: Mann and Whitney's U. */
    static double areaUnderRoc(Scores scores, boolean[] known, boolean[] contradicted) {
        int[] judged = IntStream.range(0, known.length).filter(i -> known[i]).toArray();
        double[] ranks = new NaturalRanking()
                .rank(Arrays.stream(judged).mapToDouble(scores::get).toArray());
        double rankSum = 0;
        double numRight = 0;
        for (int n = 0; n < judged.length; n++) {
            rankSum += contradicted[judged[n]] ? 0 : ranks[n];
            numRight += contradicted[judged[n]] ? 0 : 1;
        }
        return (rankSum - numRight * (numRight + 1) / 2) / (numRight * (judged.length - numRight));
    }
}
