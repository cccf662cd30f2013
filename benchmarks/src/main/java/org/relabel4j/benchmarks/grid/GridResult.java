package org.relabel4j.benchmarks.grid;

import java.util.List;
import java.util.Optional;

/**
 * How a run ended.
 *
 * @param folder where the results are
 * @param states what the cells that have begun have come to, in the order of the tables
 * @param failures cells that failed, in the same order; their steps before the failure count, and {@code resume} tries them
 *     again
 * @param <S> what a cell has come to
 */
public record GridResult<S extends CellState>(RunFolder folder, List<S> states, List<CellFailure> failures) {
    /** A cell that failed, and why. */
    public record CellFailure(Cell cell, Throwable cause) {
        /** One line for people. */
        public String message() {
            return cell + ": " + Optional.ofNullable(cause.getMessage()).orElse("failed");
        }
    }

    public GridResult {
        states = List.copyOf(states);
        failures = List.copyOf(failures);
    }

    /** Whether all cells ran to the end. */
    public boolean complete() {
        return failures.isEmpty();
    }
}
