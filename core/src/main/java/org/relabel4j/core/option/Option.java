package org.relabel4j.core.option;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.relabel4j.core.text.Choices;

/**
 * An option that something takes: declared once, with all that is known of it. Immutable; a method that starts with
 * {@code with} or the like returns another one.
 *
 * <p>Values are read from {@link Options}, where the option itself is the key.
 *
 * @param <T> type of its values
 */
public final class Option<T> {
    private final String name;
    private final Kind<T> kind;
    private final String summary;
    private final Default<T> fallback;
    private final Condition condition;

    /** What holds if it is not given: as shown, and as it follows from other options; no function: it must be given. */
    private record Default<T>(String shown, Optional<Function<Options, T>> value) {}

    /** It counts only if another option has one of some values; always if there is no other. */
    private record Condition(Optional<Option<?>> other, List<Object> values) {
        String text() {
            return other.map(one -> Choices.or(values.stream()
                            .map(value -> one.name + "=" + one.shown(value))
                            .toList()))
                    .orElse("");
        }
    }

    private Option(String name, Kind<T> kind, String summary, Default<T> fallback, Condition condition) {
        this.name = name;
        this.kind = kind;
        this.summary = summary;
        this.fallback = fallback;
        this.condition = condition;
    }

    private static <T> Option<T> of(String name, Kind<T> kind, String summary) {
        return new Option<>(
                name, kind, summary, new Default<>("", Optional.empty()), new Condition(Optional.empty(), List.of()));
    }

    /**
     * A whole number.
     *
     * @param max the largest; the largest int for no limit
     * @param summary what it decides, in one line, without its range and its default, which are added
     */
    public static Option<Integer> integer(String name, int min, int max, String summary) {
        return of(name, Kind.integer(min, max), summary);
    }

    /** A whole number of any sign and up to 64 bits. */
    public static Option<Long> wholeNumber(String name, String summary) {
        return of(name, Kind.wholeNumber(), summary);
    }

    /** A number from min to max, but none that is all but 0. */
    public static Option<Double> real(String name, double min, double max, String summary) {
        return of(name, Kind.real(min, max), summary);
    }

    /** {@code true} or {@code false}. */
    public static Option<Boolean> flag(String name, String summary) {
        return of(name, Kind.flag(), summary);
    }

    /** Text as it stands. */
    public static Option<String> text(String name, String summary) {
        return of(name, Kind.text(), summary);
    }

    /** The path of a file or folder, as text. */
    public static Option<String> path(String name, String summary) {
        return of(name, Kind.path(), summary);
    }

    /** One of some names. */
    public static Option<String> oneOf(String name, List<String> names, String summary) {
        return of(name, Kind.oneOf(names), summary);
    }

    /** One of an enum's constants, written in lower case with hyphens. */
    public static <E extends Enum<E>> Option<E> choice(String name, Class<E> type, String summary) {
        return choice(name, type, summary, Map.of());
    }

    /**
     * One of an enum's constants, written in lower case with hyphens.
     *
     * @param notes what some of them mean
     */
    public static <E extends Enum<E>> Option<E> choice(
            String name, Class<E> type, String summary, Map<E, String> notes) {
        return of(name, Kind.choice(type, notes), summary);
    }

    /** Several such values, at least one, with commas between. The default is to be set after this. */
    public Option<List<T>> list() {
        return of(name, kind.list(), summary);
    }

    /** Such a value, or a word for none, which is empty. The default is to be set after this. */
    public Option<Optional<T>> orWord(String word) {
        return of(name, kind.orNone(Optional.of(word)), summary);
    }

    /** Such a value, or empty if none is given. */
    public Option<Optional<T>> optional() {
        return of(name, kind.orNone(Optional.empty()), summary).withDefault("", options -> Optional.empty());
    }

    /** With a value that holds if none is given. */
    public Option<T> withDefault(T value) {
        return withDefault(shown(value), options -> value);
    }

    /** With a value for each of another option's. */
    public <K> Option<T> withDefault(Option<K> other, Map<K, T> values) {
        String shown = values.keySet().stream()
                .sorted()
                .map(key -> other.shown(key) + " " + shown(values.get(key)))
                .collect(Collectors.joining(", "));
        return withDefault(shown, options -> values.get(options.get(other)));
    }

    /**
     * With a value that follows from other options.
     *
     * @param shown the value in words
     */
    public Option<T> withDefault(String shown, Function<Options, T> value) {
        return new Option<>(name, kind, summary, new Default<>(shown, Optional.of(value)), condition);
    }

    /** One that counts only if another option has a value. */
    public <K> Option<T> onlyWith(Option<K> other, K value) {
        return onlyWith(other, List.of(value));
    }

    /** One that counts only if another option has one of some values. */
    public <K> Option<T> onlyWith(Option<K> other, List<K> values) {
        return new Option<>(name, kind, summary, fallback, new Condition(Optional.of(other), List.copyOf(values)));
    }

    /** The same with a prefix and a dot before its name: as an option of something that has parts. */
    Option<T> under(String prefix) {
        return new Option<>(prefix + "." + name, kind, summary, fallback, condition);
    }

    /** Lower case with hyphens, such as {@code ratio}; of the keys of a file also with dots. */
    public String name() {
        return name;
    }

    /** What it decides, without range and default. */
    public String summary() {
        return summary;
    }

    /** What it decides, in one line, with its range or choices, and its default in brackets. */
    public String help() {
        return (condition.values().size() == 1 ? "of " + condition.text() + ": " : "")
                + summary
                + kind.shown()
                + (isRequired() ? "; must be given" : fallback.shown().isEmpty() ? "" : " (" + fallback.shown() + ")");
    }

    /** What holds if it is not given, as a user would write it, or in words; empty for none. */
    public String defaultText() {
        return fallback.shown();
    }

    /** Whether its values are paths of files or folders. */
    public boolean isPath() {
        return kind.isPath();
    }

    boolean isRequired() {
        return fallback.value().isEmpty();
    }

    T parse(Given given) {
        return kind.parse().apply(given);
    }

    T fallback(Options options) {
        return fallback.value().orElseThrow().apply(options);
    }

    /** A value for a file: a text, a number or a list of these; null to leave it out. */
    Object written(T value) {
        return kind.written().apply(value);
    }

    private String shown(Object value) {
        @SuppressWarnings("unchecked") // conditions and defaults are made of this option's values
        Object written = written((T) value);
        return written instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(","))
                : written instanceof Double number ? Kind.plain(number) : String.valueOf(written);
    }

    boolean counts(Options options) {
        return condition
                .other()
                .map(other -> other.counts(options) && condition.values().contains(options.get(other)))
                .orElse(true);
    }

    /** What it counts with, such as {@code mode=head}. */
    String condition() {
        return condition.text();
    }

    /** The option that decides whether this one counts; empty if it always does. */
    public Optional<Option<?>> decidedBy() {
        return condition.other();
    }

    @Override
    public String toString() {
        return name;
    }
}
