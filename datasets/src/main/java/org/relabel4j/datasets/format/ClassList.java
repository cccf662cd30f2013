package org.relabel4j.datasets.format;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.relabel4j.core.text.Suggestions;
import org.relabel4j.datasets.format.LabelOptions.Form;

/**
 * The classes 0 to K-1 and what the labels of a file call them: by name or by number, but not by both in one file.
 *
 * @param names name of each class; its number where there are no names
 * @param named whether the file's labels are names
 * @param classOfLabel class of each label of the table, by its position in {@link LabelTable#labelIds}; the caller leaves it as it is
 */
record ClassList(List<String> names, boolean named, int[] classOfLabel) {
    /** A whole number in its plain form, of any length. */
    private static final Pattern CODE = Pattern.compile("0|-?[1-9][0-9]*");

    /** What no label can be: the second class where there is only one. */
    private static final String UNUSED = "";

    private static final Set<Form> ALL_FORMS = EnumSet.allOf(Form.class);

    /** Class of each label of a table that has some of the labels of the one that this was made from. */
    int[] classOfLabel(Ids all, Ids some) {
        return IntStream.range(0, some.size())
                .map(n -> classOfLabel[all.indexOf(some, n)])
                .toArray();
    }

    /**
     * The meaning of labels where the classes are known. A label that is no class's name means the class whose name differs only
     * in case, or in how a number is written, if there is one such class.
     *
     * @throws InputException if a label is none of the classes, or names and numbers are mixed
     */
    static ClassList known(LabelTable table, List<String> classNames) throws InputException {
        Ids labels = table.labelIds();
        Ids known = new Ids();
        classNames.forEach(known::add);
        Map<String, Integer> forms = SameIds.unique(classNames, ALL_FORMS);
        int[] byName = new int[labels.size()];
        for (int n = 0; n < byName.length; n++) {
            int exact = known.indexOf(labels, n);
            byName[n] = exact >= 0 ? exact : forms.getOrDefault(SameIds.key(labels.get(n), ALL_FORMS), -1);
        }
        boolean named = byName.length > 0 && byName[0] >= 0;
        boolean onlyNames =
                named || classNames.stream().allMatch(name -> CODE.matcher(name).matches());
        int[] classOfLabel = byName;
        for (int n = 0; n < classOfLabel.length; n++) {
            if (!onlyNames) {
                String number = Names.foldNumber(labels.get(n));
                classOfLabel[n] =
                        CODE.matcher(number).matches() && number.length() < 10 ? Integer.parseInt(number) : -1;
            }
            if (classOfLabel[n] < 0 || classOfLabel[n] >= classNames.size()) {
                throw unknown(table, n, classNames, onlyNames);
            }
        }
        return new ClassList(classNames, named, classOfLabel);
    }

    /**
     * Refuses labels that count from 1 beside classes without names, which count from 0; a note says so where it may be that they
     * do. Refuses -1 and 1 for two classes.
     */
    static void checkCounting(LabelTable table, int numClasses) throws InputException {
        Ids labels = table.labelIds();
        Set<String> numbers = labels.asList().stream().map(Names::foldNumber).collect(Collectors.toSet());
        String last = Integer.toString(numClasses);
        if (numbers.equals(Set.of("-1", "1")) && numClasses == 2) {
            throw table.at(
                    0,
                    "the labels are -1 and 1",
                    "class numbers from 0 to 1",
                    "add --classes=-1,1, in the order of the columns");
        }
        boolean fromOne = !numbers.isEmpty()
                && IntStream.rangeClosed(1, numClasses)
                        .mapToObj(Integer::toString)
                        .toList()
                        .containsAll(numbers);
        if (fromOne && numbers.contains(last)) {
            throw table.at(
                    table.firstOfLabel(labels.indexOf(last)),
                    "label is " + last + ", and none is 0: the labels count from 1",
                    "class numbers from 0 to " + (numClasses - 1),
                    "add --classes " + fromOne(numClasses));
        }
        if (fromOne && numClasses > 2) {
            table.note("no label is 0: they are taken as the columns from 0 on; if they count from 1, add --classes "
                    + fromOne(numClasses));
        }
    }

    /** The names of the classes that occur among labels as they were read. */
    static List<String> impliedNames(LabelTable table) throws InputException {
        return implied(LabelCleaning.joined(LabelCleaning.answered(table, List.of()), false))
                .names();
    }

