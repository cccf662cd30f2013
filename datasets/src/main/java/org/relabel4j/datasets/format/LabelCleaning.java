package org.relabel4j.datasets.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.relabel4j.core.text.Choices;
import org.relabel4j.core.text.Counted;
import org.relabel4j.datasets.format.LabelOptions.Form;
import org.relabel4j.datasets.format.LabelOptions.Repeats;

/** What is done to labels as they were read before they are labels of a pool: forms joined, repeats resolved. */
final class LabelCleaning {
    private LabelCleaning() {}

    /**
     * The labels that are answers; a note says how many rows were none.
     *
     * @param classes names that are classes, whatever words mean "no answer"
     * @throws InputException if a set has such a word beside classes
     */
    static LabelTable answered(LabelTable table, Collection<String> classes) throws InputException {
        Ids labels = table.labelIds();
        boolean[] isMissing = new boolean[labels.size()];
        List<String> words = new ArrayList<>();
        Predicate<String> noAnswer = table.options().noAnswer(classes);
        for (int position = 0; position < isMissing.length; position++) {
            String label = labels.get(position);
            if (noAnswer.test(label)) {
                isMissing[position] = true;
                words.add(label.isEmpty() ? "nothing" : label);
            }
        }
        if (words.isEmpty()) {
            return checked(table);
        }
        checkWhole(table, isMissing, classes.isEmpty());
        LabelTable answered = table.filtered(n -> !isMissing[table.labelAt(n)]);
        boolean guessed = classes.isEmpty()
                && table.options().takesMinusOneAsNoAnswer()
                && words.stream().map(Names::foldNumber).anyMatch("-1"::equals);
        if (guessed) {
            ClassList.checkTwoSigns(table, answered.labelIds());
        }
        Collections.sort(words);
        String hint = "; --missing WORDS says which words mean that"
                + (guessed ? "; if -1 is a class, name all with --classes" : "");
        int count = numLabels(table) - numLabels(answered);
        boolean one = count == 1;
        answered.note(count + (table.options().wide() ? " cell" : " row") + (one ? " has" : "s have") + " no answer ("
                + String.join(", ", words) + " as label) and " + (one ? "is" : "are") + " left out" + hint);
        return checked(answered);
    }

    /** Refuses a set of classes with a word for no answer: whether it is whole only the one who gave it knows. */
    private static void checkWhole(LabelTable table, boolean[] isMissing, boolean unlisted) throws InputException {
        for (int n = 1; n < table.size(); n++) {
            boolean isOne = isMissing[table.labelAt(n)];
            if (table.continues(n) && isOne != isMissing[table.labelAt(n - 1)]) {
                String word = table.labelIds().get(table.labelAt(isOne ? n : n - 1));
                throw table.at(
                        n,
                        "label has \"" + word + "\" beside \""
                                + table.labelIds().get(table.labelAt(isOne ? n - 1 : n)) + "\"",
                        "classes alone, or " + word + " alone for no answer",
                        "take " + word
                                + " out if the classes are the whole set"
                                + (unlisted ? "; if it is a class, name all with --classes" : ""));
            }
        }
    }

    /** Number of annotations, each of one class or of several. */
    private static int numLabels(LabelTable table) {
        return (int) IntStream.range(0, table.size())
                .filter(n -> !table.continues(n))
                .count();
    }

    private static LabelTable checked(LabelTable table) throws InputException {
        int empty = table.firstOfLabel(table.labelIds().indexOf(""));
        if (empty >= 0 && !table.options().areSets()) {
            throw table.at(empty, "has no label", "one", "leave the row out, or leave --missing out");
        }
        return table;
    }

    /**
     * The labels with the forms joined that the options say, and notices about those that they do not.
     *
     * @param labelsAreKnown whether a list says which classes there are, so that it decides about the forms of labels
     */
    static LabelTable joined(LabelTable table, boolean labelsAreKnown) {
        Set<Form> join = table.options().join();
        int size = table.size();
        LabelTable result = table;
        if (!join.isEmpty()) {
            List<int[]> tasks = SameIds.groups(table.taskIds(), join);
            List<int[]> annotators = SameIds.groups(table.annotatorIds(), join);
            List<int[]> labels = labelsAreKnown ? List.of() : SameIds.groups(table.labelIds(), join);
            if (!tasks.isEmpty() || !annotators.isEmpty() || !labels.isEmpty()) {
                result = table.mapped(
                        SameIds.joined(table.taskIds(), tasks, size, table::taskAt),
                        SameIds.joined(table.annotatorIds(), annotators, size, table::annotatorAt),
                        SameIds.joined(table.labelIds(), labels, size, table::labelAt),
                        n -> true);
            }
        }
        for (Form form : EnumSet.complementOf(join.isEmpty() ? EnumSet.noneOf(Form.class) : EnumSet.copyOf(join))) {
            warn(result, form, "tasks", result.taskIds(), result::taskAt);
            warn(result, form, "annotators", result.annotatorIds(), result::annotatorAt);
            if (!labelsAreKnown) {
                warn(result, form, "labels", result.labelIds(), result::labelAt);
            }
        }
        if (!labelsAreKnown) {
            LabelSetText.hint(result);
        }
        return result;
    }

