package org.relabel4j.benchmarks.learning;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.relabel4j.benchmarks.experiment.BuiltInComponents;
import org.relabel4j.benchmarks.experiment.Components;
import org.relabel4j.benchmarks.experiment.ExperimentConfig;
import org.relabel4j.benchmarks.experiment.ExperimentKeys;
import org.relabel4j.benchmarks.experiment.Experiments;
import org.relabel4j.benchmarks.experiment.ModelNames;
import org.relabel4j.benchmarks.experiment.OwnParts.OwnPart;
import org.relabel4j.benchmarks.grid.CellStore;
import org.relabel4j.benchmarks.grid.ChoiceRow;
import org.relabel4j.benchmarks.grid.Experiment;
import org.relabel4j.benchmarks.grid.Handover;
import org.relabel4j.benchmarks.grid.SharedTrials;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.core.training.WarmTrainer;
import org.relabel4j.datasets.Dataset;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.models.ExamplesCheck;

/** Active learning with re-labelling: every variant, model, strategy and trial is a loop, whose steps are its rounds. */
public final class LearningExperiment implements Experiment<LearningCell, LearningState> {
    private final ExperimentConfig config;
    private final Components components;
    private final SharedTrials<TrialKey, Trial> trials;

    private record TrialKey(String variant, int trial) {
        TrialKey(LearningCell cell) {
            this(cell.variant(), cell.trial());
        }
    }

    /** An experiment made of the built-in parts. */
    public LearningExperiment(ExperimentConfig config) {
        this(config, new BuiltInComponents());
    }

    /**
     * @param components the parts that the configuration names
     */
    public LearningExperiment(ExperimentConfig config, Components components) {
        this.config = config;
        this.components = components;
        this.trials = new SharedTrials<>(
                cells(), TrialKey::new, key -> Trial.of(part(key.variant()), key.trial(), components));
    }

