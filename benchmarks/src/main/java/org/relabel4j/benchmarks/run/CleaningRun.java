package org.relabel4j.benchmarks.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.relabel4j.benchmarks.cleaning.CleanedCell;
import org.relabel4j.benchmarks.cleaning.CleaningExperiment;
import org.relabel4j.benchmarks.cleaning.CleaningResults;
import org.relabel4j.benchmarks.grid.GridResult;
import org.relabel4j.benchmarks.grid.GridResult.CellFailure;
import org.relabel4j.benchmarks.report.CleaningReport;
import org.relabel4j.benchmarks.report.Report;
import org.relabel4j.datasets.format.InputException;

/**
 * What came of a label-cleaning experiment.
 *
 * @param grid how it ended: the run folder, where each cell stands, and which failed
 * @param report its tables as text, LaTeX or Markdown, and the page in the run folder; empty if no cell ended a step
 */
public record CleaningRun(GridResult<CleanedCell> grid, Optional<Report> report) {
    /** Curves and effects by noise level and selector. */
    public CleaningResults results() {
        return CleaningExperiment.results(grid.states());
    }

    /** Cells that failed. A run that is {@linkplain Benchmark#resumed resumed} tries again. */
    public List<CellFailure> failures() {
        return grid.failures();
    }

    /**
     * The report of a run, if it has got far enough for one.
     *
     * @param folder the run folder
     * @param states of its cells
     */
    public static Optional<Report> report(Path folder, List<CleanedCell> states) throws IOException, InputException {
        CleaningResults results = CleaningExperiment.results(states);
        return results.noiseLevels().isEmpty() ? Optional.empty() : Optional.of(CleaningReport.of(folder, results));
    }
}
