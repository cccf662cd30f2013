package org.relabel4j.benchmarks.cleaning;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.relabel4j.benchmarks.experiment.BuiltInComponents;
import org.relabel4j.benchmarks.experiment.Components;
import org.relabel4j.benchmarks.experiment.ModelNames;
import org.relabel4j.benchmarks.experiment.OwnParts.OwnPart;
import org.relabel4j.benchmarks.grid.CellStore;
import org.relabel4j.benchmarks.grid.ChoiceRow;
import org.relabel4j.benchmarks.grid.Experiment;
import org.relabel4j.benchmarks.grid.SharedTrials;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.datasets.Dataset;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.models.ExamplesCheck;

/** Active label cleaning: every noise level, selector and trial is a cell. */
public final class CleaningExperiment implements Experiment<CleaningCell, CleanedCell> {
    private final CleaningConfig config;
    private final Components components;
    private final SharedTrials<Integer, CleaningTrial> trials;
    private final Map<NoiseLevel, Integer> budgets = new HashMap<>();

    /** An experiment made of the built-in parts. */
    public CleaningExperiment(CleaningConfig config) {
        this(config, new BuiltInComponents());
    }

    /**
     * @param components the models and data sets that the configuration names
     */
    public CleaningExperiment(CleaningConfig config, Components components) {
        this.config = config;
        this.components = components;
        this.trials =
                new SharedTrials<>(cells(), CleaningCell::trial, trial -> new CleaningTrial(config, trial, components));
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public Words words() {
        return new Words("cells", "steps");
    }

    @Override
    public Map<String, Object> settings() {
        return config.toMap();
    }

    @Override
    public Map<String, Object> settings(Path file) {
        return CleaningExperiments.load(file.toString(), List.of(), components).toMap();
    }

    @Override
    public Map<String, Object> facts() {
        Map<String, Object> seeds = new LinkedHashMap<>();
        seeds.put("seed", config.seed());
        seeds.put(
                "trials",
                IntStream.range(0, config.grid().trials())
                        .mapToObj(trial -> String.valueOf(CleaningTrial.seed(config, trial)))
                        .toList());
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("seeds", seeds);
        facts.put("cleaning_tables_version", CleaningResults.VERSION);
        return facts;
    }

    @Override
    public List<OwnPart> ownParts() {
        return components.ownParts();
    }

    @Override
    public Map<String, String> backend() {
        return components.environment(trainers());
    }

    private List<Trainer> trainers() {
        List<Trainer> trainers = new ArrayList<>(new Selectors(config, components).trainers());
        config.effects()
                .models()
                .forEach(model -> trainers.addAll(ModelNames.trainers(model, config::optionsOf, components)));
        return trainers;
    }

    @Override
    public List<Dataset> data() throws InputException {
        Dataset first = trials.get(0).data();
        // Trainers of one name differ in how often they are trained alone.
        Set<String> checked = new HashSet<>();
        for (Trainer trainer : trainers()) {
            if (checked.add(trainer.name())) {
                ExamplesCheck.of(trainer, first.pool());
            }
        }
        return List.of(first);
    }

    @Override
    public List<CleaningCell> cells() {
        return CleaningCell.inOrder(config);
    }

    /** Stages, and the measuring at the end. */
    @Override
    public int steps(CleaningCell cell) throws InputException {
        int budget = budget(cell.noise());
        int stage = config.buying().retrain().orElse(budget);
        return 1 + (cell.isCleaned() ? (int) (((long) budget + stage - 1) / stage) : 0);
    }

    @Override
    public Optional<String> askedHeader(CleaningCell cell) {
        return cell.isCleaned() ? Optional.of(CleaningStages.ASKED_HEADER) : Optional.empty();
    }

    @Override
    public int stateVersion() {
        return CleanedCell.VERSION;
    }

    @Override
    public void write(CleanedCell state, DataOutputStream out) throws IOException {
        state.write(out);
    }

    @Override
    public CleanedCell read(DataInputStream in) throws IOException {
        return CleanedCell.read(in);
    }

    @Override
    public void run(CleaningCell cell, CellStore<CleanedCell> store) throws InputException {
        new CleaningStages(config, components, cell, trials.get(cell.trial()), budget(cell.noise())).run(store);
    }

    @Override
    public void release(CleaningCell cell) {
        trials.release(cell.trial());
    }

    /** Labels to buy at a noise level, the same in all trials. */
    synchronized int budget(NoiseLevel noise) throws InputException {
        if (config.buying().budget().isPresent()) {
            return config.buying().budget().getAsInt();
        }
        Integer known = budgets.get(noise);
        if (known == null) {
            known = byNoise(noise);
            budgets.put(noise, known);
        }
        return known;
    }

    private int byNoise(NoiseLevel noise) throws InputException {
        CleaningTrial first = trials.get(0);
        int numExamples = first.data().pool().size();
        double rate = noise.kind() == NoiseLevel.Kind.RATE
                ? noise.value()
                : first.people(noise).expectedNoiseRate();
        // A little more, since 0.15 times 3 is less than 0.45 by rounding alone.
        int wanted = (int) (numExamples * rate * config.buying().budgetFactor() + 1e-6);
        return Math.max(1, Math.min(wanted, numExamples));
    }

    @Override
    public Map<String, String> tables(List<CleanedCell> states) {
        Map<String, String> tables = new LinkedHashMap<>();
        tables.put(CleaningResults.CURVES, CurveRow.TABLE.text(curve(states)));
        tables.put(CleaningResults.EFFECTS, EffectRow.TABLE.text(effects(states)));
        tables.put("summary.csv", CleaningSummary.text(config.name(), results(states)));
        ChoiceRow.addTo(
                tables,
                CleanedCell.CHOICES,
                states.stream().flatMap(state -> state.choices().stream()).toList());
        return tables;
    }

    /** The results of cells. */
    public static CleaningResults results(List<CleanedCell> states) {
        return CleaningResults.of(curve(states), effects(states));
    }

    private static List<CurveRow> curve(List<CleanedCell> states) {
        return states.stream().flatMap(state -> state.curve().stream()).toList();
    }

    private static List<EffectRow> effects(List<CleanedCell> states) {
        return states.stream().flatMap(state -> state.effects().stream()).toList();
    }
}
