package org.relabel4j.benchmarks.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.relabel4j.benchmarks.grid.ChoiceRow;
import org.relabel4j.benchmarks.grid.GridResult;
import org.relabel4j.benchmarks.grid.GridResult.CellFailure;
import org.relabel4j.benchmarks.learning.LearningExperiment;
import org.relabel4j.benchmarks.learning.LearningState;
import org.relabel4j.benchmarks.learning.RoundRow;
import org.relabel4j.benchmarks.learning.RoundTiming;
import org.relabel4j.benchmarks.learning.SetRow;
import org.relabel4j.benchmarks.report.LearningReport;
import org.relabel4j.benchmarks.report.Report;
import org.relabel4j.benchmarks.statistics.Results;
import org.relabel4j.datasets.format.InputException;

/**
 * What came of a learning experiment.
 *
 * @param grid how it ended: the run folder, where each loop stands, and which failed
 * @param report its tables as text, LaTeX or Markdown, and the page in the run folder; empty if no loop ended a round
 */
public record LearningRun(GridResult<LearningState> grid, Optional<Report> report) {
    /** The rows of {@code rounds.csv}: one a strategy, trial and round. */
    public List<RoundRow> rows() {
        return LearningExperiment.rows(grid.states());
    }

    /** The rows of {@code timings.csv}. */
    public List<RoundTiming> timings() {
        return grid.states().stream().flatMap(state -> state.timings().stream()).toList();
    }

    /** What models chose by themselves, such as penalties. */
    public List<ChoiceRow> choices() {
        return grid.states().stream().flatMap(state -> state.choices().stream()).toList();
    }

    /** The rows of {@code sets.csv}; none unless classes are sets of others. */
    public List<SetRow> sets() {
        return grid.states().stream()
                .flatMap(state -> state.tables().sets().stream())
                .toList();
    }

    /**
     * Means, intervals and paired tests of the strategies with a model.
     *
     * @param experiment name of the experiment; {@code name/variant} if it has variants
     * @param model name of the model
     */
    public Results results(String experiment, String model) {
        return Results.of(rows().stream()
                .filter(row -> row.experiment().equals(experiment)
                        && row.cell().model().equals(model))
                .toList());
    }

    /** Loops that failed; their rounds before that are among the rows. A run that is {@linkplain Benchmark#resumed resumed} tries again. */
    public List<CellFailure> failures() {
        return grid.failures();
    }

    /**
     * The report of a run, if it has got far enough for one.
     *
     * @param folder the run folder
     * @param states of its loops
     */
    public static Optional<Report> report(Path folder, List<LearningState> states) throws IOException, InputException {
        List<RoundRow> rows = LearningExperiment.rows(states);
        return rows.isEmpty() ? Optional.empty() : Optional.of(LearningReport.of(folder, rows));
    }
}