    private static void warn(LabelTable table, Form form, String what, Ids ids, IntUnaryOperator idOfRow) {
        List<int[]> groups = SameIds.groups(ids, EnumSet.of(form));
        if (groups.isEmpty()) {
            return;
        }
        int[] counts = SameIds.counts(ids, table.size(), idOfRow);
        String names = IntStream.of(groups.get(0))
                .mapToObj(id -> "\"" + ids.get(id) + "\" (" + Counted.of(counts[id], "row") + ")")
                .collect(Collectors.joining(" and "));
        table.note(what + " " + names
                + (groups.size() > 1 ? ", and others like them (" + groups.size() + " groups in all)," : "")
                + " differ " + (form == Form.CASE ? "in case only" : "only in how the number is written")
                + " and are kept apart; --join " + Choices.written(form) + " makes them one");
    }

    /** The rows of an annotator and a task that stand more than once, as the options want it. */
    static LabelTable withoutRepeats(LabelTable table, IntUnaryOperator exampleOfRow) {
        if (table.options().repeats() == Repeats.REFUSE) {
            return table;
        }
        BitSet dropped = repeated(table, exampleOfRow, table.options().repeats() == Repeats.LAST);
        if (dropped.isEmpty()) {
            return table;
        }
        LabelTable kept = table.filtered(n -> !dropped.get(n));
        kept.note(Counted.of(numRows(table, dropped), "row is", "rows are")
                + " left out where an annotator labels a task again: the "
                + Choices.written(table.options().repeats()) + " counts"
                + (table.times().isEmpty() ? "" : ", by the column updated_at (rows without a time by their order)"));
        return kept;
    }

    /** Refuses the rows that {@link #withoutRepeats} would leave out. */
    static InputException refusal(LabelTable table, IntUnaryOperator exampleOfRow, RuntimeException otherwise) {
        BitSet repeats = repeated(table, exampleOfRow, false);
        if (repeats.isEmpty()) {
            throw otherwise;
        }
        return again(table, exampleOfRow, repeats.nextSetBit(0), "one label for each annotator and task", repeats);
    }

    /**
     * Refuses rows of one annotator and task that are whole sets: only rows of one class each are a set together.
     *
     * @throws InputException if there are such rows, and the options do not say which of them counts
     */
    static void checkSets(LabelTable table, IntUnaryOperator exampleOfRow) throws InputException {
        BitSet repeats = repeated(table, exampleOfRow, false);
        if (!repeats.isEmpty()) {
            throw again(
                    table,
                    exampleOfRow,
                    repeats.nextSetBit(0),
                    "one set for each annotator and task, or a row a class",
                    repeats);
        }
    }

    /** How many rows of the files these are: one may have several classes. */
    private static int numRows(LabelTable table, BitSet rows) {
        return (int) rows.stream().filter(n -> !table.continues(n)).count();
    }

    private static InputException again(
            LabelTable table, IntUnaryOperator exampleOfRow, int row, String expected, BitSet repeats) {
        long pair = pair(table, exampleOfRow, row);
        int first = IntStream.range(0, row)
                .filter(n -> pair(table, exampleOfRow, n) == pair)
                .findFirst()
                .orElseThrow();
        int count = numRows(table, repeats);
        return table.at(
                row,
                "annotator \"" + table.annotatorIds().get(table.annotatorAt(row)) + "\" labels task \""
                        + table.taskIds().get(table.taskAt(row)) + "\" again, after " + table.placeOf(first, row),
                expected,
                Counted.noun(count, "there is ", "there are ") + Counted.of(count, "such row")
                        + ": take out what should not count, or add --repeats last or --repeats first");
    }

    /** Of each pair of an annotator and an example that has several labels, the rows of all but one. */
    private static BitSet repeated(LabelTable table, IntUnaryOperator exampleOfRow, boolean keepLast) {
        long[] pairs = new long[table.size()];
        Arrays.setAll(pairs, n -> pair(table, exampleOfRow, n));
        Arrays.sort(pairs);
        long[] twice = IntStream.range(1, pairs.length)
                .filter(n -> pairs[n] == pairs[n - 1])
                .mapToLong(n -> pairs[n])
                .distinct()
                .toArray();
        int[] kept = new int[twice.length];
        Arrays.fill(kept, -1);
        BitSet dropped = new BitSet();
        int[] firsts = table.areSets() ? SetRows.firsts(table, exampleOfRow) : new int[0];
        for (int n = 0; n < table.size(); n++) {
            boolean further = table.areSets() && firsts[n] < n;
            int position = further ? -1 : Arrays.binarySearch(twice, pair(table, exampleOfRow, n));
            if (position < 0) {
                continue;
            }
            int other = kept[position];
            boolean better = other < 0 || table.times().isBefore(n, other) != keepLast;
            if (other >= 0) {
                dropped.set(better ? other : n);
            }
            kept[position] = better ? n : other;
        }
        IntStream.range(0, firsts.length).forEach(n -> dropped.set(n, dropped.get(firsts[n])));
        return dropped;
    }

    private static long pair(LabelTable table, IntUnaryOperator exampleOfRow, int n) {
        return (long) exampleOfRow.applyAsInt(n) << 32 | table.annotatorAt(n);
    }
}