    /** The configuration of a variant. */
    private ExperimentConfig part(String variant) {
        return config.parts().get(variant);
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public Words words() {
        return new Words("loops", "rounds");
    }

    @Override
    public Map<String, Object> settings() {
        return config.toMap();
    }

    @Override
    public Map<String, Object> settings(Path file) {
        return Experiments.load(file.toString(), List.of(), components).toMap();
    }

    @Override
    public Map<String, Object> facts() {
        Map<String, Object> seeds = new LinkedHashMap<>();
        seeds.put("seed", config.seeds().seed());
        seeds.put("data_seed", config.toMap().get("data-seed"));
        List<String> ofTrials = new ArrayList<>();
        int most = config.parts().values().stream()
                .mapToInt(part -> part.grid().trials())
                .max()
                .orElseThrow();
        for (int trial = 0; trial < most; trial++) {
            ofTrials.add(String.valueOf(Trial.seed(config, trial)));
        }
        seeds.put("trials", ofTrials);
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("seeds", seeds);
        facts.put("rounds_csv_version", RoundsCsv.SCHEMA_VERSION);
        return facts;
    }

    @Override
    public List<OwnPart> ownParts() {
        return components.ownParts();
    }

    @Override
    public Map<String, String> backend() {
        List<Trainer> trainers = new ArrayList<>();
        for (ExperimentConfig part : config.parts().values()) {
            for (String model : part.grid().models()) {
                trainers.addAll(ModelNames.trainers(model, part, components));
            }
        }
        return components.environment(trainers);
    }

    @Override
    public List<Dataset> data() throws InputException {
        List<Dataset> data = new ArrayList<>();
        Set<List<Object>> checked = new HashSet<>();
        for (String variant : config.parts().keySet()) {
            try {
                Dataset first = trials.get(new TrialKey(variant, 0)).data();
                check(part(variant), first.pool(), checked);
                checkSets(variant, first);
                checkPredictions(part(variant), first);
                data.add(first);
            } catch (IllegalArgumentException e) {
                throw variant.isEmpty()
                        ? e
                        : new IllegalArgumentException(e.getMessage() + " (in variant " + variant + ")", e);
            }
        }
        return data;
    }

    /** Has each model look at what it is to learn from, the same model in several variants once. */
    private void check(ExperimentConfig part, Examples pool, Set<List<Object>> checked) {
        part.grid().models().stream()
                .flatMap(model -> ModelNames.members(model).stream())
                .forEach(member -> {
                    if (checked.add(List.of(member, part.optionsOf(member), Arrays.toString(pool.shape())))) {
                        ModelNames.trainers(member, part, components)
                                .forEach(trainer -> ExamplesCheck.of(trainer, pool));
                    }
                });
    }

    private void checkSets(String variant, Dataset data) {
        SetParts parts = new SetParts(part(variant));
        for (LearningCell cell : parts.areUsed() ? cells() : List.<LearningCell>of()) {
            if (cell.variant().equals(variant) && cell.trial() == 0) {
                parts.check(data, handsOver(cell));
                parts.strategy(
                        part(variant).strategy(cell.strategy(), components).strategy());
            }
        }
    }

    private static void checkPredictions(ExperimentConfig part, Dataset data) {
        if (part.get(ExperimentKeys.PREDICTIONS) && data.test().size() == 0) {
            throw new IllegalArgumentException("predictions is true, but data set "
                    + part.data().dataset() + " has no test set; leave it out, or choose data with one");
        }
    }

    @Override
    public List<LearningCell> cells() {
        return LearningCell.inOrder(config);
    }

    @Override
    public int steps(LearningCell cell) {
        return part(cell.variant()).loop().rounds();
    }

    @Override
    public Optional<String> askedHeader(LearningCell cell) {
        return Optional.of(LearningLoop.ASKED_HEADER);
    }

    @Override
    public int stateVersion() {
        return LearningStateCodec.VERSION;
    }

    @Override
    public void write(LearningState state, DataOutputStream out) throws IOException {
        LearningStateCodec.write(state, out);
    }

    @Override
    public LearningState read(DataInputStream in) throws IOException {
        return LearningStateCodec.read(in);
    }

    /** Whether a model of the cell goes on from its networks of the last round. */
    @Override
    public boolean handsOver(LearningCell cell) {
        return ModelNames.trainers(cell.model(), part(cell.variant()), components).stream()
                .anyMatch(WarmTrainer.class::isInstance);
    }

    @Override
    public void check(Handover.Written handover) throws InputException {
        WarmStateFile.read(handover);
    }

    @Override
    public void run(LearningCell cell, CellStore<LearningState> store) throws InputException {
        Trial trial = trials.get(new TrialKey(cell));
        new LearningLoop(part(cell.variant()), components, cell, trial, store).run(handsOver(cell));
    }

    @Override
    public void release(LearningCell cell) {
        trials.release(new TrialKey(cell));
    }

    @Override
    public Map<String, String> tables(List<LearningState> states) {
        Map<String, String> tables = new LinkedHashMap<>();
        tables.put(RoundsCsv.FILE, RoundsCsv.TABLE.text(rows(states)));
        tables.put(
                RoundTiming.FILE,
                RoundTiming.TABLE.text(states.stream()
                        .flatMap(state -> state.timings().stream())
                        .toList()));
        List<SetRow> sets =
                states.stream().flatMap(state -> state.tables().sets().stream()).toList();
        if (!sets.isEmpty()) {
            tables.put(SetRow.FILE, SetRow.TABLE.text(sets));
        }
        ChoiceRow.addTo(
                tables,
                LearningState.CHOICES,
                states.stream().flatMap(state -> state.choices().stream()).toList());
        return tables;
    }

    /** The rows of rounds.csv. */
    public static List<RoundRow> rows(List<LearningState> states) {
        return states.stream().flatMap(state -> state.rows().stream()).toList();
    }
}
