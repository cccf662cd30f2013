package org.relabel4j.core.plugin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private final String kind;
    private final Function<T, String> name;
    private final List<T> own;
    private final Supplier<List<Provided<T>>> provided;

    /**
     * @param kind what the parts are, for messages, such as {@code strategy}
     * @param name id of a part
     * @param own the program's own, in the order to list them
     * @param provided those of plug-ins; asked anew each time
     */
    public Registry(String kind, Function<T, String> name, List<T> own, Supplier<List<Provided<T>>> provided) {
        this.kind = kind;
        this.name = name;
        this.own = List.copyOf(own);
        this.provided = provided;
    }

    /** These parts, and one more behind them. */
    public Registry<T> and(Provided<T> more) {
        return new Registry<>(
                kind,
                name,
                own,
                () -> Stream.concat(provided.get().stream(), Stream.of(more)).toList());
    }

    /**
     * All parts, in the order to list them.
     *
     * @throws IllegalArgumentException if a plug-in cannot be used, or a part of one has a name that is no id or is taken
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
            String where = "plug-in " + one.origin() + ": " + kind + " \"" + id + "\"";
            if (!NAME.matcher(id).matches()) {
                throw new IllegalArgumentException(
                        where + " is no name, expected lower case with hyphens, such as my-own");
            }
            if (all.put(id, one.part()) != null) {
                throw new IllegalArgumentException(where + " has the name of another one"
                        + whose(more, one).map(jar -> ", of " + jar).orElse("")
                        + "; rename it, or leave one of the two out");
            }
        }
        return List.copyOf(all.values());
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
                .orElseThrow(() -> new IllegalArgumentException("unknown " + kind + " \"" + wanted + "\"; "
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
