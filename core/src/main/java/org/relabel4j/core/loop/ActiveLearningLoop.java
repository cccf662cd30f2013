package org.relabel4j.core.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.consensus.ConsensusMethod;
import org.relabel4j.core.noise.NoiseEstimates;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.training.MemberPredictions;
import org.relabel4j.core.training.PoolModel;

/**
 * Active learning with re-labelling: infer the consensus, train and predict, score, ask for one more label of each chosen
 * example, again and again (Goh and Mueller 2023, arXiv:2301.11856, section 2, "active learning with re-labelling").
 *
 * <p>Each step's randomness is derived from the seed, the step and the round alone, so a loop that goes on from a
 * {@link LoopState} gives exactly the rounds that an uninterrupted one gives. The strategy has a stream of its own: two
 * strategies under one seed train on the same folds from the same start.
 */
public final class ActiveLearningLoop {
    private final Steps steps;
    private final Plan plan;
    private final Limits limits;

    /**
     * The parts of a loop.
     *
     * @param consensus infers the training labels
     * @param model trains on them and predicts the pool
     * @param asking chooses what to ask whom
     */
    public record Steps(ConsensusMethod consensus, PoolModel model, Asking asking) {
        /** With a strategy that chooses examples, and a source that decides who answers. */
        public Steps(ConsensusMethod consensus, PoolModel model, AcquisitionStrategy strategy, LabelSource labels) {
            this(consensus, model, Asking.examplesFirst(strategy, labels));
        }
    }

    /**
     * How long and how much.
     *
     * @param rounds rounds to evaluate, numbered from 0, at least 1; labels are asked for in all but the last
     * @param batchSize labels to ask for a round, at least 1
     * @param seed the run's seed
     */
    public record Plan(int rounds, int batchSize, long seed) {
        /**
         * @throws IllegalArgumentException if rounds or batchSize is below 1
         */
        public Plan {
            if (rounds < 1 || batchSize < 1) {
                throw new IllegalArgumentException(
                        "rounds is " + rounds + " and batchSize " + batchSize + ", expected at least 1 each");
            }
        }
    }

    /** A loop that runs all its rounds. */
    public ActiveLearningLoop(Steps steps, Plan plan) {
        this(steps, plan, Limits.none());
    }

    /** A loop that ends early when a budget is spent or a rule says so. */
    public ActiveLearningLoop(Steps steps, Plan plan, Limits limits) {
        this.steps = steps;
        this.plan = plan;
        this.limits = limits;
    }

    /**
     * Runs the rounds that are left.
     *
     * @param start where to begin: {@link LoopState#start} or the state of a checkpoint
     * @param listeners hear of each round
     * @return the state after the last round; a loop that a rule has stopped stays stopped when it is run again
     * @throws IllegalArgumentException if the batch is larger than the pool
     */
    public LoopState run(LoopState start, List<RoundListener> listeners) {
        int numExamples = start.annotations().numExamples();
        if (plan.batchSize() > numExamples) {
            throw new IllegalArgumentException("batchSize is " + plan.batchSize() + " but the pool has " + numExamples
                    + " examples; choose a smaller batch");
        }
        LoopState state = start;
        while (state.round() < plan.rounds()
                && limits.stopReason(state.history()).isEmpty()) {
            RoundResult result = round(state);
            listeners.forEach(listener -> listener.onRound(result));
            state = result.next();
        }
        return state;
    }

    private RoundResult round(LoopState start) {
        int round = start.round();
        Annotations annotations = start.annotations();
        Consensus consensus = steps.consensus()
                .infer(annotations, start.lastPredProbs(), Seeds.generator(plan.seed(), "consensus", round));
        List<MemberPredictions> members = steps.model()
                .fit(consensus.labels(), annotations.numClasses(), Seeds.derive(plan.seed(), "model", round));
        PoolState pool = new PoolState(round, annotations, consensus, members);
        List<RoundSummary> history = new ArrayList<>(start.history());
        history.add(summary(pool, start.spent()));
        Optional<String> stopReason = limits.stopReason(history);
        boolean last = round + 1 == plan.rounds() || stopReason.isPresent();
        Optional<LabelBatch> answers = last
                ? Optional.empty()
                : Optional.of(steps.asking()
                        .ask(
                                pool,
                                new Room(plan.batchSize(), start.spent(), limits),
                                Seeds.generator(plan.seed(), "acquisition", round)));
        Annotations grown = answers.map(batch -> annotations.with(batch.examples(), batch.annotators(), batch.labels()))
                .orElse(annotations);
        double spent = start.spent()
                + answers.map(batch -> limits.price(batch, annotations)).orElse(0.0);
        LoopState next = new LoopState(round + 1, grown, pool.predProbs(), spent, history);
        return new RoundResult(pool, answers, next, stopReason);
    }

    private static RoundSummary summary(PoolState pool, double spent) {
        return new RoundSummary(
                pool.round(),
                spent,
                1 - NoiseEstimates.fromQuality(pool.consensus()).orElse(Double.NaN),
                NoiseEstimates.fromPredictions(pool).orElse(Double.NaN));
    }
}
