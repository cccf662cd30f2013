package org.relabel4j.datasets.format;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.relabel4j.core.text.Counted;

/**
 * Looks at the columns of a table after it was read: refuses text and numbers with flaws, leaves ids out, and says what looks odd.
 *
 * @param categorical columns that are to be of categories, whatever they look like
 * @param mixed columns of numbers and other values, as they were read when numbers were expected
 */
record ColumnReview(
        Path file, int numRows, List<String> categorical, Map<String, TableColumn> mixed, Consumer<String> notes) {
    private static final Pattern ANSWER = Pattern.compile("(?i:label|class|target|answer|ground[_ ]?truth)");

    /** Numbers that people read as such: with a sign of money or per cent, with commas, with blanks between thousands. */
    private static final Pattern NO_PLAIN_NUMBER = Pattern.compile("[+-]?([$€£] ?[0-9][0-9.,]*|[0-9][0-9.,]* ?[%€$£]"
            + "|[0-9]+(,[0-9]+)+([.][0-9]+)?|[0-9]{1,3}([ '][0-9]{3})+([.,][0-9]+)?)");

    private static final Pattern FRACTION = Pattern.compile("[+-]?[0-9]*[.][0-9]+");

    /** Mean characters and blanks of values from which on they are text, if they are seldom the same. */
    private static final int TEXT_LENGTH = 25;

    private static final int TEXT_BLANKS = 2;

    /** Different values from which on a column of nearly all numbers is no column of categories. */
    private static final int MANY = 20;

    private static final int NAMES_SHOWN = 10;

    /** Rows from which on it is no accident that all values differ. */
    private static final int MANY_ROWS = 10;

    /** The columns that are features. */
    List<TableColumn> kept(List<TableColumn> columns) throws InputException {
        List<TableColumn> kept = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        if (columns.stream()
                                .filter(column ->
                                        FRACTION.matcher(column.name()).matches())
                                .count()
                        * 2
                > columns.size()) {
            notes.accept(
                    file + ": the names in the header are numbers; if that is the first row, put a header above it");
        }
        for (TableColumn column : columns) {
            remark(column);
            if (!column.isNumeric() && !categorical.contains(column.name())) {
                checkCategories(column);
            }
            if (isId(column)) {
                ids.add(column.name());
            } else {
                kept.add(column);
            }
        }
        if (!ids.isEmpty()) {
            notes.accept(file + ": left out, as no two rows have the same value: " + shown(ids)
                    + "; --id says which are the examples' ids");
        }
        if (kept.isEmpty()) {
            throw InputException.inFile(file, "has no feature: no two rows have the same value in any column", "", "");
        }
        return kept;
    }

    /** Says what looks odd about a column that may still be right. */
    private void remark(TableColumn column) {
        if (ANSWER.matcher(column.name()).matches()) {
            note(column, "is taken as a feature; if it has the answers, leave it out");
        }
        if (column.present() == 0) {
            note(column, "has no value; to leave it out");
        }
        if (numRows >= MANY_ROWS && column.looksLikeIds()) {
            note(
                    column,
                    "has another whole number in every row, as ids have, and is taken as a feature; to leave it out");
        }
        if (column.isNumeric() && column.isPadded()) {
            notes.accept(file + ": column \"" + column.name()
                    + "\" has numbers with zeros in front, as codes have, and is taken"
                    + " as numbers; to have categories: --categorical " + column.name());
        }
    }

    /** Some names, the first ones. */
    static String shown(List<String> names) {
        String more = names.size() > NAMES_SHOWN ? " and " + (names.size() - NAMES_SHOWN) + " more" : "";
        return names.stream().limit(NAMES_SHOWN).collect(Collectors.joining("\", \"", "\"", "\"")) + more;
    }

    private void note(TableColumn column, String what) {
        notes.accept(file + ": column \"" + column.name() + "\" " + what + ": --ignore " + column.name());
    }

    private boolean isId(TableColumn column) {
        return !column.isNumeric()
                && !categorical.contains(column.name())
                && numRows >= MANY_ROWS
                && column.categories().size() == numRows;
    }

    private void checkCategories(TableColumn column) throws InputException {
        int distinct = column.categories().size();
        boolean seldomSame = distinct > column.present() / 2;
        if (seldomSame && column.meanLength() >= TEXT_LENGTH && column.meanBlanks() >= TEXT_BLANKS) {
            throw InputException.inFile(
                    file,
                    "has text in column \"" + column.name() + "\": " + Counted.of(distinct, "different value") + " in "
                            + Counted.of(column.present(), "row") + ", such as \""
                            + column.categories().get(0) + "\"",
                    "numbers or categories",
                    "make embeddings of the text and give them with --embeddings, or leave it out: --ignore "
                            + column.name());
        }
        List<String> numbers = column.categories().asList().stream()
                .filter(value -> NO_PLAIN_NUMBER.matcher(value).matches())
                .toList();
        if (numbers.size() * 2 > distinct) {
            throw InputException.inFile(
                    file,
                    "has \"" + numbers.get(0) + "\" in column \"" + column.name()
                            + "\", as most of its values are written",
                    "plain numbers with a decimal point",
                    otherwise("write them so", column));
        }
        if (seldomSame && numRows >= MANY_ROWS && !isId(column)) {
            note(
                    column,
                    "has " + Counted.of(distinct, "different value") + " in " + column.present()
                            + " rows, which is many for categories; to leave it out");
        }
        TableColumn asNumbers = mixed.get(column.name());
        if (asNumbers != null) {
            checkMixed(column, asNumbers);
        }
    }

    private void checkMixed(TableColumn column, TableColumn asNumbers) throws InputException {
        String what = "has " + asNumbers.firstOdd() + " in column \"" + column.name() + "\", in which "
                + (asNumbers.present() - asNumbers.odd()) + " of " + asNumbers.present() + " values are numbers";
        if (column.categories().size() > MANY && asNumbers.odd() * 2 < asNumbers.present()) {
            throw InputException.atLine(
                    file, asNumbers.lineOfOdd(), what, "a number, or nothing", otherwise("mend it", column));
        }
        notes.accept(file + ":" + asNumbers.lineOfOdd() + ": " + what + ": it is taken as a column of categories");
    }

    private static String otherwise(String first, TableColumn column) {
        return first + ", take all as categories with --categorical " + column.name()
                + ", or leave the column out with --ignore " + column.name();
    }
}
