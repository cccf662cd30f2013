package org.relabel4j.cli;

import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Puts {@code KEY=VALUE} after an option into its map; refuses what has another form, and a key that is given twice. */
final class KeyValues implements IParameterConsumer {
    @Override
    public void consumeParameters(Stack<String> arguments, ArgSpec argument, CommandSpec command) {
        String option = ((OptionSpec) argument).longestName();
        String word = arguments.isEmpty() ? "" : arguments.pop();
        int equals = word.indexOf('=');
        if (equals < 1) {
            String found = word.isEmpty() ? "nothing" : "'" + word + "'";
            throw new ParameterException(
                    command.commandLine(), option + " has " + found + " behind it, expected KEY=VALUE");
        }
        Map<String, String> values = argument.getValue();
        String key = word.substring(0, equals);
        if (values.put(key, word.substring(equals + 1)) != null) {
            throw new ParameterException(command.commandLine(), option + " " + key + " is given twice; give it once");
        }
    }
}
