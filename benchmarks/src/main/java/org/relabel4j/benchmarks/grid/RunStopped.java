package org.relabel4j.benchmarks.grid;

/** Carries out of a cell's loop what must stop the whole run, not only the cell: no room on the disk, or a listener. */
final class RunStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RunStopped(Throwable cause) {
        super(cause.getMessage(), cause);
    }
}
