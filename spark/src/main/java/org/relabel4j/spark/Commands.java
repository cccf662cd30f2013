package org.relabel4j.spark;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** Commands that {@code spark-submit} runs. */
public final class Commands {
    private Commands() {}

    /** A command that answers a call that does not parse in one line, not with the whole help. */
    public static CommandLine of(Object command) {
        return new CommandLine(command).setParameterExceptionHandler((problem, arguments) -> {
            CommandLine line = problem.getCommandLine();
            line.getErr()
                    .println("relabel4j: " + problem.getMessage().strip().replaceAll("\\s+", " ") + "; see "
                            + line.getCommandName() + " --help");
            return CommandLine.ExitCode.USAGE;
        });
    }

    /** Ends the process. What Spark prints while it ends, such as of work that is given up, would come behind the last line. */
    public static void exit(int code) {
        System.err.flush();
        System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        System.exit(code);
    }
}
