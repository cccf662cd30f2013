package org.relabel4j.benchmarks.cleaning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.relabel4j.benchmarks.cleaning.CleaningFolder.CellResult;
import org.relabel4j.benchmarks.experiment.Components;
import org.relabel4j.core.cleaning.CleaningCurve;
import org.relabel4j.core.cleaning.CleaningSelector;
import org.relabel4j.core.cleaning.CleaningState;
import org.relabel4j.core.cleaning.Relabeller;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.datasets.format.InputException;

/** Runs what is left of a cell. Thread-safe: what belongs to a cell is in its calls. */
final class CleaningCellRunner {
    private final CleaningConfig config;
    private final Components components;
    private final CleaningTrials trials;
    private final CleaningFolder folder;

    CleaningCellRunner(CleaningConfig config, Components components, CleaningTrials trials, CleaningFolder folder) {
        this.config = config;
        this.components = components;
        this.trials = trials;
        this.folder = folder;
    }

    /** Says that a cell has ended, or will not run. */
    void release(CleaningCell cell) {
        trials.release(cell);
    }

    /** Steps of a cell, if its selector has enough to choose from. */
    long steps(CleaningCell cell) throws InputException {
        int budget = trials.budget(cell.noise());
        int stage = config.buying().retrain().orElse(budget);
        return 1 + (cell.isCleaned() ? ((long) budget + stage - 1) / stage : 0);
    }

    /**
     * Stages of a cell that are done already.
     *
     * @param ended whether its result is there, so that its choices must be
     */
    int stepsDone(CleaningCell cell, boolean ended) throws InputException {
        if (ended && steps(cell) > 1) {
            folder.checkChoices(cell);
        }
        return folder.readChoices(cell).size();
    }

    /**
     * Runs a cell to its end.
     *
     * @param afterStage hears of each stage once it is on the disk, by its number
     * @throws InputException if a file cannot be read or written
     */
    CellResult run(CleaningCell cell, Consumer<String> afterStage) throws InputException {
        CleaningTrial trial = trials.get(cell.trial());
        int[] labels;
        List<String> curve = new ArrayList<>();
        if (cell.isCleaned()) {
            List<int[]> stages = clean(cell, trial, afterStage);
            int[] examples = stages.stream().flatMapToInt(Arrays::stream).toArray();
            CleaningCurve cleaned = CleaningCurve.replay(trial.people(cell.noise()), examples);
            curve.addAll(CleaningTables.curveRows(config, cell, cleaned.at(grid(trials.budget(cell.noise())))));
            labels = cleaned.end().labels();
        } else {
            labels = cell.labels().equals(CleaningCell.TRUE_LABELS)
                    ? trial.people().trueLabels()
                    : trial.people(cell.noise()).start().labels();
        }
        CellResult result = new CellResult(
                curve, CleaningTables.effectRows(config, cell, new Effects(config, components, trial).of(labels)));
        folder.writeResult(cell, result);
        return result;
    }

    private double[] grid(int budget) {
        double[] grid = new double[config.buying().points() + 1];
        for (int n = 0; n < grid.length; n++) {
            grid[n] = Math.round((double) n * budget / config.buying().points());
        }
        return Arrays.stream(grid).distinct().toArray();
    }

    private List<int[]> clean(CleaningCell cell, CleaningTrial trial, Consumer<String> afterStage)
            throws InputException {
        Relabeller relabeller = trial.people(cell.noise());
        CleaningState state = relabeller.start();
        List<int[]> stages = new ArrayList<>(folder.readChoices(cell));
        List<String> rows = new ArrayList<>();
        for (int stage = 0; stage < stages.size(); stage++) {
            try {
                for (int example : stages.get(stage)) {
                    relabeller.relabel(state, example);
                }
            } catch (IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException e) {
                throw folder.brokenChoices(cell);
            }
            addRows(rows, stage, stages.get(stage), state, trial);
        }
        int budget = trials.budget(cell.noise());
        int stageSize = config.buying().retrain().orElse(budget);
        boolean exhausted = false;
        while (state.relabels() < budget && !exhausted) {
            int stage = stages.size();
            int until = (int) Math.min(budget, (stage + 1L) * stageSize);
            double noiseNow = Math.max(0, relabeller.expectedNoiseRate() - state.changedFraction());
            CleaningSelector selector = new Selectors(config, components).create(cell.labels(), trial, noiseNow);
            int[] chosen = relabeller.clean(
                    state,
                    selector,
                    until,
                    Seeds.derive(trial.seed(), "stage " + cell.noise().text(), stage));
            exhausted = state.relabels() < until;
            stages.add(chosen);
            addRows(rows, stage, chosen, state, trial);
            folder.writeChoices(cell, rows);
            afterStage.accept("stage " + stage);
        }
        return stages;
    }

    /** What was chosen in a stage, with the labels at its end. */
    private static void addRows(List<String> rows, int stage, int[] chosen, CleaningState state, CleaningTrial trial) {
        int[] truth = trial.people().trueLabels();
        for (int example : chosen) {
            String given = Arrays.stream(state.given(example))
                    .mapToObj(String::valueOf)
                    .collect(Collectors.joining(" "));
            rows.add(stage + "," + example + "," + given + "," + state.label(example) + "," + truth[example]);
        }
    }
}
