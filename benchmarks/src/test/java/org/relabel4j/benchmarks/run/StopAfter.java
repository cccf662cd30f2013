package org.relabel4j.benchmarks.run;

/** Stops a run after a number of rounds, as a crash would, but that files are closed. */
final class StopAfter implements ProgressListener {
    private int left;

    StopAfter(int rounds) {
        this.left = rounds;
    }

    @Override
    public void roundDone(Cell cell, RoundRow row, Progress progress) {
        left--;
        if (left == 0) {
            throw new IllegalStateException("enough");
        }
    }
}
