package org.relabel4j.benchmarks.cleaning;

import java.util.ArrayList;
import java.util.List;
import org.relabel4j.benchmarks.grid.Cell;

/**
 * One data set that is cleaned by one selector; or left as it is; or given its true labels, for comparison.
 *
 * @param noise how noisy its first labels are
 * @param labels the selector, or {@link #FIRST_LABELS}, or {@link #TRUE_LABELS}
 * @param trial number from 0
 */
public record CleaningCell(NoiseLevel noise, String labels, int trial) implements Cell {
    /** Stands for a selector in cells that clean nothing. */
    public static final String FIRST_LABELS = "first-labels";

    /** Stands for a selector in cells that have the true labels. */
    public static final String TRUE_LABELS = "true-labels";

    /** Whether a selector is at work. */
    public boolean isCleaned() {
        return !labels.equals(FIRST_LABELS) && !labels.equals(TRUE_LABELS);
    }

    @Override
    public String fileName() {
        return noise.inFileName() + "_" + labels + "_" + trial;
    }

    @Override
    public String toString() {
        return "noise " + noise.text() + " " + labels + " trial " + trial;
    }

    /** The cells of an experiment, in the order of its tables. */
    static List<CleaningCell> inOrder(CleaningConfig config) {
        List<String> labels = new ArrayList<>();
        boolean compared = !config.effects().models().isEmpty();
        if (compared) {
            labels.add(FIRST_LABELS);
        }
        labels.addAll(config.grid().selectors());
        if (compared) {
            labels.add(TRUE_LABELS);
        }
        List<CleaningCell> cells = new ArrayList<>();
        for (NoiseLevel noise : config.grid().noise()) {
            for (String which : labels) {
                for (int trial = 0; trial < config.grid().trials(); trial++) {
                    cells.add(new CleaningCell(noise, which, trial));
                }
            }
        }
        return cells;
    }
}
