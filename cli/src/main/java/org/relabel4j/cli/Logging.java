package org.relabel4j.cli;

/** Sets the log level before the first logger exists; {@code simplelogger.properties} holds the rest. */
final class Logging {
    private static final String LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

    private Logging() {}

    static void configure(boolean debug, boolean verbose) {
        if (debug || verbose) {
            System.setProperty(LEVEL, debug ? "debug" : "info");
        }
    }
}
