package org.relabel4j.benchmarks.run;

import java.util.List;
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
import org.relabel4j.core.training.Trainer;
import org.relabel4j.core.validation.CrossValidation;
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

    /**
     * Runs from a checkpoint's progress to the end.
     *
     * @param afterRound hears of each round once its checkpoint is on the disk
     * @throws RunStopped if the batch file or a checkpoint cannot be written
     */
    void run(RunFolder folder, CellProgress start, BiConsumer<RoundRow, CellProgress> afterRound) {
        BatchLog batches = open(folder, start);
        AtomicReference<CellProgress> progress = new AtomicReference<>(start);
        stopwatch.startRound();
        loop().run(start.state(), List.of(result -> {
            RoundRow row = row(result);
            progress.set(save(result, row, progress.get(), batches, folder));
            afterRound.accept(row, progress.get());
            stopwatch.startRound();
        }));
    }

    private RoundRow row(RoundResult result) {
        double[] weights = strategy.strategy()
                .modelWeights(result.state(), Seeds.generator(trial.seed(), "model weights", result.round()));
        return new RoundMetrics(result, trial.data()).row(config.name(), cell, weights);
    }

    private BatchLog open(RunFolder folder, CellProgress start) {
        try {
            return BatchLog.open(folder.batches(cell), start.batchBytes());
        } catch (InputException e) {
            throw new RunStopped(e);
        }
    }

    private CellProgress save(
            RoundResult result, RoundRow row, CellProgress before, BatchLog batches, RunFolder folder) {
        try {
            if (result.labels().isPresent()) {
                batches.append(
                        result.round(),
                        result.labels().get(),
                        result.state().annotations(),
                        trial.data().poolLabels());
            }
            CellProgress after = before.after(
                    result.next(),
                    RoundsCsv.format(row),
                    stopwatch.timing(cell, result.round()).format(),
                    batches.length());
            boolean last = result.round() + 1 == config.loop().rounds()
                    || result.stopReason().isPresent();
            folder.writeCheckpoint(cell, last ? after.ended() : after);
            return after;
        } catch (InputException e) {
            throw new RunStopped(e);
        }
    }

    private ActiveLearningLoop loop() {
        String consensusId = config.loop().consensus().equals(ExperimentConfig.CONSENSUS_BY_STRATEGY)
                ? strategy.consensus()
                : config.loop().consensus();
        ConsensusMethod consensus = components.consensusMethod(consensusId);
        PoolModel model = model(strategy.strategy().needs());
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

    private PoolModel model(Needs needs) {
        List<Trainer> trainers = ModelNames.trainers(cell.model(), config, components);
        return new CrossValidation(new CrossValidation.Settings(
                trainers,
                trial.data().pool(),
                trial.data().test(),
                config.loop().folds(),
                needs.foldPredictions(),
                needs.embeddings(),
                needs.dropoutPasses()));
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
