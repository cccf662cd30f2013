package org.relabel4j.cli;

import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
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
    private static final class TerminalLine extends ConsoleProgressBarConsumer {
        private boolean ended;

        /**
         * With the width given. Otherwise it is asked of JLine, which resets the handler of Ctrl-C to the system's: the process
         * would end before its shutdown hooks, without a word on how to go on.
         */
        TerminalLine(Console console) {
            super(console.drawing(), console.columns() - MARGIN);
        }

        synchronized boolean hasEnded() {
            return ended;
        }

        @Override
        public synchronized void close() {
            if (!ended) {
                ended = true;
                super.close();
            }
        }
    }
}
