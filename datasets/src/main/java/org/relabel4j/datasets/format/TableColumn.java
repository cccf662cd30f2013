package org.relabel4j.datasets.format;

import ch.randelshofer.fastdoubleparser.JavaFloatParser;
import java.util.Arrays;
import java.util.List;
import org.relabel4j.core.training.FeatureTable.Column;

/** A column of a table of features while it is read: values as {@link org.relabel4j.core.training.FeatureTable} has them. */
final class TableColumn {
    private static final int LONGEST_GAP =
            LabelOptions.MISSING.stream().mapToInt(String::length).max().orElseThrow();

    /** What a column holds. */
    enum Kind {
        /** Numbers only: anything else is refused. */
        NUMBERS,
        /** Categories; those that are not known are added. */
        CATEGORIES,
        /** Categories that are known; others are noted. */
        KNOWN_CATEGORIES,
        /** Numbers, unless a value turns up that is none. */
        GUESS
    }

    private final String name;
    private final boolean gapsAllowed;
    private final String hint;
    private final Ids categories = new Ids();
    private Kind kind;
    private float[] values = new float[16];
    private int size;
    private int present;
    private long characters;
    private long blanks;
    private boolean padded;
    private int odd;
    private String firstOdd = "";
    private long lineOfOdd;

    /**
     * @param gapsAllowed whether a value may be missing
     * @param hint what to do about a value that is no number
     */
    TableColumn(String name, Kind kind, boolean gapsAllowed, String hint) {
        this.name = name;
        this.kind = kind;
        this.gapsAllowed = gapsAllowed;
        this.hint = hint;
    }

    /** A column for more values of what another table has. */
    static TableColumn like(Column column, String hint) {
        TableColumn made =
                new TableColumn(column.name(), column.numeric() ? Kind.NUMBERS : Kind.KNOWN_CATEGORIES, true, hint);
        column.categories().forEach(made.categories::add);
        return made;
    }

    void add(char[] text, int offset, int length) {
        if (size == values.length) {
            values = Arrays.copyOf(values, TextPool.grown(size));
        }
        if (gapsAllowed && isGap(text, offset, length)) {
            values[size++] = Float.NaN;
            return;
        }
        values[size++] = value(text, offset, length);
        present++;
    }

    /** The record is read that starts in a line. */
    void endRecord(long line) {
        if (odd > 0 && lineOfOdd == 0) {
            lineOfOdd = line;
        }
    }

    private float value(char[] text, int offset, int length) {
        if (kind == Kind.NUMBERS || kind == Kind.GUESS) {
            float number = number(text, offset, length);
            if (Float.isFinite(number)) {
                padded |= length > 1 && text[offset] == '0' && isDigit(text[offset + 1]);
                return number;
            }
            if (kind == Kind.NUMBERS || Float.isInfinite(number) && present > 0) {
                throw noNumber(text, offset, length);
            }
            if (present == 0) {
                kind = Kind.CATEGORIES;
            } else {
                return oddOne(text, offset, length);
            }
        }
        if (kind == Kind.KNOWN_CATEGORIES) {
            int known = categories.indexOf(text, offset, length);
            return known >= 0 ? known : oddOne(text, offset, length);
        }
        if (length == 0) {
            throw new CsvProblem("has no class in column \"" + name + "\"", "one", "");
        }
        int before = categories.size();
        int category = categories.add(text, offset, length);
        characters += length;
        for (int n = offset; n < offset + length && category == before; n++) {
            blanks += text[n] == ' ' || Character.isIdeographic(text[n]) ? 1 : 0;
        }
        return category;
    }

    /** A value that is not as the others: no number among numbers, or none of the known categories. */
    private float oddOne(char[] text, int offset, int length) {
        if (odd++ == 0) {
            firstOdd = shown(text, offset, length);
        }
        return categories.size();
    }

    private CsvProblem noNumber(char[] text, int offset, int length) {
        return new CsvProblem(
                "has " + shown(text, offset, length) + " in column \"" + name + "\"",
                gapsAllowed ? "a finite number or nothing" : "a finite number",
                hint);
    }

    static String shown(char[] text, int offset, int length) {
        return length == 0 ? "nothing" : "\"" + new String(text, offset, Math.min(length, 40)) + "\"";
    }

    /** Whether a text says that there is no value. */
    static boolean isGap(char[] text, int offset, int length) {
        return length == 0
                || length <= LONGEST_GAP
                        && !isDigit(text[offset + length - 1])
                        && LabelOptions.MISSING.contains(new String(text, offset, length));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** The number that a text is, infinite if it is too large for one, or NaN. */
    private static float number(char[] text, int offset, int length) {
        char last = length == 0 ? ' ' : text[offset + length - 1];
        // What Java takes for a number but people mean as a name, such as 1f, is none.
        if (!isDigit(last) && last != '.') {
            String word = length <= 9 ? new String(text, offset, length).replaceFirst("^[+-]", "") : "";
            return word.equalsIgnoreCase("inf") || word.equalsIgnoreCase("infinity")
                    ? Float.POSITIVE_INFINITY
                    : Float.NaN;
        }
        try {
            return JavaFloatParser.parseFloat(text, offset, length);
        } catch (NumberFormatException e) {
            return Float.NaN;
        }
    }

    String name() {
        return name;
    }

    float value(int row) {
        return values[row];
    }

    /** How many values there are, gaps not counted. */
    int present() {
        return present;
    }

    /** How many values are not as the others. */
    int odd() {
        return odd;
    }

    String firstOdd() {
        return firstOdd;
    }

    long lineOfOdd() {
        return lineOfOdd;
    }

    /** Whether the values are whole numbers, no two the same, that follow each other or have equally many digits, five or more. */
    boolean looksLikeIds() {
        if (!isNumeric() || present < size) {
            return false;
        }
        float[] sorted = Arrays.copyOf(values, size);
        for (float value : sorted) {
            if (value != Math.rint(value)) {
                return false;
            }
        }
        Arrays.sort(sorted);
        for (int n = 1; n < size; n++) {
            if (sorted[n] == sorted[n - 1]) {
                return false;
            }
        }
        float first = sorted[0];
        float last = sorted[size - 1];
        return last - first == size - 1 || first >= 1e4 && (int) Math.log10(first) == (int) Math.log10(last);
    }

    /** Whether a number has a zero in front, as codes have. */
    boolean isPadded() {
        return padded;
    }

    boolean isNumeric() {
        return kind == Kind.NUMBERS || kind == Kind.GUESS;
    }

    Ids categories() {
        return categories;
    }

    /** Characters of a value, on average; of categories only. */
    double meanLength() {
        return characters / (double) Math.max(1, present);
    }

    /** Blanks of a category, on average. */
    double meanBlanks() {
        return blanks / (double) Math.max(1, categories.size());
    }

    Column column() {
        return new Column(name, isNumeric(), isNumeric() ? List.of() : categories.asList());
    }
}
