package org.relabel4j.core.plugin;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.relabel4j.core.plugin.Plugins.Provided;
import org.relabel4j.core.text.Suggestions;

/**
 * Parts of one kind by name: the program's own, and behind them those of plug-ins.
 *
 * @param <T> a part
 */
public final class Registry<T> {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private final Naming<T> naming;
    private final Function<T, String> name;
    private final List<T> own;
    private final Supplier<List<Provided<T>>> provided;

    /**
     * How parts are named.
     *
     * @param kind what they are, for messages, such as {@code strategy}
     * @param name id of a part
     * @param options the names of its options
     * @param reserved names that stand for something else where parts of this kind are named
     */
    public record Naming<T>(
            String kind, Function<T, String> name, Function<T, List<String>> options, Set<String> reserved) {
        public Naming {
            reserved = Set.copyOf(reserved);
        }
    }

    /**
     * @param naming how they are named
     * @param own the program's own, in the order to list them
     * @param provided those of plug-ins; asked anew each time
     */
    public Registry(Naming<T> naming, List<T> own, Supplier<List<Provided<T>>> provided) {
        this.naming = naming;
        this.name = naming.name;
        this.own = List.copyOf(own);
        this.provided = provided;
    }

    /** These parts, and one more behind them. */
    public Registry<T> and(Provided<T> more) {
        return new Registry<>(
                naming,
                own,
                () -> Stream.concat(provided.get().stream(), Stream.of(more)).toList());
    }

    /**
     * All parts, in the order to list them.
     *
     * @throws IllegalArgumentException if a plug-in cannot be used, or a part of one has a name that is no id or is taken,
     *     or two options of one name
     */
    public List<T> all() {
        List<Provided<T>> more = provided.get();
        if (more.isEmpty()) {
            return own;
        }
        Map<String, T> all = new LinkedHashMap<>();
        own.forEach(part -> all.put(name.apply(part), part));
        for (Provided<T> one : more) {
            String id = name.apply(one.part());
            String where = "plug-in " + one.origin() + ": " + naming.kind + " \"" + id + "\"";
            if (!NAME.matcher(id).matches()) {
                throw new IllegalArgumentException(
                        where + " is no name, expected lower case with hyphens, such as my-own");
            }
            if (naming.reserved.contains(id)) {
                throw new IllegalArgumentException(where + " has a name that stands for something else; rename it");
            }
            twice(naming.options.apply(one.part())).ifPresent(option -> {
                throw new IllegalArgumentException(where + " takes two options \"" + option
                        + "\", or one beside that which every " + naming.kind + " takes; rename its own");
            });
            if (all.put(id, one.part()) != null) {
                throw new IllegalArgumentException(where + " has the name of another one"
                        + whose(more, one).map(jar -> ", of " + jar).orElse("")
                        + "; rename it, or leave one of the two out");
            }
        }
        return List.copyOf(all.values());
    }

    private static Optional<String> twice(List<String> options) {
        Set<String> seen = new HashSet<>();
        return options.stream().filter(option -> !seen.add(option)).findFirst();
    }

    private Optional<String> whose(List<Provided<T>> more, Provided<T> clashing) {
        return more.stream()
                .filter(other -> other != clashing && name.apply(other.part()).equals(name.apply(clashing.part())))
                .map(Provided::origin)
                .findFirst();
    }

    /** All names, in the order to list them. */
    public List<String> names() {
        return all().stream().map(name).toList();
    }

    /**
     * The part of a name.
     *
     * @throws IllegalArgumentException if there is none; the message names the nearest one
     */
    public T byName(String wanted) {
        return all().stream()
                .filter(part -> name.apply(part).equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown " + naming.kind + " \"" + wanted + "\"; "
                        + Suggestions.hint(wanted, names())
                        + (Suggestions.nearest(wanted, names()).isPresent()
                                ? ""
                                : ", or one of a plug-in (--plugin FILE)")));
    }

    /** The file of the plug-in that a part is from; empty for the program's own. */
    public Optional<String> origin(String wanted) {
        return provided.get().stream()
                .filter(one -> name.apply(one.part()).equals(wanted))
                .map(Provided::origin)
                .findFirst();
    }
}
