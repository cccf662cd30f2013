package org.relabel4j.datasets.format;

import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * How files of labels are to be read.
 *
 * @param columns which columns hold what
 * @param repeats what to do where an annotator labels a task again
 * @param missing words that mean "no answer" where a label is expected, as written; of a class list's names none does. Absent
 *     means {@link #MISSING}, and {@code -1} too in a wide table
 * @param classes the classes, in order: of the columns of probabilities that name none. Empty means those that the probabilities
 *     name, or that occur
 * @param wide whether a table has a column an annotator
 * @param control which control of a Label Studio project gives the labels; needed only where there are several
 * @param join forms of one name that are taken as the same
 * @param separator what stands between the classes of one label, where a label is a set of classes; absent means that a label is one
 *     class
 */
public record LabelOptions(
        LabelColumns columns,
        Repeats repeats,
        Optional<Set<String>> missing,
        List<String> classes,
        boolean wide,
        Optional<String> control,
        Set<Form> join,
        Optional<String> separator) {
    /** What programs write for "no answer". */
    public static final Set<String> MISSING = Set.of(
            "", "nan", "NaN", "NAN", "NA", "N/A", "n/a", "#N/A", "<NA>", "None", "NULL", "Null", "null", "NaT", "?",
            "-", "--");

    private static final LabelOptions DEFAULTS = new LabelOptions(
            LabelColumns.BY_NAME,
            Repeats.REFUSE,
            Optional.empty(),
            List.of(),
            false,
            Optional.empty(),
            Set.of(),
            Optional.empty());

    /** What to do where an annotator labels a task again. */
    public enum Repeats {
        /** Refuse the file. */
        REFUSE,
        /** The last row counts. */
        LAST,
        /** The first row counts. */
        FIRST
    }

    /** A way in which two ids may be written differently and mean the same. */
    public enum Form {
        /** {@code Yes} and {@code YES}. */
        CASE,
        /** {@code 3} and {@code 3.0}. */
        NUMBERS
    }

    /** @throws IllegalArgumentException if a class stands twice, or there is only one and labels are no sets */
    public LabelOptions {
        missing = missing.map(words -> withEmpty(words));
        classes = classes.stream().map(Names::normal).toList();
        join = join.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(join));
        if (classes.size() == 1 && separator.isEmpty()
                || Set.copyOf(classes).size() < classes.size()
                || classes.contains("")) {
            throw new IllegalArgumentException("the classes are " + String.join(",", classes) + ", expected at least "
                    + (separator.isEmpty() ? 2 : 1) + ", each with a name of its own");
        }
    }

    /** Nothing said: columns by their names, repeats refused, the usual words for missing labels. */
    public static LabelOptions defaults() {
        return DEFAULTS;
    }

    public LabelOptions withColumns(LabelColumns value) {
        return new LabelOptions(value, repeats, missing, classes, wide, control, join, separator);
    }

    public LabelOptions withRepeats(Repeats value) {
        return new LabelOptions(columns, value, missing, classes, wide, control, join, separator);
    }

    /** @param words none means that every word is a label; otherwise nothing at all is "no answer" too */
    public LabelOptions withMissing(Set<String> words) {
        return new LabelOptions(columns, repeats, Optional.of(words), classes, wide, control, join, separator);
    }

    public LabelOptions withClasses(List<String> names) {
        return new LabelOptions(columns, repeats, missing, names, wide, control, join, separator);
    }

    public LabelOptions withWide(boolean value) {
        return new LabelOptions(columns, repeats, missing, classes, value, control, join, separator);
    }

    public LabelOptions withControl(String name) {
        return new LabelOptions(columns, repeats, missing, classes, wide, Optional.of(name), join, separator);
    }

    public LabelOptions withJoin(Set<Form> forms) {
        return new LabelOptions(columns, repeats, missing, classes, wide, control, forms, separator);
    }

    /**
     * Labels are sets of classes.
     *
     * @param between what stands between the classes where a set is one text
     * @throws IllegalArgumentException if it is empty
     */
    public LabelOptions withSets(String between) {
        if (between.isBlank()) {
            throw new IllegalArgumentException("the separator of classes is empty, expected a sign such as |");
        }
        return new LabelOptions(columns, repeats, missing, classes, wide, control, join, Optional.of(between));
    }

    /** Whether labels are sets of classes. */
    public boolean areSets() {
        return separator.isPresent();
    }

    /** The words for "no answer" in the form that is read. Nothing at all is a set, the empty one. */
    Set<String> missingWords() {
        Set<String> words = new LinkedHashSet<>(missing.orElse(MISSING));
        if (takesMinusOneAsNoAnswer()) {
            words.add("-1");
        }
        if (areSets()) {
            words.remove("");
        }
        return words;
    }

    /**
     * Tells whether a label means that there is no answer; a number does in whichever form it is written.
     *
     * @param named names that are classes, whatever words mean "no answer"
     */
    Predicate<String> noAnswer(Collection<String> named) {
        Set<String> words = missingWords().stream().map(Names::foldNumber).collect(Collectors.toSet());
        named.forEach(name -> words.remove(Names.foldNumber(name)));
        return label -> words.contains(Names.foldNumber(label));
    }

    /** Whether {@code -1} is no answer though nobody said so. */
    boolean takesMinusOneAsNoAnswer() {
        return wide && missing.isEmpty();
    }

    private static Set<String> withEmpty(Set<String> words) {
        Set<String> all = new LinkedHashSet<>(words);
        if (!all.isEmpty()) {
            all.add("");
        }
        return Set.copyOf(all);
    }
}
