package org.relabel4j.benchmarks.learning;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.relabel4j.benchmarks.experiment.Components;
import org.relabel4j.benchmarks.experiment.ExperimentConfig;
import org.relabel4j.benchmarks.experiment.ExperimentKeys;
import org.relabel4j.benchmarks.experiment.ModelNames;
import org.relabel4j.benchmarks.grid.CellStore;
import org.relabel4j.benchmarks.grid.ChoiceRow;
import org.relabel4j.benchmarks.grid.Handover;
import org.relabel4j.benchmarks.learning.Stopwatch.Step;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.acquisition.Needs;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.acquisition.Scores;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.ConsensusMethod;
import org.relabel4j.core.loop.ActiveLearningLoop;
import org.relabel4j.core.loop.LabelBatch;
import org.relabel4j.core.loop.RoundResult;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.training.PoolModel;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.core.validation.CrossValidation;
import org.relabel4j.core.validation.WarmCrossValidation;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.format.NpyFile;

/** Runs the rounds of one loop that are left. Used by one thread. */
final class LearningLoop {
    static final String ASKED_HEADER = "round,example,annotator,label,true_label,earlier_labels";

    private final ExperimentConfig config;
    private final Components components;
    private final LearningCell cell;
    private final Trial trial;
    private final CellStore<LearningState> store;
    private final Components.StrategyPart strategy;
    private final List<Trainer> trainers;
    private final Stopwatch stopwatch = new Stopwatch();
    private final ChanceCheck chance = new ChanceCheck();
    private final SetParts parts;

    /**
     * @param config of the cell's variant
     */
    LearningLoop(
            ExperimentConfig config,
            Components components,
            LearningCell cell,
            Trial trial,
            CellStore<LearningState> store) {
        this.config = config;
        this.components = components;
        this.cell = cell;
        this.trial = trial;
        this.store = store;
        this.parts = new SetParts(config);
        this.strategy = config.strategy(cell.strategy(), components);
        this.trainers = ModelNames.trainers(cell.model(), config, components);
    }

    /**
     * Runs to the end.
     *
     * @param warm whether the model goes on from its networks of the last round
     */
    void run(boolean warm) throws InputException {
        Optional<WarmCrossValidation> handing = warm ? Optional.of(warmValidation()) : Optional.empty();
        LearningState start = store.before().orElseGet(() -> LearningState.start(trial.initial()));
        AtomicReference<LearningState> state = new AtomicReference<>(start);
        stopwatch.startRound();
        loop(handing).run(start.loop(), List.of(result -> {
            boolean last = result.round() + 1 == config.loop().rounds()
                    || result.stopReason().isPresent();
            RoundMetrics metrics = metrics(result);
            RoundRow row = metrics.row(config.name(), cell);
            keepPredictions(metrics, result.round());
            state.set(state.get()
                    .after(
                            result.next(),
                            new LearningState.Tables(
                                    List.of(row),
                                    List.of(stopwatch.timing(cell, result.round())),
                                    choices(result),
                                    sets(result)),
                            last));
            Optional<Handover> handover = last
                    ? Optional.empty()
                    : handing.flatMap(WarmCrossValidation::state).map(WarmStateFile::handover);
            store.keep(state.get(), asked(result), handover);
            chance.look(cell, result.state(), trainers);
            stopwatch.startRound();
        }));
    }

    private WarmCrossValidation warmValidation() throws InputException {
        Optional<Handover.Written> handover = store.handover();
        return new WarmCrossValidation(
                validation(),
                handover.isPresent() ? Optional.of(WarmStateFile.read(handover.get())) : Optional.empty());
    }

    private RoundMetrics metrics(RoundResult result) {
        double[] weights = strategy.strategy()
                .modelWeights(result.state(), Seeds.generator(trial.seed(), "model weights", result.round()));
        return new RoundMetrics(result, trial.data(), weights);
    }

