package org.relabel4j.datasets.format;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.relabel4j.core.text.Suggestions;

/**
 * The classes 0 to K-1 and what the labels of a file call them: by name or by number, but not by both in one file.
 */
final class ClassList {
    /** A whole number in its plain form, of any length. */
    private static final Pattern CODE = Pattern.compile("0|[1-9][0-9]*");

    private final List<String> names;
    private final boolean named;
    private final int[] classOfLabel;

    private ClassList(List<String> names, boolean named, int[] classOfLabel) {
        this.names = names;
        this.named = named;
        this.classOfLabel = classOfLabel;
    }

    /** Name of each class; its number where there are no names. */
    List<String> names() {
        return names;
    }

    /** Whether the file's labels are names. */
    boolean named() {
        return named;
    }

    /** Class of each label of the table, by its position in {@link LabelTable#labelIds}; the caller leaves it as it is. */
    int[] classOfLabel() {
        return classOfLabel;
    }

    /**
     * The meaning of labels where the classes are known.
     *
     * @throws InputException if a label is none of the classes, or names and numbers are mixed
     */
    static ClassList known(LabelTable table, List<String> classNames) throws InputException {
        Ids labels = table.labelIds();
        Ids known = new Ids();
        classNames.forEach(known::add);
        boolean named = labels.size() > 0 && known.indexOf(labels, 0) >= 0;
        int[] classOfLabel = new int[labels.size()];
        for (int n = 0; n < classOfLabel.length; n++) {
            int number = labels.numberAt(n) < classNames.size() ? labels.numberAt(n) : -1;
            classOfLabel[n] = named || known.allNumbers() ? known.indexOf(labels, n) : number;
            if (classOfLabel[n] < 0) {
                throw unknown(table, n, classNames, named || known.allNumbers());
            }
        }
        return new ClassList(classNames, named, classOfLabel);
    }

    /** The names of classes that have none. */
    static List<String> numbered(int numClasses) {
        return IntStream.range(0, numClasses).mapToObj(Integer::toString).toList();
    }

    /**
     * The classes that occur among the labels of a file: numbers in ascending order, or names in alphabetical order. A number
     * is a name like any other: which numbers nobody used says nothing.
     *
     * @throws InputException if there are fewer than two classes, or names and numbers are mixed
     */
    static ClassList implied(LabelTable table) throws InputException {
        Ids labels = table.labelIds();
        if (labels.size() == 0) {
            throw InputException.inFile(table.file(), "has no labels", "a row a label below the header", "");
        }
        boolean codes = isCode(labels, 0);
        for (int n = 1; n < labels.size(); n++) {
            if (isCode(labels, n) != codes) {
                throw mixed(table, n);
            }
        }
        if (labels.size() < 2) {
            throw InputException.inFile(
                    table.file(),
                    "has only the class \"" + labels.get(0) + "\"",
                    "at least 2 classes",
                    "give the probabilities, whose columns name all classes");
        }
        Comparator<String> order = Comparator.naturalOrder();
        return known(
                table,
                labels.asList().stream()
                        .sorted(codes ? Comparator.comparing(String::length).thenComparing(order) : order)
                        .toList());
    }

    private static boolean isCode(Ids labels, int n) {
        return labels.numberAt(n) >= 0 || CODE.matcher(labels.get(n)).matches();
    }

    private static InputException mixed(LabelTable table, int label) {
        Ids labels = table.labelIds();
        return InputException.atLine(
                table.file(),
                table.lineOfLabel(label),
                "label is \"" + labels.get(label) + "\" after \"" + labels.get(0) + "\"",
                "either class numbers or class names",
                "use one kind throughout");
    }

    private static InputException unknown(LabelTable table, int label, List<String> classNames, boolean named) {
        String found = table.labelIds().get(label);
        Path file = table.file();
        long line = table.lineOfLabel(label);
        if (!named && found.matches("[+-]?[0-9.]+")) {
            return InputException.atLine(
                    file, line, "label is " + found, "a class number from 0 to " + (classNames.size() - 1), "");
        }
        if (classNames.contains(found)) {
            return mixed(table, label);
        }
        String hint = Suggestions.nearest(found, classNames)
                .map(name -> "did you mean \"" + name + "\"?")
                .orElse("");
        return InputException.atLine(
                file, line, "label is \"" + found + "\"", "one of the classes " + shown(classNames), hint);
    }

    private static String shown(List<String> names) {
        return names.stream().limit(10).collect(Collectors.joining(", ")) + (names.size() > 10 ? ", ..." : "");
    }
}
