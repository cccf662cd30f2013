package org.relabel4j.benchmarks.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.relabel4j.benchmarks.learning.LearningCell;
import org.relabel4j.benchmarks.learning.RoundRow;

/**
 * Trials that a limit (a stopping rule, or the budget) ended before the round that the furthest trial reached. They are finished: to
 * compare strategies at equal numbers of labels bought, each keeps its last values in the rounds that it did not need.
 */
public final class StoppedTrials {
    private StoppedTrials() {}

    /**
     * The rows, and for each trial that a limit ended early one more row per round, up to the furthest trial's last: that of its last
     * round, with as many labels bought as the trial that bought most by then.
     *
     * @param rows rows of one experiment and one model, in any order
     * @return the same rows in the same order, then those that were added; the same list if there are none
     */
    public static List<RoundRow> carriedOn(List<RoundRow> rows) {
        Map<LearningCell, List<RoundRow>> trials = rows.stream()
                .sorted(Comparator.comparingInt(RoundRow::round))
                .collect(Collectors.groupingBy(RoundRow::cell, LinkedHashMap::new, Collectors.toList()));
        int[] mostBought = mostBought(trials);
        List<RoundRow> added = new ArrayList<>();
        for (List<RoundRow> trial : trials.values()) {
            RoundRow end = trial.get(trial.size() - 1);
            if (end.stopReason().isPresent()) {
                int start = trial.get(0).labels().annotations();
                for (int round = end.round() + 1; round < mostBought.length; round++) {
                    added.add(end.carriedTo(
                            round, Math.max(end.labels().annotations(), Math.addExact(start, mostBought[round]))));
                }
            }
        }
        if (added.isEmpty()) {
            return rows;
        }
        List<RoundRow> all = new ArrayList<>(rows);
        all.addAll(added);
        return all;
    }

    /** The labels that a trial has bought at most up to each round; never descending. */
    private static int[] mostBought(Map<LearningCell, List<RoundRow>> trials) {
        int last = trials.values().stream()
                .mapToInt(trial -> trial.get(trial.size() - 1).round())
                .max()
                .orElse(-1);
        int[] most = new int[last + 1];
        for (List<RoundRow> trial : trials.values()) {
            int start = trial.get(0).labels().annotations();
            trial.forEach(row ->
                    most[row.round()] = Math.max(most[row.round()], row.labels().annotations() - start));
        }
        for (int round = 1; round <= last; round++) {
            most[round] = Math.max(most[round], most[round - 1]);
        }
        return most;
    }
}
