package org.relabel4j.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.relabel4j.benchmarks.grid.Cell;
import org.relabel4j.benchmarks.grid.CellState;
import org.relabel4j.benchmarks.grid.Experiment.Words;
import org.relabel4j.benchmarks.grid.GridListener;
import org.relabel4j.benchmarks.grid.RunFolder;
import org.relabel4j.core.text.Counted;

/** Shows how a run goes on: a bar where a terminal can redraw it, else a line now and then. */
final class ProgressDisplay implements GridListener<Cell, CellState>, AutoCloseable {
    private final Console console;
    private final Words words;
    private final Consumer<Runnable> onStart;
    /** Null before the run begins and when the display has ended. */
    private Rendering rendering;

    /** A way of showing progress. */
    interface Rendering extends AutoCloseable {
        /**
         * Shows a new state.
         *
         * @param latest what was done last
         */
        void update(GridProgress progress, String latest);

        /** Ends the display; nothing may follow on its line. Harmless if repeated. */
        @Override
        void close();
    }

    /**
     * Begins when the run does.
     *
     * @param words what to call cells and steps
     * @param onStart called when the run begins, with how to end the display
     */
    ProgressDisplay(Console console, Words words, Consumer<Runnable> onStart) {
        this.console = console;
        this.words = words;
        this.onStart = onStart;
    }

    @Override
    public synchronized void runStarted(RunFolder folder, int cells, GridProgress progress) {
        onStart.accept(this::close);
        PrintStream err = console.err();
        String resumed = progress.steps() > 0
                ? ", of which " + progress.steps() + Counted.noun(progress.steps(), " is done", " are done")
                : "";
        err.println("Running " + counted(cells, words.cells()) + ", " + counted(progress.stepsInAll(), words.steps())
                + resumed + ", into " + folder.path());
        rendering = console.live()
                ? new ProgressBarRendering(console, progress, words.steps())
                : new ProgressLines(err, words.steps());
    }

    /** A number of things, of one without the plural's s. */
    static String counted(long count, String plural) {
        return Counted.of(count, plural.substring(0, plural.length() - 1), plural);
    }

    @Override
    public synchronized void stepDone(Cell cell, CellState state, GridProgress progress) {
        update(progress, cell + " " + state.lastStep());
    }

    @Override
    public synchronized void cellFailed(Cell cell, Throwable cause, GridProgress progress) {
        update(progress, cell + " failed");
    }

    /** A step may end while an interruption is being told: nothing follows that. */
    private void update(GridProgress progress, String latest) {
        if (rendering != null) {
            rendering.update(progress, latest);
        }
    }

    @Override
    public synchronized void close() {
        if (rendering != null) {
            rendering.close();
            rendering = null;
        }
    }

    /** A duration for people: {@code 4 s}, {@code 3 min 20 s}, {@code 2 h 5 min}. */
    static String shown(Duration duration) {
        if (duration.toHours() > 0) {
            return duration.toHours() + " h " + duration.toMinutesPart() + " min";
        }
        if (duration.toMinutes() > 0) {
            return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
        }
        return duration.toSeconds() + " s";
    }

    /** What is left, for people; empty as long as nobody knows. */
    static String shownLeft(Optional<Duration> remaining) {
        return remaining.map(left -> ", " + shown(left) + " left").orElse("");
    }
}
