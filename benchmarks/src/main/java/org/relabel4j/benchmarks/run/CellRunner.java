package org.relabel4j.benchmarks.run;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.relabel4j.benchmarks.experiment.Components;
import org.relabel4j.benchmarks.experiment.ExperimentConfig;
import org.relabel4j.benchmarks.experiment.ModelNames;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.acquisition.Needs;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.acquisition.Scores;
import org.relabel4j.core.consensus.ConsensusMethod;
import org.relabel4j.core.loop.ActiveLearningLoop;
import org.relabel4j.core.loop.RoundResult;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.training.PoolModel;
import org.relabel4j.core.training.WarmTrainer;
import org.relabel4j.core.validation.CrossValidation;
import org.relabel4j.core.validation.WarmCrossValidation;
import org.relabel4j.core.validation.WarmState;
import org.relabel4j.datasets.format.InputException;

/** Runs the rounds of one cell that are left, with a checkpoint after each. Used by one thread. */
final class CellRunner {
    private final ExperimentConfig config;
    private final Components components;
    private final Cell cell;
    private final Trial trial;
    private final Components.StrategyPart strategy;
    private final Stopwatch stopwatch = new Stopwatch();

    /**
     * @param config of the cell's variant
     */
    CellRunner(ExperimentConfig config, Components components, Cell cell, Trial trial) {
        this.config = config;
        this.components = components;
        this.cell = cell;
        this.trial = trial;
        this.strategy = config.strategy(cell.strategy(), components);
    }

    /** Whether a model of a cell hands its networks from round to round. */
    static boolean startsWarm(Cell cell, ExperimentConfig config, Components components) {
        return ModelNames.trainers(cell.model(), config, components).stream().anyMatch(WarmTrainer.class::isInstance);
    }

    /** What a round is saved to, and the model if it hands something on to the next. */
    private record Session(RunFolder folder, BatchLog batches, Optional<WarmCrossValidation> warm) {}

    /**
     * Runs from a checkpoint's progress to the end.
     *
     * @param afterRound hears of each round once its checkpoint is on the disk
     * @throws RunStopped if a file of the cell cannot be written, or read to go on
     */
    void run(RunFolder folder, CellProgress start, BiConsumer<RoundRow, CellProgress> afterRound) {
        Session session = open(folder, start);
        AtomicReference<CellProgress> progress = new AtomicReference<>(start);
        stopwatch.startRound();
        loop(session).run(start.state(), List.of(result -> {
            RoundRow row = row(result);
            progress.set(save(result, row, progress.get(), session));
            afterRound.accept(row, progress.get());
            stopwatch.startRound();
        }));
    }

    private RoundRow row(RoundResult result) {
        double[] weights = strategy.strategy()
                .modelWeights(result.state(), Seeds.generator(trial.seed(), "model weights", result.round()));
        return new RoundMetrics(result, trial.data()).row(config.name(), cell, weights);
    }

    private Session open(RunFolder folder, CellProgress start) {
        try {
            BatchLog batches = BatchLog.open(folder.batches(cell), start.batches());
            if (!startsWarm(cell, config, components)) {
                return new Session(folder, batches, Optional.empty());
            }
            int round = start.state().round();
            Optional<WarmState> last = round == 0 || start.hasEnded()
                    ? Optional.empty()
                    : Optional.of(WarmStateFile.read(folder, cell, round - 1));
            return new Session(folder, batches, Optional.of(new WarmCrossValidation(validation(), last)));
        } catch (InputException e) {
            throw new RunStopped(e);
        }
    }

    /**
     * Saves a round. The checkpoint counts: what is written before it is of no effect until it is there, and the networks of
     * the round before are deleted only then. So a kill at any moment leaves a round that can be gone on from.
     */
    private CellProgress save(RoundResult result, RoundRow row, CellProgress before, Session session) {
        RunFolder folder = session.folder();
        int round = result.round();
        boolean last =
                round + 1 == config.loop().rounds() || result.stopReason().isPresent();
        try {
            if (session.warm().isPresent() && !last) {
                WarmStateFile.write(
                        folder, cell, round, session.warm().get().state().orElseThrow());
            }
            if (result.labels().isPresent()) {
                session.batches()
                        .append(
                                round,
                                result.labels().get(),
                                result.state().annotations(),
                                trial.data().poolLabels());
            }
            CellProgress after = before.after(
                    result.next(),
                    RoundsCsv.format(row),
                    stopwatch.timing(cell, round).format(),
                    session.batches().extent());
            folder.writeCheckpoint(cell, last ? after.ended() : after);
            if (session.warm().isPresent() && round > 0) {
                folder.dropWarmState(cell, round - 1);
            }
            return after;
        } catch (InputException e) {
            throw new RunStopped(e);
        }
    }

    private ActiveLearningLoop loop(Session session) {
        String consensusId = config.loop().consensus().equals(ExperimentConfig.CONSENSUS_BY_STRATEGY)
                ? strategy.consensus()
                : config.loop().consensus();
        ConsensusMethod consensus = components.consensusMethod(consensusId);
        PoolModel model =
                session.warm().<PoolModel>map(warm -> warm).orElseGet(() -> new CrossValidation(validation()));
        return new ActiveLearningLoop(
                new ActiveLearningLoop.Steps(
                        (annotations, predProbs, rng) ->
                                stopwatch.consensus(() -> consensus.infer(annotations, predProbs, rng)),
                        (labels, numClasses, seed) -> stopwatch.model(() -> model.fit(labels, numClasses, seed)),
                        ownStream(strategy.strategy()),
                        trial.source()),
                new ActiveLearningLoop.Plan(
                        config.loop().rounds(), config.loop().batch(), Seeds.derive(trial.seed(), "loop")),
                config.spending().limits());
    }

    private CrossValidation.Scheme validation() {
        Needs needs = strategy.strategy().needs();
        return new CrossValidation.Scheme(
                ModelNames.trainers(cell.model(), config, components),
                trial.data().pool(),
                trial.data().test(),
                config.loop().folds(),
                needs.foldPredictions(),
                needs.embeddings(),
                needs.dropoutPasses());
    }

    /**
     * The strategy with a stream of random numbers that its name enters, so that two strategies do not draw the same. The
     * loop's other streams are the same for all strategies of a trial.
     */
    private AcquisitionStrategy ownStream(AcquisitionStrategy own) {
        return new AcquisitionStrategy() {
            @Override
            public Scores score(PoolState state, RandomGenerator rng) {
                return own.score(state, stream(state));
            }

            @Override
            public int[] select(PoolState state, int[] candidates, int batchSize, RandomGenerator rng) {
                return stopwatch.acquisition(() -> own.select(state, candidates, batchSize, stream(state)));
            }

            @Override
            public int[] select(PoolState state, int batchSize, RandomGenerator rng) {
                return stopwatch.acquisition(() -> own.select(state, batchSize, stream(state)));
            }

            private RandomGenerator stream(PoolState state) {
                return Seeds.generator(trial.seed(), "acquisition " + cell.strategy(), state.round());
            }
        };
    }
}