    /** With the true labels, which may differ from trial to trial. */
    private void keepPredictions(RoundMetrics metrics, int round) {
        if (config.get(ExperimentKeys.PREDICTIONS)) {
            store.keepPredictions(
                    "labels.npy", file -> NpyFile.write(file, trial.data().testLabels()));
            store.keepPredictions(
                    "round-" + round + ".npy",
                    file -> NpyFile.write(file, metrics.testPredictions(), NpyFile.Precision.FLOAT64));
        }
    }

    private List<SetRow> sets(RoundResult result) {
        return parts.areUsed() ? List.of(SetRow.of(cell, result, trial.data())) : List.of();
    }

    private List<ChoiceRow> choices(RoundResult result) {
        return ChoiceRow.of(
                List.of(
                        cell.variant(),
                        cell.model(),
                        cell.strategy(),
                        String.valueOf(cell.trial()),
                        String.valueOf(result.round())),
                ModelNames.names(cell.model(), trainers),
                result.state().members());
    }

    /** The round's batch, a row for each label bought. */
    private String asked(RoundResult result) {
        StringBuilder rows = new StringBuilder();
        if (result.labels().isPresent()) {
            LabelBatch batch = result.labels().get();
            Annotations before = result.state().annotations();
            int[] truth = trial.data().poolLabels();
            int[] examples = batch.examples();
            int[] annotators = batch.annotators();
            int[] labels = batch.labels();
            Map<Integer, Integer> earlier = new HashMap<>();
            for (int n = 0; n < examples.length; n++) {
                int i = examples[n];
                int[] row = {
                    result.round(),
                    i,
                    annotators[n],
                    labels[n],
                    truth[i],
                    before.count(i) + earlier.merge(i, 1, Integer::sum) - 1
                };
                rows.append(IntStream.of(row).mapToObj(String::valueOf).collect(Collectors.joining(",")))
                        .append('\n');
            }
        }
        return rows.toString();
    }

    private ActiveLearningLoop loop(Optional<WarmCrossValidation> warm) {
        String consensusId = config.loop().consensus().equals(ExperimentConfig.CONSENSUS_BY_STRATEGY)
                ? strategy.consensus()
                : config.loop().consensus();
        ConsensusMethod consensus =
                parts.consensus(components.consensusMethod(consensusId, config.optionsOf(consensusId)));
        PoolModel model =
                parts.model(warm.<PoolModel>map(own -> own).orElseGet(() -> new CrossValidation(validation())));
        return new ActiveLearningLoop(
                new ActiveLearningLoop.Steps(
                        (annotations, predProbs, rng) ->
                                stopwatch.time(Step.CONSENSUS, () -> consensus.infer(annotations, predProbs, rng)),
                        (labels, numClasses, seed) ->
                                stopwatch.time(Step.MODEL, () -> model.fit(labels, numClasses, seed)),
                        trial.asking(config, ownStream(parts.strategy(strategy.strategy())))),
                new ActiveLearningLoop.Plan(
                        config.loop().rounds(), config.loop().batch(), Seeds.derive(trial.seed(), "loop")),
                config.spending().limits());
    }

    private CrossValidation.Scheme validation() {
        Needs needs = strategy.strategy().needs();
        return new CrossValidation.Scheme(
                parts.trainers(trainers),
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
                return stopwatch.time(Step.ACQUISITION, () -> own.score(state, stream(state)));
            }

            @Override
            public int[] select(PoolState state, int[] candidates, int batchSize, RandomGenerator rng) {
                return stopwatch.time(Step.ACQUISITION, () -> own.select(state, candidates, batchSize, stream(state)));
            }

            @Override
            public int[] select(PoolState state, int batchSize, RandomGenerator rng) {
                return stopwatch.time(Step.ACQUISITION, () -> own.select(state, batchSize, stream(state)));
            }

            @Override
            public boolean composesBatches() {
                return own.composesBatches();
            }

            @Override
            public boolean choosesLowest() {
                return own.choosesLowest();
            }

            private RandomGenerator stream(PoolState state) {
                return Seeds.generator(trial.seed(), "acquisition " + cell.strategy(), state.round());
            }
        };
    }
}
