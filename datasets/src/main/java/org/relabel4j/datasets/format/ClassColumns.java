package org.relabel4j.datasets.format;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Which class each column of probabilities is of. Names that the labels use count as they stand. Else what they have in common
 * is left out ({@code prob_cat}, {@code prob_dog}), or, where labels are numbers, their numbers count ({@code prediction_1},
 * {@code prediction_0}), never their places.
 *
 * @param names name of each class, in order
 * @param places for each column its class
 */
record ClassColumns(List<String> names, int[] places) {
    /** A number between what all names begin with and what they end with. */
    private static final Pattern NUMBERED = Pattern.compile("(.*?)(\\d{1,9})(\\D*)");

    private static final Pattern WHOLE_NUMBER = Pattern.compile("(\\d{1,9})(\\.0*)?");

    /**
     * Finds the classes of columns.
     *
     * @param columns the columns' names, distinct
     * @throws CsvProblem if labels are numbers and the columns have none
     */
    static ClassColumns of(List<String> columns, ProbabilityOptions options) {
        if (!options.classes().isEmpty()) {
            return given(columns, options.classes());
        }
        Set<String> labels = forms(options.labels().asList());
        List<String> bare = withoutCommonParts(columns);
        if (labels.isEmpty() || anyIn(labels, columns)) {
            return inOrder(columns);
        }
        if (anyIn(labels, bare)) {
            return inOrder(bare);
        }
        if (!allNumbers(labels)) {
            return inOrder(columns);
        }
        Optional<int[]> numbers = numbers(columns);
        if (numbers.isEmpty()) {
            throw new CsvProblem(
                    "names the classes " + shown(columns) + ", but labels are numbers such as "
                            + options.labels().get(0),
                    "columns called as the labels are",
                    "rename them, or say which label each column is of, in order, with --classes");
        }
        return byNumber(numbers.get());
    }

    /** The user's names: those of the columns in any order, or else names for the columns in their order. */
    private static ClassColumns given(List<String> columns, List<String> classes) {
        for (List<String> names : List.of(columns, withoutCommonParts(columns))) {
            if (names.size() == classes.size() && Set.copyOf(names).equals(Set.copyOf(classes))) {
                return inOrder(names);
            }
        }
        if (columns.size() != classes.size()) {
            throw new CsvProblem(
                    "has " + columns.size() + " columns of classes, " + shown(columns),
                    classes.size() + " as --classes names",
                    "");
        }
        return inOrder(classes);
    }

    private static ClassColumns inOrder(List<String> names) {
        return new ClassColumns(
                List.copyOf(names), IntStream.range(0, names.size()).toArray());
    }

    private static ClassColumns byNumber(int[] numbers) {
        int[] sorted = IntStream.range(0, numbers.length)
                .boxed()
                .sorted(Comparator.comparingInt(column -> numbers[column]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] places = new int[numbers.length];
        IntStream.range(0, sorted.length).forEach(k -> places[sorted[k]] = k);
        List<String> names = IntStream.of(sorted)
                .mapToObj(column -> Integer.toString(numbers[column]))
                .toList();
        return new ClassColumns(names, places);
    }

    /** The numbers in names that differ by nothing else; empty if they differ otherwise, or two are the same. */
    private static Optional<int[]> numbers(List<String> columns) {
        int[] numbers = new int[columns.size()];
        Set<String> frames = new HashSet<>();
        for (int column = 0; column < numbers.length; column++) {
            Matcher matcher = NUMBERED.matcher(columns.get(column));
            if (!matcher.matches()) {
                return Optional.empty();
            }
            numbers[column] = Integer.parseInt(matcher.group(2));
            frames.add(matcher.group(1) + "\n" + matcher.group(3));
        }
        boolean distinct = IntStream.of(numbers).distinct().count() == numbers.length;
        return frames.size() == 1 && distinct ? Optional.of(numbers) : Optional.empty();
    }

    /** The names without what all begin with, up to the last sign that is no letter or digit, and likewise the end. */
    static List<String> withoutCommonParts(List<String> names) {
        String first = names.get(0);
        int start = 0;
        int end = 0;
        for (int length = 1; length < first.length(); length++) {
            String head = first.substring(0, length);
            if (!Character.isLetterOrDigit(head.charAt(length - 1))
                    && names.stream().allMatch(name -> name.startsWith(head) && name.length() > head.length())) {
                start = length;
            }
            String tail = first.substring(first.length() - length);
            int from = start;
            if (!Character.isLetterOrDigit(tail.charAt(0))
                    && names.stream().allMatch(name -> name.endsWith(tail) && name.length() > tail.length() + from)) {
                end = length;
            }
        }
        List<String> bare = new ArrayList<>();
        for (String name : names) {
            if (start + end >= name.length()) {
                return names;
            }
            bare.add(name.substring(start, name.length() - end).strip());
        }
        return new HashSet<>(bare).size() == names.size() ? bare : names;
    }

    /** Whether any of the names is a label, whatever its case. */
    static boolean anyIn(Set<String> labels, List<String> names) {
        return names.stream().anyMatch(name -> labels.contains(form(name)));
    }

    /** Whether all names are labels, whatever their case. */
    static boolean allIn(Set<String> labels, List<String> names) {
        return names.stream().allMatch(name -> labels.contains(form(name)));
    }

    /** Whether all names are whole numbers. */
    static boolean allNumbers(Collection<String> names) {
        return names.stream().allMatch(name -> WHOLE_NUMBER.matcher(name).matches());
    }

    /** The labels in the form in which they are compared. */
    static Set<String> forms(List<String> labels) {
        Set<String> forms = new HashSet<>();
        labels.forEach(label -> forms.add(form(label)));
        return forms;
    }

    private static String form(String label) {
        Matcher number = WHOLE_NUMBER.matcher(label);
        return number.matches() ? number.group(1) : label.strip().toLowerCase(Locale.ROOT);
    }

    private static String shown(List<String> names) {
        String all = String.join(", ", names);
        return "\"" + (all.length() > 60 ? all.substring(0, 57) + "..." : all) + "\"";
    }
}
