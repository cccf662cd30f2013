package org.relabel4j.cli;

import java.io.PrintStream;
import java.time.Duration;
import org.relabel4j.benchmarks.grid.GridListener.GridProgress;

/** Progress for a log: the first round, then a line at most every ten seconds, and the last round. */
final class ProgressLines implements ProgressDisplay.Rendering {
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final PrintStream err;
    private final String unit;
    private Duration lastShown;

    /**
     * @param unit what is counted, such as {@code rounds}
     */
    ProgressLines(PrintStream err, String unit) {
        this.err = err;
        this.unit = unit;
    }

    @Override
    public void update(GridProgress progress, String latest) {
        boolean last = progress.steps() == progress.stepsInAll();
        if (!last && lastShown != null && progress.elapsed().minus(lastShown).compareTo(INTERVAL) < 0) {
            return;
        }
        lastShown = progress.elapsed();
        err.println(progress.steps() + " of " + ProgressDisplay.counted(progress.stepsInAll(), unit) + " in "
                + ProgressDisplay.shown(progress.elapsed())
                + (last ? "" : ProgressDisplay.shownLeft(progress.remaining())) + " (" + latest + ")");
    }

    @Override
    public void close() {
        err.flush();
    }
}
