package org.relabel4j.cli;

import java.io.PrintStream;

/**
 * Where a command writes. What is printed as text is made safe for a terminal on the way.
 *
 * @param out results
 * @param err progress and messages, each a line
 * @param columns width of the terminal that err is; 0 if it is none
 */
record Console(TerminalStream out, TerminalStream err, int columns) {
    private static final int USUAL_COLUMNS = 80;

    Console(PrintStream out, PrintStream err, int columns) {
        this(new TerminalStream(out, true), new TerminalStream(err, false), columns);
    }

    /** Where progress is drawn, with a terminal's commands; what is not the program's own text must be made safe first. */
    PrintStream drawing() {
        return err.raw();
    }

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
