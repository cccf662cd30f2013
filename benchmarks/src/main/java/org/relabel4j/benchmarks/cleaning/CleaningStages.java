package org.relabel4j.benchmarks.cleaning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.relabel4j.benchmarks.experiment.Components;
import org.relabel4j.benchmarks.grid.CellStore;
import org.relabel4j.benchmarks.grid.ChoiceRow;
import org.relabel4j.core.cleaning.CleaningCurve;
import org.relabel4j.core.cleaning.CleaningSelector;
import org.relabel4j.core.cleaning.CleaningState;
import org.relabel4j.core.cleaning.Relabeller;
import org.relabel4j.core.random.Seeds;

/** Runs what is left of a cell. Used by one thread. */
final class CleaningStages {
    static final String ASKED_HEADER = "stage,example,labels,label,true_label";

    private final CleaningConfig config;
    private final Components components;
    private final CleaningCell cell;
    private final CleaningTrial trial;
    private final int budget;

    /**
     * @param budget labels to buy
     */
    CleaningStages(CleaningConfig config, Components components, CleaningCell cell, CleaningTrial trial, int budget) {
        this.config = config;
        this.components = components;
        this.cell = cell;
        this.trial = trial;
        this.budget = budget;
    }

    /** Runs the cell to its end. */
    void run(CellStore<CleanedCell> store) {
        CleanedCell done = store.before().orElse(CleanedCell.START);
        List<CurveRow> curve = List.of();
        int[] labels;
        if (cell.isCleaned()) {
            done = clean(done, store);
            int[] examples = done.stages().stream().flatMapToInt(Arrays::stream).toArray();
            CleaningCurve cleaned = CleaningCurve.replay(trial.people(cell.noise()), examples);
            curve = cleaned.at(grid()).stream()
                    .map(point -> new CurveRow(config.name(), cell.noise().text(), cell.labels(), cell.trial(), point))
                    .toList();
            labels = cleaned.end().labels();
        } else {
            labels = cell.labels().equals(CleaningCell.TRUE_LABELS)
                    ? trial.people().trueLabels()
                    : trial.people(cell.noise()).start().labels();
        }
        List<ChoiceRow> choices = new ArrayList<>();
        List<EffectRow> effects = new LabelEffects(config, components, trial)
                        .of(
                                labels,
                                (names, members) ->
                                        choices.addAll(ChoiceRow.ofChoices(place("effects"), names, members)))
                        .stream()
                        .map(value -> new EffectRow(
                                config.name(),
                                new EffectRow.EffectKey(
                                        cell.noise().text(), cell.labels(), value.measure(), value.model()),
                                cell.trial(),
                                value.value()))
                        .toList();
        store.keep(done.end(choices, curve, effects), "", Optional.empty());
    }

    private List<String> place(String stage) {
        return List.of(cell.noise().text(), cell.labels(), String.valueOf(cell.trial()), stage);
    }

    private double[] grid() {
        double[] grid = new double[config.buying().points() + 1];
        for (int n = 0; n < grid.length; n++) {
            grid[n] = Math.round((double) n * budget / config.buying().points());
        }
        return Arrays.stream(grid).distinct().toArray();
    }

    private CleanedCell clean(CleanedCell before, CellStore<CleanedCell> store) {
        Relabeller relabeller = trial.people(cell.noise());
        CleaningState state = relabeller.start();
        CleanedCell done = before;
        done.stages().forEach(stage -> Arrays.stream(stage).forEach(example -> relabeller.relabel(state, example)));
        int stageSize = config.buying().retrain().orElse(budget);
        boolean exhausted = false;
        while (state.relabels() < budget && !exhausted) {
            int stage = done.stages().size();
            int until = (int) Math.min(budget, (stage + 1L) * stageSize);
            double noiseNow = Math.max(0, relabeller.expectedNoiseRate() - state.changedFraction());
            List<ChoiceRow> choices = new ArrayList<>();
            List<String> place = place(String.valueOf(stage));
            CleaningSelector selector = new Selectors(config, components)
                    .create(
                            cell.labels(),
                            trial,
                            noiseNow,
                            (names, members) -> choices.addAll(ChoiceRow.of(place, names, members)));
            int[] chosen = relabeller.clean(
                    state,
                    selector,
                    until,
                    Seeds.derive(trial.seed(), "stage " + cell.noise().text(), stage));
            exhausted = state.relabels() < until;
            done = done.after(chosen, choices);
            store.keep(done, rows(stage, chosen, state), Optional.empty());
        }
        return done;
    }

    /** What was chosen in a stage, with the labels at its end. */
    private String rows(int stage, int[] chosen, CleaningState state) {
        int[] truth = trial.people().trueLabels();
        StringBuilder rows = new StringBuilder();
        for (int example : chosen) {
            String given = Arrays.stream(state.given(example))
                    .mapToObj(String::valueOf)
                    .collect(Collectors.joining(" "));
            rows.append(stage + "," + example + "," + given + "," + state.label(example) + "," + truth[example] + "\n");
        }
        return rows.toString();
    }
}
