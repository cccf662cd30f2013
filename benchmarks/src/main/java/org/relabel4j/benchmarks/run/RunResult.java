package org.relabel4j.benchmarks.run;

import java.util.List;

/**
 * How a run ended.
 *
 * @param folder where the results are
 * @param failures cells that failed, in the order of rounds.csv; their rounds before the failure are in rounds.csv, and
 *     {@code resume} tries them again
 */
public record RunResult(RunFolder folder, List<CellFailure> failures) {
    /** A cell that failed, and why. */
    public record CellFailure(Cell cell, Throwable cause) {
        /** One line for people. */
        public String message() {
            String reason = cause.getMessage() == null ? "failed" : cause.getMessage();
            return cell + ": " + reason;
        }
    }

    public RunResult {
        failures = List.copyOf(failures);
    }

    /** Whether all cells ran to the end. */
    public boolean complete() {
        return failures.isEmpty();
    }
}
