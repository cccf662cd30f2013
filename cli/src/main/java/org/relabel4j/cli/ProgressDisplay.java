package org.relabel4j.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.relabel4j.benchmarks.run.Cell;
import org.relabel4j.benchmarks.run.ProgressListener;
import org.relabel4j.benchmarks.run.RoundRow;
import org.relabel4j.benchmarks.run.RunFolder;

/** Shows how a run goes on: a bar where a terminal can redraw it, else a line now and then. */
final class ProgressDisplay implements ProgressListener, AutoCloseable {
    private final Console console;
    private final Consumer<Runnable> onStart;
    private Rendering rendering;
    private long roundsDone;

    /** A way of showing progress. */
    interface Rendering extends AutoCloseable {
        /**
         * Shows a new state.
         *
         * @param latest what was done last
         */
        void update(Progress progress, String latest);

        /** Ends the display; nothing may follow on its line. Harmless if repeated. */
        @Override
        void close();
    }

    /**
     * Begins when the run does.
     *
     * @param onStart called when the run begins, with how to end the display
     */
    ProgressDisplay(Console console, Consumer<Runnable> onStart) {
        this.console = console;
        this.onStart = onStart;
    }

    @Override
    public synchronized void runStarted(RunFolder folder, int cells, Progress progress) {
        onStart.accept(this::close);
        roundsDone = progress.roundsDone();
        PrintStream err = console.err();
        String resumed = progress.roundsDone() > 0 ? ", of which " + progress.roundsDone() + " are done" : "";
        err.println("Running " + cells + " loops, " + progress.roundsInAll() + " rounds" + resumed + ", into "
                + folder.path());
        rendering = console.live()
                ? new ProgressBarRendering(console, progress, "Rounds")
                : new ProgressLines(err, "rounds");
    }

    @Override
    public synchronized void roundDone(Cell cell, RoundRow row, Progress progress) {
        roundsDone = progress.roundsDone();
        rendering.update(progress, cell + " round " + row.round());
    }

    @Override
    public synchronized void cellFailed(Cell cell, Throwable cause, Progress progress) {
        rendering.update(progress, cell + " failed");
    }

    /** Rounds done in all loops, those of an earlier session included. */
    synchronized long roundsDone() {
        return roundsDone;
    }

    @Override
    public synchronized void close() {
        if (rendering != null) {
            rendering.close();
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
