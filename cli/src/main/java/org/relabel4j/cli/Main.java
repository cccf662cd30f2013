package org.relabel4j.cli;

import java.io.BufferedOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Where {@code relabel4j} starts. */
public final class Main {
    private static final String PREFIX = "relabel4j: ";

    private Main() {}

    /**
     * Runs a command and ends the process: exit code 0 done, 2 the caller's mistake, 1 an error of ours.
     *
     * @param args the command and its options; {@code --help} lists them
     */
    public static void main(String[] args) {
        StandardOutput out = new StandardOutput();
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        // Warnings go there by themselves.
        System.setErr(new TerminalStream(err, false));
        PrintStream bufferedOut = new PrintStream(new BufferedOutputStream(out), false, StandardCharsets.UTF_8);
        int exitCode = run(args, new Console(bufferedOut, err, Console.systemColumns(), Console.systemScreen()));
        if (exitCode == CommandLine.ExitCode.OK && out.failure().isPresent()) {
            err.println(
                    PREFIX + "cannot write to standard output: " + out.failure().get());
            exitCode = Failures.CALLER;
        }
        // Not merely returning: libraries leave threads behind that would keep the process alive.
        System.exit(exitCode);
    }

    /**
     * Runs a command in this process.
     *
     * @param args the command and its options
     * @param out receives results, in UTF-8
     * @param err receives progress and messages, in UTF-8
     * @return the exit code
     */
    public static int run(String[] args, PrintStream out, PrintStream err) {
        return run(args, new Console(out, err, 0));
    }

    static int run(String[] given, Console console) {
        List<String> arguments = withHelpAsOption(Arrays.asList(given));
        boolean debug = arguments.contains(RootCommand.DEBUG);
        Logging.configure(debug, arguments.contains(RootCommand.VERBOSE));
        PrintWriter outWriter = new PrintWriter(new OutputStreamWriter(console.out(), StandardCharsets.UTF_8));
        PrintWriter errWriter = new PrintWriter(new OutputStreamWriter(console.err(), StandardCharsets.UTF_8), true);
        try {
            CommandLine commandLine = new RootCommand(console)
                    .parser(arguments)
                    .setOut(outWriter)
                    .setErr(errWriter)
                    .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                    .setParameterExceptionHandler((problem, unused) -> refuse(problem, arguments, errWriter))
                    .setExecutionExceptionHandler((thrown, unused, unusedToo) -> report(thrown, debug, errWriter));
            HelpLayout.apply(commandLine, console.columns());
            return commandLine.execute(arguments.toArray(String[]::new));
        } catch (UnmatchedArgumentException e) {
            return refuse(e, arguments, errWriter);
        } catch (Error e) {
            // picocli passes exceptions to the handler above, but not errors such as a failed native library.
            return report(e, debug, errWriter);
        } finally {
            outWriter.flush();
            console.out().flush();
            errWriter.flush();
        }
    }

    /** {@code help COMMAND} is {@code COMMAND --help}. */
    private static List<String> withHelpAsOption(List<String> arguments) {
        OptionalInt command = RootCommand.command(arguments);
        if (command.isEmpty() || !arguments.get(command.getAsInt()).equals("help")) {
            return arguments;
        }
        List<String> call = new ArrayList<>(arguments);
        call.remove(command.getAsInt());
        call.add("--help");
        return call;
    }

    private static int refuse(ParameterException problem, List<String> arguments, PrintWriter err) {
        err.println(PREFIX + Printable.line(UsageProblems.explain(problem, arguments)));
        if (arguments.contains(RootCommand.DEBUG)) {
            problem.printStackTrace(err);
        }
        return Failures.CALLER;
    }

    private static int report(Throwable thrown, boolean debug, PrintWriter err) {
        Failures.Failure failure = Failures.explain(thrown);
        err.println(PREFIX + failure.message());
        if (debug) {
            thrown.printStackTrace(err);
        }
        return failure.exitCode();
    }
}
