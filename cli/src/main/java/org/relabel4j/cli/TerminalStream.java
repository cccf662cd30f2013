package org.relabel4j.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Prints to what may be a terminal, in UTF-8, what is safe there ({@link Printable}). Bytes go through as they are. */
final class TerminalStream extends PrintStream {
    private final PrintStream raw;
    private final boolean lines;

    /**
     * @param lines whether what is printed may have several lines; otherwise a line break in it is shown by its code
     */
    TerminalStream(PrintStream raw, boolean lines) {
        super(raw, true, StandardCharsets.UTF_8);
        this.raw = raw;
        this.lines = lines;
    }

    /** The stream below, for what draws on a terminal. */
    PrintStream raw() {
        return raw;
    }

    // All other methods that print text call this one.
    @Override
    public void print(String text) {
        super.print(Printable.escaped(String.valueOf(text), lines));
    }
}
