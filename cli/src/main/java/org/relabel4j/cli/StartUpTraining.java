package org.relabel4j.cli;

import java.io.OutputStream;
import java.io.PrintStream;

/**
 * Runs short commands, so that the launcher can save the classes they load for the next start (class-data sharing). Prints
 * nothing.
 */
final class StartUpTraining {
    private StartUpTraining() {}

    /**
     * Runs the commands.
     *
     * @param args not used
     */
    public static void main(String[] args) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        Main.run(new String[] {"strategies", "--json"}, nowhere, nowhere);
        Main.run(new String[] {"score", "--help"}, nowhere, nowhere);
    }
}
