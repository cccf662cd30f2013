package org.relabel4j.cli;

import java.io.PrintStream;

/**
 * Where a command writes.
 *
 * @param out results
 * @param err progress and messages
 * @param columns width of the terminal that err is; 0 if it is none
 */
record Console(PrintStream out, PrintStream err, int columns) {
    private static final int USUAL_COLUMNS = 80;

    /** Whether err is a terminal, on which a line may be drawn again and again. */
    boolean live() {
        return columns > 0;
    }

    /**
     * Width of the terminal that this process writes messages to; 0 if it is none. The launcher script knows; Java by itself
     * knows no width, and of a terminal only where standard input and output are one.
     */
    static int systemColumns() {
        return Integer.getInteger("relabel4j.columns", System.console() == null ? 0 : USUAL_COLUMNS);
    }
}
