package org.relabel4j.spark;

import picocli.CommandLine;

/** What is said of a call that does not parse: one line, not the whole help. */
public final class Usage {
    private Usage() {}

    /** The command line of a command. */
    public static CommandLine of(Object command) {
        return new CommandLine(command).setParameterExceptionHandler((problem, arguments) -> {
            CommandLine line = problem.getCommandLine();
            line.getErr()
                    .println("relabel4j: " + problem.getMessage().strip().replaceAll("\\s+", " ") + "; see "
                            + line.getCommandName() + " --help");
            return CommandLine.ExitCode.USAGE;
        });
    }
}
