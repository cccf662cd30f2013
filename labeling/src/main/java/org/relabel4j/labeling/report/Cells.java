package org.relabel4j.labeling.report;

import java.text.Bidi;
import java.util.Locale;
import org.relabel4j.core.text.Counted;
import org.relabel4j.datasets.format.LabelSetText;
import org.relabel4j.labeling.round.RoundOutcome;
import org.relabel4j.pages.Html;
import org.relabel4j.pages.Shown;
import org.relabel4j.pages.Table.Entry;

/** Names and numbers as the page shows them: names of any length and script stay within their place. */
final class Cells {
    /** Longest name that is shown whole. */
    private static final int MOST_CHARACTERS = 48;

    private static final int END_CHARACTERS = 30;
    /** The set of no class. */
    private static final String NONE = "(none)";

    private static final String FIRST_STRONG_ISOLATE = "\u2068";
    private static final String POP_ISOLATE = "\u2069";

    private Cells() {}

    /** A name within a line: shortened in its middle, and kept from turning the text around it. */
    static String name(String name) {
        String shown = Html.printable(name);
        int length = shown.codePointCount(0, shown.length());
        if (length > MOST_CHARACTERS) {
            shown = shown.substring(0, shown.offsetByCodePoints(0, MOST_CHARACTERS - END_CHARACTERS - 1)) + "…"
                    + shown.substring(shown.offsetByCodePoints(shown.length(), -END_CHARACTERS));
        }
        char[] characters = shown.toCharArray();
        return Bidi.requiresBidi(characters, 0, characters.length) ? FIRST_STRONG_ISOLATE + shown + POP_ISOLATE : shown;
    }

    /** A label within a line, by its place among the classes of a round, which are sets where an example may have several. */
    static String label(RoundOutcome round, int k) {
        return name(text(round, k));
    }

    /** A cell with such a label. */
    static Entry label(RoundOutcome round, int k, String kind) {
        return named(text(round, k), kind);
    }

    private static String text(RoundOutcome round, int k) {
        String text = round.classNames().get(k);
        return round.sets().isPresent() ? set(text) : text;
    }

    /** A set of classes. */
    static String set(String text) {
        return text.equals(LabelSetText.SEPARATOR) ? NONE : text;
    }

    /** A cell with a name; where it is shortened, the whole shows when it is pointed at. */
    static Entry named(String name, String kind) {
        String shown = name(name);
        return shown.equals(name)
                ? new Entry(name, kind, "")
                : new Entry(
                        "",
                        kind,
                        new Html().element("span", shown, "title", name).toString());
    }

    /** A probability, with two decimals. */
    static String probability(double value) {
        return Double.isNaN(value) ? Shown.UNKNOWN : String.format(Locale.ROOT, "%.2f", value);
    }

    /** A number with its noun. */
    static String plural(double count, String one, String many) {
        return Shown.count(count) + " " + Counted.noun(count, one, many);
    }
}
