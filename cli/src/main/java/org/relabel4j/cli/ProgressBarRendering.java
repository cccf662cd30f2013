package org.relabel4j.cli;

import java.io.PrintStream;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;
import org.relabel4j.benchmarks.grid.GridListener.GridProgress;

/** Progress on a terminal: a bar, rounds done of all, time taken and left, and what was done last. */
final class ProgressBarRendering implements ProgressDisplay.Rendering {
    private static final int UPDATE_MILLISECONDS = 250;

    /** Room for the ^C that a terminal echoes, so that it wraps no line. */
    private static final int MARGIN = 3;

    private final TerminalLine line;
    private final ProgressBar bar;
    private int widest;

    /**
     * @param unit what is counted, such as {@code rounds}
     */
    ProgressBarRendering(Console console, GridProgress start, String unit) {
        line = new TerminalLine(console);
        bar = new ProgressBarBuilder()
                .setTaskName(Character.toUpperCase(unit.charAt(0)) + unit.substring(1))
                .setInitialMax(start.stepsInAll())
                .startsFrom(start.steps(), Duration.ZERO)
                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                .setUpdateIntervalMillis(UPDATE_MILLISECONDS)
                .continuousUpdate()
                .setConsumer(line)
                .build();
    }

    @Override
    public void update(GridProgress progress, String doneLast) {
        String latest = Printable.escaped(doneLast, false);
        bar.stepTo(progress.steps());
        // Padded, because the bar gets what the message leaves, and should not change its length from round to round.
        widest = Math.max(widest, latest.length());
        bar.setExtraMessage(" " + latest + " ".repeat(widest - latest.length()));
    }

    @Override
    public void close() {
        if (!line.hasEnded()) {
            bar.close();
            line.close();
        }
    }

    /** The terminal's line. It ends once, whatever the bar does: closed before its first drawing, that ends it not at all. */
    private static final class TerminalLine implements ProgressBarConsumer {
        private static final String WITHOUT_WRAPPING = "\u001b[?7l";
        private static final String WRAPPING = "\u001b[?7h";
        private static final String REST_ERASED = "\u001b[K";
        private static final String ALL_BELOW_ERASED = "\u001b[J";

        private final PrintStream out;
        private final TerminalWidth width;
        private int drawn;
        private boolean ended;

        TerminalLine(Console console) {
            out = console.drawing();
            width = new TerminalWidth(console.columns());
        }

        @Override
        public int getMaxRenderedLength() {
            return Math.max(1, width.columns() - MARGIN);
        }

        @Override
        public synchronized void accept(String text) {
            String shown = text.substring(0, Math.min(text.length(), getMaxRenderedLength()));
            if (width.hasCommands()) {
                // A terminal that was made narrower has broken what was drawn into several lines.
                int above = Math.max(0, drawn - 1) / width.columns();
                out.print((above > 0 ? "\u001b[" + above + "A\r" + ALL_BELOW_ERASED : "\r")
                        + WITHOUT_WRAPPING
                        + shown
                        + REST_ERASED
                        + WRAPPING);
            } else {
                out.print("\r" + shown + " ".repeat(Math.max(0, drawn - shown.length())));
            }
            out.flush();
            drawn = shown.length();
        }

        synchronized boolean hasEnded() {
            return ended;
        }

        @Override
        public synchronized void close() {
            if (!ended) {
                ended = true;
                out.println();
                out.flush();
            }
        }
    }
}
