package org.relabel4j.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Width of a terminal that people resize while a run goes on. Java is told nothing of that, so stty is asked now and then. */
final class TerminalWidth {
    private static final File TERMINAL = new File("/dev/tty");
    private static final long INTERVAL_NANOS = 1_000_000_000;
    private static final int PATIENCE_MILLISECONDS = 200;

    private final boolean known = System.getProperty(Console.COLUMNS) != null;
    private int columns;
    private long nextNanos = System.nanoTime() + INTERVAL_NANOS;

    /**
     * @param columns the width at first, which stays where the launcher script has not looked for it
     */
    TerminalWidth(int columns) {
        this.columns = columns;
    }

    /** Whether the terminal knows more commands than to go back to the beginning of the line. */
    boolean hasCommands() {
        return known && !"dumb".equals(System.getenv("TERM"));
    }

    synchronized int columns() {
        if (known && System.nanoTime() - nextNanos >= 0) {
            nextNanos = System.nanoTime() + INTERVAL_NANOS;
            columns = asked();
        }
        return columns;
    }

    /** What stty says, or else the width as it was. */
    private int asked() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(TERMINAL)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!stty.waitFor(PATIENCE_MILLISECONDS, TimeUnit.MILLISECONDS)) {
                stty.destroy();
                return columns;
            }
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return size.matches("\\d{1,5} [1-9]\\d{0,4}") ? Integer.parseInt(size.split(" ")[1]) : columns;
        } catch (IOException e) {
            return columns;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return columns;
        }
    }
}