    private static String fromOne(int numClasses) {
        return IntStream.rangeClosed(1, Math.min(numClasses, 4))
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(","))
                + (numClasses > 4 ? ",...," + numClasses : "");
    }

    /** The names of classes that have none. */
    static List<String> numbered(int numClasses) {
        return IntStream.range(0, numClasses).mapToObj(Integer::toString).toList();
    }

    /**
     * The classes that occur among the labels of a file: numbers in ascending order, or names in alphabetical order. A number
     * is a name like any other: which numbers nobody used says nothing.
     *
     * @throws InputException if there is no label, or names and numbers are mixed
     */
    static ClassList implied(LabelTable table) throws InputException {
        Ids labels = table.labelIds();
        if (labels.size() == 0) {
            throw InputException.inFile(table.file(), "has no labels", "a row a label below the header", "");
        }
        List<String> names = plainNames(table);
        boolean codes = CODE.matcher(names.get(0)).matches();
        for (int n = 1; n < labels.size(); n++) {
            if (CODE.matcher(names.get(n)).matches() != codes) {
                throw mixed(table, n);
            }
        }
        checkAbstention(table, names);
        if (names.size() == 1) {
            // Everybody agrees so far. The methods tell classes apart, so they get one that nobody uses.
            return known(table, List.of(names.get(0), UNUSED));
        }
        Comparator<String> order = codes ? Comparator.comparing(BigInteger::new) : Comparator.naturalOrder();
        return known(table, names.stream().sorted(order).toList());
    }

    /** The labels as they are, or without the fractions if all are whole numbers such as {@code 1.0}. */
    private static List<String> plainNames(LabelTable table) {
        List<String> names = table.labelIds().asList();
        List<String> plain = names.stream().map(Names::foldNumber).toList();
        boolean same = Set.copyOf(plain).size() == names.size()
                && plain.stream().allMatch(name -> CODE.matcher(name).matches());
        return same ? plain : names;
    }

    /** One negative number among others is what some programs write for "no answer". */
    private static void checkAbstention(LabelTable table, List<String> names) throws InputException {
        boolean zero = names.contains("0");
        long negative = names.stream().filter(name -> name.startsWith("-")).count();
        if (zero && negative == 1 && names.contains("-1")) {
            throw abstention(table, names.indexOf("-1"), names);
        }
    }

    /** Refuses -1 beside no other answer than 1: most likely these are two classes. */
    static void checkTwoSigns(LabelTable table, Ids others) throws InputException {
        if (others.size() > 0 && others.asList().stream().map(Names::foldNumber).allMatch("1"::equals)) {
            List<String> names =
                    table.labelIds().asList().stream().map(Names::foldNumber).toList();
            throw abstention(table, names.indexOf("-1"), List.of("-1", "1"));
        }
    }

    private static InputException abstention(LabelTable table, int label, List<String> names) {
        return table.at(
                table.firstOfLabel(label),
                "label is -1",
                "a class number from 0 on",
                "if it means that there is no answer, add --missing=-1; if it is a class, add --classes="
                        + names.stream()
                                .sorted(Comparator.comparing(BigInteger::new))
                                .collect(Collectors.joining(",")));
    }

    private static InputException mixed(LabelTable table, int label) {
        String found = table.labelIds().get(label);
        String first = table.labelIds().get(0);
        boolean form = Names.foldNumber(found).matches("-?[0-9]+")
                && Names.foldNumber(first).matches("-?[0-9]+");
        return table.at(
                table.firstOfLabel(label),
                "label is \"" + found + "\" after \"" + first + "\"",
                "either class numbers or class names",
                form ? "add --join numbers if they are the same" : "use one kind throughout");
    }

    private static InputException unknown(LabelTable table, int label, List<String> classNames, boolean named) {
        String found = table.labelIds().get(label);
        int row = table.firstOfLabel(label);
        boolean number = found.matches("[+-]?[0-9.]+");
        if (number && (!named || classNames.equals(numbered(classNames.size())))) {
            return table.at(
                    row,
                    "label is " + found,
                    "a class number from 0 to " + (classNames.size() - 1),
                    found.startsWith("-") ? "add --missing=" + found + " if it means that there is no answer" : "");
        }
        if (classNames.contains(found)) {
            return mixed(table, label);
        }
        String hint = number
                ? ""
                : Suggestions.nearest(
                                found,
                                classNames.stream()
                                        .filter(name -> !CODE.matcher(name).matches())
                                        .toList())
                        .map(name -> "did you mean \"" + name + "\"?")
                        .orElse("");
        return table.at(row, "label is \"" + found + "\"", "one of the classes " + shown(classNames), hint);
    }

    private static String shown(List<String> names) {
        return names.stream().limit(10).collect(Collectors.joining(", ")) + (names.size() > 10 ? ", ..." : "");
    }
}
