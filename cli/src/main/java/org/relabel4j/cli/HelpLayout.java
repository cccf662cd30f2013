package org.relabel4j.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Lays help out for a terminal. The text of a footer is filled anew for its width; lines that are indented are examples, which are
 * printed as they stand, so that they can be copied.
 */
final class HelpLayout {
    /** Width where there is no terminal, and at most: longer lines are hard to read. */
    private static final int USUAL = 100;

    /** What picocli needs for its two columns. */
    private static final int LEAST_FOR_OPTIONS = 55;

    private HelpLayout() {}

    /**
     * Sets a command and all its subcommands up.
     *
     * @param columns width of the terminal; 0 if there is none
     */
    static void apply(CommandLine command, int columns) {
        int width = columns == 0 ? USUAL : Math.min(USUAL, columns);
        command.setUsageHelpWidth(Math.max(LEAST_FOR_OPTIONS, width));
        addFooter(command, width);
        command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING, help -> "");
        command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, HelpLayout::commands);
    }

    /** The commands by what they are about, each with the beginning of what it says of itself. */
    private static String commands(CommandLine.Help help) {
        Map<String, CommandLine> commands = help.commandSpec().subcommands();
        int names = RootCommand.names().values().stream()
                        .flatMap(Set::stream)
                        .mapToInt(String::length)
                        .max()
                        .orElseThrow()
                + 4;
        int width = help.commandSpec().usageMessage().width();
        StringBuilder text = new StringBuilder();
        RootCommand.names().forEach((heading, group) -> {
            TextTable table = TextTable.forColumns(
                    help.colorScheme(),
                    new Column(names, 2, Column.Overflow.SPAN),
                    new Column(width - names, 0, Column.Overflow.WRAP));
            group.stream()
                    .filter(commands::containsKey)
                    .forEach(name -> table.addRowValues(name, summary(commands.get(name))));
            text.append(System.lineSeparator())
                    .append(heading)
                    .append(':')
                    .append(System.lineSeparator())
                    .append(table);
        });
        return text.toString();
    }

    private static String summary(CommandLine command) {
        return command.getCommandSpec().usageMessage().description()[0].split("[.:;]", 2)[0];
    }

    private static void addFooter(CommandLine command, int width) {
        command.getHelpSectionMap()
                .put(
                        UsageMessageSpec.SECTION_KEY_FOOTER,
                        help -> filled(List.of(help.commandSpec().usageMessage().footer()), width));
        command.getSubcommands().values().forEach(subcommand -> addFooter(subcommand, width));
    }

    /** Lines of text filled up to a width; indented and empty ones as they are. */
    static String filled(List<String> lines, int width) {
        List<String> result = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String text : lines) {
            if (text.isBlank() || text.startsWith(" ")) {
                flush(line, result);
                result.add(text);
                continue;
            }
            for (String word : text.split(" ")) {
                if (line.length() > 0 && line.length() + 1 + word.length() > width) {
                    flush(line, result);
                }
                line.append(line.isEmpty() ? "" : " ").append(word);
            }
        }
        flush(line, result);
        return String.join(System.lineSeparator(), result) + System.lineSeparator();
    }

    private static void flush(StringBuilder line, List<String> result) {
        if (!line.isEmpty()) {
            result.add(line.toString());
            line.setLength(0);
        }
    }
}
