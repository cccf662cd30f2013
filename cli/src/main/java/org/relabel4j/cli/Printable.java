package org.relabel4j.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes text fit for a terminal: file names and values may hold what it would take for commands, or what turns or hides the text
 * around it. Such characters are shown by their codes; letters, symbols and emoji of any script are left as they are.
 */
final class Printable {
    private static final int MAX_VALUE = 200;
    private static final int MAX_LINE = 2000;
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int ASCII = 0x80;

    /** What stands between quotes is a value that somebody gave. */
    private static final Pattern LONG_VALUE = Pattern.compile("([\"'])((?:(?!\\1).){" + (MAX_VALUE + 1) + ",})\\1");

    private Printable() {}

    /** One line: line breaks and the space around them become one space, long values and long lines are cut. */
    static String line(String message) {
        String line = LONG_VALUE
                .matcher(message.strip().replaceAll("\\s*\\R\\s*", " "))
                .replaceAll(value ->
                        Matcher.quoteReplacement(value.group(1) + cut(value.group(2), MAX_VALUE) + value.group(1)));
        return escaped(cut(line, MAX_LINE), false);
    }

    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + "… (" + text.length() + " characters)";
    }

    /**
     * Text of one or more lines.
     *
     * @param lines whether line breaks are part of it; otherwise they are shown by their codes too
     */
    static String escaped(String text, boolean lines) {
        StringBuilder out = null;
        int previous = 0;
        for (int n = 0, next; n < text.length(); n += Character.charCount(next)) {
            next = text.codePointAt(n);
            int after = n + Character.charCount(next);
            if (isHarmless(next, previous, after < text.length() ? text.codePointAt(after) : 0, lines)) {
                if (out != null) {
                    out.appendCodePoint(next);
                }
            } else {
                out = out == null ? new StringBuilder(text.substring(0, n)) : out;
                out.append(next < 0x10000 ? String.format("\\u%04x", next) : String.format("\\U%08x", next));
            }
            previous = next;
        }
        return out == null ? text : out.toString();
    }

    private static boolean isHarmless(int character, int before, int after, boolean lines) {
        if (character >= ' ' && character < 0x7F || character == '\t') {
            return true;
        }
        return switch (Character.getType(character)) {
            case Character.CONTROL ->
                lines && (character == '\n' || character == '\r' && (after == '\n' || after == 0));
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE -> false;
            // Emoji and some scripts need the joiners, between characters of their own.
            case Character.FORMAT ->
                (character == ZERO_WIDTH_JOINER || character == ZERO_WIDTH_NON_JOINER)
                                && before >= ASCII
                                && after >= ASCII
                        || isVisible(character);
            default -> true;
        };
    }

    /** Signs before or over numbers, in Arabic, Syriac and Kaithi, which Unicode counts as format characters. */
    private static boolean isVisible(int character) {
        return character >= 0x600 && character <= 0x605
                || character == 0x6DD
                || character == 0x70F
                || character >= 0x890 && character <= 0x891
                || character == 0x8E2
                || character == 0x110BD
                || character == 0x110CD;
    }
}
