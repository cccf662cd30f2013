package org.relabel4j.cli;

import java.util.function.Consumer;
import org.relabel4j.benchmarks.cleaning.CleaningCell;
import org.relabel4j.benchmarks.cleaning.CleaningFolder;
import org.relabel4j.benchmarks.cleaning.CleaningListener;
import org.relabel4j.benchmarks.run.ProgressListener.Progress;

/** Shows how a cleaning run goes on: a bar where a terminal can redraw it, else a line now and then. */
final class CleaningDisplay implements CleaningListener, AutoCloseable {
    private final Console console;
    private final Consumer<Runnable> onStart;
    private ProgressDisplay.Rendering rendering;

    /**
     * Begins when the run does.
     *
     * @param onStart called when the run begins, with how to end the display
     */
    CleaningDisplay(Console console, Consumer<Runnable> onStart) {
        this.console = console;
        this.onStart = onStart;
    }

    @Override
    public synchronized void runStarted(CleaningFolder folder, int cells, Progress progress) {
        onStart.accept(this::close);
        String resumed = progress.roundsDone() > 0 ? ", of which " + progress.roundsDone() + " are done" : "";
        console.err()
                .println("Running " + cells + " cells, " + progress.roundsInAll() + " steps" + resumed + ", into "
                        + folder.path());
        rendering = console.live()
                ? new ProgressBarRendering(console, progress, "Steps")
                : new ProgressLines(console.err(), "steps");
    }

    @Override
    public synchronized void stepDone(CleaningCell cell, String step, Progress progress) {
        rendering.update(progress, cell + " " + step);
    }

    @Override
    public synchronized void cellFailed(CleaningCell cell, Throwable cause, Progress progress) {
        rendering.update(progress, cell + " failed");
    }

    @Override
    public synchronized void close() {
        if (rendering != null) {
            rendering.close();
        }
    }
}
