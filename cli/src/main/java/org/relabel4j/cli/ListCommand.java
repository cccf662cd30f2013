package org.relabel4j.cli;

import java.io.IOException;
import java.util.List;
import org.relabel4j.core.text.Suggestions;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command that lists things: all in a line each, or some with their settings. */
abstract class ListCommand extends Subcommand {
    @Parameters(arity = "0..*", paramLabel = "NAME", description = "Show these only, with their settings.")
    private List<String> names = List.of();

    @Option(names = "--json", description = "Print a list of objects with \"name\".")
    private boolean json;

    private final String kind;

    /**
     * @param kind what the things are, for messages
     */
    ListCommand(String kind) {
        this.kind = kind;
    }

    /** Whether a list for scripts is wanted. */
    final boolean json() {
        return json;
    }

    /** Everything there is, in the order to list it. */
    abstract List<Listing.Item> items();

    /**
     * Prints the list, or what was asked for of it.
     *
     * @throws IllegalArgumentException if something was asked for that is not in the list
     */
    @Override
    public final Integer call() throws IOException {
        List<Listing.Item> items = items();
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
        print(wanted, !names.isEmpty());
        return 0;
    }

    /**
     * Prints what was asked for.
     *
     * @param named whether it was asked for by name, and so with its settings
     */
    void print(List<Listing.Item> wanted, boolean named) throws IOException {
        Listing.print(wanted, json, named, console());
    }
}
