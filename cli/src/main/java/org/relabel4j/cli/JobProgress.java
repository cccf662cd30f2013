package org.relabel4j.cli;

import java.io.PrintStream;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import org.relabel4j.core.text.Counted;
import org.relabel4j.jobs.Progress;
import org.relabel4j.jobs.labelling.JobSummary;

/**
 * What a job on files is doing, as one line that is drawn again and again. Jobs that take less than half a second show nothing,
 * and nothing is shown where the line could not be drawn again.
 */
final class JobProgress implements Progress, AutoCloseable {
    private static final long FIRST_NANOS = 500_000_000;
    private static final long INTERVAL_NANOS = 100_000_000;
    private static final int MARGIN = 3;

    private final Console console;
    private final LongSupplier clock;
    private long nextNanos;
    private int shownLength;

    /** What was told: a folder that is read twice, to train and to predict, has the same broken images. */
    private final Set<String> told = new HashSet<>();

    JobProgress(Console console) {
        this(console, System::nanoTime);
    }

    /**
     * @param clock nanoseconds since some moment
     */
    JobProgress(Console console, LongSupplier clock) {
        this.console = console;
        this.clock = clock;
        nextNanos = clock.getAsLong() + FIRST_NANOS;
    }

    @Override
    public void update(String stage, long done, long total) {
        if (!console.live() || clock.getAsLong() - nextNanos < 0) {
            return;
        }
        nextNanos = clock.getAsLong() + INTERVAL_NANOS;
        draw(total > 0 ? stage + " " + 100 * done / total + " %" : stage);
    }

    @Override
    public void note(String message) {
        close();
        if (told.add(message)) {
            console.err().println("relabel4j: note: " + message);
        }
    }

    /** Removes the line. */
    @Override
    public void close() {
        if (shownLength > 0) {
            draw("");
            console.drawing().print('\r');
            console.drawing().flush();
        }
    }

    /** What a job worked on, for people. */
    static String shown(JobSummary summary) {
        return Counted.of(summary.examples(), "example") + " (" + summary.labelled() + " labelled; "
                + Counted.of(summary.annotations(), "label") + " of " + Counted.of(summary.annotators(), "annotator")
                + "; " + Counted.of(summary.classes(), "class", "classes") + ")";
    }

    private void draw(String text) {
        int width = Math.max(0, console.columns() - MARGIN);
        String shown = Printable.escaped(text, false);
        String line = shown.length() > width ? shown.substring(0, width) : shown;
        PrintStream err = console.drawing();
        err.print("\r" + line + " ".repeat(Math.max(0, shownLength - line.length())));
        err.flush();
        shownLength = line.length();
    }
}
