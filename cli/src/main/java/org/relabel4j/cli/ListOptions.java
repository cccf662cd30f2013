package org.relabel4j.cli;

import java.io.IOException;
import java.util.List;
import org.relabel4j.core.text.Suggestions;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of the commands that list things. */
final class ListOptions {
    @Parameters(arity = "0..*", paramLabel = "NAME", description = "Show these only, with their settings.")
    private List<String> names = List.of();

    @Option(names = "--json", description = "Print a list of objects with \"name\".")
    private boolean json;

    /**
     * Prints a list, or what was asked for of it.
     *
     * @param kind what the items are, for messages
     * @throws IllegalArgumentException if something was asked for that is not in the list
     */
    void print(String kind, List<Listing.Item> items, Console console) throws IOException {
        List<String> known = items.stream().map(Listing.Item::name).toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "unknown " + kind + " \"" + name + "\"; " + Suggestions.hint(name, known));
            }
        }
        List<Listing.Item> wanted = items.stream()
                .filter(item -> names.isEmpty() || names.contains(item.name()))
                .toList();
        if (json) {
            Listing.printJson(wanted, console.out());
        } else {
            Listing.printText(wanted, !names.isEmpty(), console.out());
        }
    }
}
