package org.relabel4j.core.option;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.relabel4j.core.text.Suggestions;

/**
 * Options as given in a file or on a command line, checked against those declared. Immutable.
 *
 * <p>Every error is an {@link IllegalArgumentException} of one line that names the option, the value found, what was expected,
 * and the owner of the option or where it was given.
 */
public final class Options {
    private final String owner;
    private final String source;
    private final Map<String, Option<?>> declared;
    private final Map<String, Given> given;

    private Options(String owner, String source, Map<String, Option<?>> declared, Map<String, Given> given) {
        this.owner = owner;
        this.source = source;
        this.declared = declared;
        this.given = given;
    }

    /**
     * The options of something that has a name.
     *
     * @param owner whose options they are, for messages, such as {@code strategy darl}
     * @param declared the options that it takes
     * @param given name to value
     * @throws IllegalArgumentException if an option is not declared, a value cannot be read or is out of range, or one that must
     *     be given is not
     */
    public static Options parse(String owner, Collection<Option<?>> declared, Map<String, String> given) {
        Map<String, Given> values = new TreeMap<>();
        given.forEach((name, text) -> values.put(name, Given.of(text.strip())));
        Options options = new Options(owner, "", byName(declared), values);
        options.checkNames();
        // What is wrong first: what is missing is easier to see.
        declared.stream().filter(options::isGiven).forEach(options::get);
        declared.stream().filter(Option::isRequired).forEach(options::get);
        return options;
    }

    /**
     * The keys of a file. Each is read when it is asked for, so that a file may hold values of keys that do not count in it.
     *
     * @param source what lacks a key that must be given, for messages: the file
     * @param given also other keys, which are not looked at
     */
    public static Options ofFile(String source, Collection<Option<?>> declared, Map<String, Given> given) {
        Map<String, Option<?>> byName = byName(declared);
        Map<String, Given> own = new TreeMap<>(given);
        own.keySet().retainAll(byName.keySet());
        return new Options("", source, byName, own);
    }

    private static Map<String, Option<?>> byName(Collection<Option<?>> declared) {
        return declared.stream()
                .collect(Collectors.toMap(
                        Option::name, Function.identity(), (first, again) -> first, LinkedHashMap::new));
    }

    private void checkNames() {
        given.keySet().forEach(name -> checkName(owner, declared.keySet(), name));
    }

    private static void checkName(String owner, Collection<String> declared, String name) {
        if (!declared.contains(name)) {
            throw new IllegalArgumentException(owner + " has no option \"" + name + "\"; "
                    + (declared.isEmpty() ? "it takes no options" : Suggestions.hint(name, declared)));
        }
    }

    /**
     * Checks the name of an option without a value.
     *
     * @param owner as for {@link #parse}
     * @throws IllegalArgumentException if it is not declared
     */
    public static void checkName(String owner, List<Option<?>> declared, String name) {
        checkName(owner, byName(declared).keySet(), name);
    }

    /**
     * The value of an option, or its default.
     *
     * @param option one of those declared, or one of the same name and type, perhaps with a narrower range
     * @throws IllegalArgumentException if it cannot be read or is out of range, or must be given and is not
     */
    public <T> T get(Option<T> option) {
        if (!declared.containsKey(option.name())) {
            throw new IllegalStateException(owner + " does not declare the option " + option.name());
        }
        if (isGiven(option)
                && !(option.isRequired() && given.get(option.name()).text().isBlank())) {
            try {
                return option.parse(given.get(option.name()));
            } catch (IllegalArgumentException e) {
                throw complaint(option, e.getMessage());
            }
        }
        if (option.isRequired()) {
            throw complaint(option, "is missing; it is the " + option.summary());
        }
        return own(option).fallback(this);
    }

    /** What is declared under an option's name, which may have a default of its own. */
    @SuppressWarnings("unchecked") // options of one name have values of one type
    private <T> Option<T> own(Option<T> option) {
        return (Option<T>) declared.get(option.name());
    }

    /** The value of an option; empty if it does not count. */
    public <T> Optional<T> find(Option<T> option) {
        return option.counts(this) ? Optional.of(get(option)) : Optional.empty();
    }

    /** Whether a value was given. */
    public boolean isGiven(Option<?> option) {
        return given.containsKey(option.name())
                && !given.get(option.name()).items().isEmpty();
    }

    /** Whether an option counts beside the others' values. */
    public boolean counts(Option<?> option) {
        return option.counts(this);
    }

    /**
     * Refuses options that are given and do not count.
     *
     * @throws IllegalArgumentException if there is one; the message says with what it counts
     */
    public void refuseIdle() {
        for (Option<?> option : declared.values()) {
            if (isGiven(option) && !counts(option)) {
                throw complaint(option, idle(option));
            }
        }
    }

    private String idle(Option<?> option) {
        return option.decidedBy()
                        .map(this::shown)
                        .map(found -> "has no effect with " + found + ", only with ")
                        .orElse("")
                + option.condition();
    }

    private <T> String shown(Option<T> option) {
        return option.name() + "=" + option.written(get(option));
    }

    /**
     * @param why the end of the message, such as {@code with co-teaching}
     * @throws IllegalArgumentException if one of some options, which would have no effect, is given
     */
    public void refuse(Collection<Option<?>> options, String why) {
        for (Option<?> option : options) {
            if (isGiven(option)) {
                throw complaint(option, "has no effect " + why);
            }
        }
    }

    /**
     * What to throw about an option.
     *
     * @param rest the sentence after its name, such as {@code is 0, expected at least 1}
     */
    public IllegalArgumentException complaint(Option<?> option, String rest) {
        return new IllegalArgumentException((owner.isEmpty()
                        ? origin(option) + ": " + option.name()
                        : "option \"" + option.name() + "\" of " + owner)
                + " " + rest);
    }

    /** Where an option was given; the file if it was not. */
    public String origin(Option<?> option) {
        return given.containsKey(option.name()) ? given.get(option.name()).origin() : source;
    }

    /** These options with another value of one. */
    public <T> Options with(Option<T> option, T value) {
        Map<String, Given> changed = new TreeMap<>(given);
        changed.put(option.name(), Given.written(option.written(value)));
        return new Options(owner, source, declared, changed);
    }

    /** The options of a part that go by its name and a dot, such as {@code mlp.epochs}. */
    public static List<Option<?>> under(String part, Collection<Option<?>> declared) {
        return declared.stream().<Option<?>>map(option -> option.under(part)).toList();
    }

    /** The values given under a part's name and a dot, without these. */
    public static Map<String, String> ofPart(String part, Map<String, String> given) {
        String start = part + ".";
        return given.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(start))
                .collect(Collectors.toMap(entry -> entry.getKey().substring(start.length()), Map.Entry::getValue));
    }

    /** All values as they were given, by name. */
    public Map<String, String> given() {
        Map<String, String> texts = new LinkedHashMap<>();
        given.forEach((name, value) -> texts.put(name, value.text()));
        return texts;
    }

    /** All that counts, in the order of declaration: texts, numbers and lists of these, by name. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        declared.values().forEach(option -> put(option, map));
        return map;
    }

    private <T> void put(Option<T> option, Map<String, Object> map) {
        find(option).map(option::written).ifPresent(value -> map.put(option.name(), value));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Options options && owner.equals(options.owner) && toMap().equals(options.toMap());
    }

    @Override
    public int hashCode() {
        return toMap().hashCode();
    }

    @Override
    public String toString() {
        return owner + toMap();
    }
}
