package org.relabel4j.cli;

import java.io.PrintStream;

/**
 * Where a command writes. What is printed as text is made safe for a terminal on the way.
 *
 * @param out results
 * @param err progress and messages, each a line
 * @param columns width of the terminal that err is; 0 if it is none
 * @param screen size of the terminal that out is
 */
record Console(TerminalStream out, TerminalStream err, int columns, Screen screen) {
    /** Property by which the launcher script says the width of the terminal behind standard error. */
    static final String COLUMNS = "relabel4j.columns";

    private static final int USUAL_COLUMNS = 80;
    private static final int LEAST_COLUMNS = 20;

    /**
     * Size of a terminal.
     *
     * @param lines 0 if there is none
     * @param columns at least 20 if there is one
     */
    record Screen(int lines, int columns) {
        static final Screen NONE = new Screen(0, 0);

        boolean isNone() {
            return lines == 0;
        }
    }

    Console(PrintStream out, PrintStream err, int columns, Screen screen) {
        this(new TerminalStream(out, true), new TerminalStream(err, false), columns, screen);
    }

    Console(PrintStream out, PrintStream err, int columns) {
        this(out, err, columns, Screen.NONE);
    }

    /** Where progress is drawn, with a terminal's commands; what is not the program's own text must be made safe first. */
    PrintStream drawing() {
        return err.raw();
    }

    /** Prints a line to err where a progress bar may stand, which is drawn anew below it. */
    void interject(String line) {
        if (live()) {
            drawing().print("\r\033[K");
        }
        err.println(line);
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
        return Integer.getInteger(COLUMNS, System.console() == null ? 0 : USUAL_COLUMNS);
    }

    /** Size of the terminal that this process writes results to, as the launcher script gives it: {@code "24 80"}. */
    static Screen systemScreen() {
        String size = System.getProperty("relabel4j.screen", "");
        if (!size.matches("[1-9]\\d{0,4} [1-9]\\d{0,4}")) {
            return Screen.NONE;
        }
        String[] parts = size.split(" ");
        return new Screen(Integer.parseInt(parts[0]), Math.max(LEAST_COLUMNS, Integer.parseInt(parts[1])));
    }
}
