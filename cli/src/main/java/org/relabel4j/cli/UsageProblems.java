package org.relabel4j.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.relabel4j.core.text.Suggestions;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** One line for a call that does not parse: what is wrong, what was probably meant, where to look. */
final class UsageProblems {
    private UsageProblems() {}

    /**
     * @param arguments the whole call
     */
    static String explain(ParameterException problem, List<String> arguments) {
        CommandLine command = problem.getCommandLine();
        String help = command.getCommandSpec().qualifiedName(" ") + " --help";
        if (problem instanceof UnmatchedArgumentException unmatched) {
            return explainUnmatched(unmatched.getUnmatched().get(0), command.getCommandSpec()) + "; see " + help;
        }
        Optional<String> unknownOption = unknownOption(arguments, command.getCommandSpec());
        if (problem instanceof MissingParameterException && unknownOption.isPresent()) {
            // What is missing is most likely there, misspelt; picocli only looks for that if nothing is missing.
            return explainUnmatched(unknownOption.get(), command.getCommandSpec()) + "; see " + help;
        }
        String message = problem.getMessage().strip().replaceAll("\\s*\\R\\s*", " ");
        if (problem instanceof MissingParameterException) {
            message = Character.toLowerCase(message.charAt(0)) + message.substring(1);
        }
        // picocli speaks of Java's classes. What a name can hold depends on the locale.
        message = message.replaceFirst(
                "cannot convert ('.*') to interface java\\.nio\\.file\\.Path \\(.*\\)",
                "$1 is no name of a file in this locale; set LC_ALL=C.UTF-8 if it has letters beyond ASCII");
        return message + "; see " + help;
    }

    private static Optional<String> unknownOption(List<String> arguments, CommandSpec command) {
        return arguments.stream()
                .filter(argument -> argument.startsWith("--") && argument.length() > 2)
                .filter(argument -> !command.optionsMap().containsKey(argument.replaceFirst("=.*", "")))
                .findFirst();
    }

    private static String explainUnmatched(String argument, CommandSpec command) {
        boolean option = argument.startsWith("-");
        List<String> known = new ArrayList<>();
        if (option) {
            known.addAll(command.optionsMap().keySet());
        } else {
            known.addAll(command.subcommands().keySet());
        }
        String kind = option ? "option" : known.isEmpty() ? "argument" : "command";
        String wanted = option ? argument.replaceFirst("=.*", "") : argument;
        String suggestion = Suggestions.nearest(wanted, known)
                .map(name -> "; did you mean " + name + "?")
                .orElse("");
        return "unknown " + kind + " '" + wanted + "'" + suggestion;
    }
}
