package org.relabel4j.datasets.format;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What makes two names the same: names that look the same are. */
final class Names {
    /** The first letter that may be part of a composed one; everything below is as it should be, but for two. */
    private static final char FIRST_COMBINING = '\u0300';

    private static final char NO_BREAK_SPACE = '\u00A0';
    private static final char SOFT_HYPHEN = '\u00AD';

    /** Characters without any form of their own. Joiners are left: they shape what is written around them. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\u200B\\u2060\\uFEFF\\u00AD]");

    private static final Pattern BLANKS = Pattern.compile("[\\u00A0\\u2000-\\u200A\\u202F\\u205F]");
    private static final Pattern WHOLE = Pattern.compile("([+-]?)([0-9]+)(\\.0*)?");

    /** How {@code numpy.savetxt} writes a number; long enough that no id is taken for one. */
    private static final Pattern SCIENTIFIC = Pattern.compile("[+-]?[0-9]\\.[0-9]{4,}[eE][+-][0-9]{2}");

    private Names() {}

    /** A name without blanks around it and without invisible characters, accents composed (NFC). */
    static String normal(String name) {
        char[] text = name.toCharArray();
        int start = 0;
        int end = text.length;
        while (start < end && isBlank(text[start])) {
            start++;
        }
        while (end > start && isBlank(text[end - 1])) {
            end--;
        }
        return isPlain(text, start, end - start)
                ? name.substring(start, end)
                : composed(new String(text, start, end - start));
    }

    /** White space of any script, and what has no width at all. */
    static boolean isBlank(char c) {
        return c <= ' '
                || c >= 0x80
                        && (Character.isWhitespace(c)
                                || Character.isSpaceChar(c)
                                || c == '\u0085'
                                || c >= '\u200B' && c <= '\u200F'
                                || c == '\u2060'
                                || c == '\uFEFF');
    }

    /** Whether all characters are such that the text is certainly normal, but for blanks around it. */
    static boolean isPlain(char[] text, int offset, int length) {
        int bits = 0;
        for (int n = offset; n < offset + length; n++) {
            bits |= text[n];
        }
        if (bits < 0x80) {
            return true;
        }
        for (int n = offset; n < offset + length; n++) {
            if (text[n] >= FIRST_COMBINING || text[n] == NO_BREAK_SPACE || text[n] == SOFT_HYPHEN) {
                return false;
            }
        }
        return true;
    }

    static String composed(String name) {
        String visible = INVISIBLE.matcher(name).replaceAll("");
        return Normalizer.normalize(BLANKS.matcher(visible).replaceAll(" "), Normalizer.Form.NFC);
    }

    /** The same for all names that differ in case only. */
    static String foldCase(String name) {
        return name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    /** The plain form of a whole number written as {@code 3.0}, {@code +3} or {@code 3.0000e+00}; other names as they are. */
    static String foldNumber(String name) {
        if (name.length() >= 10 && SCIENTIFIC.matcher(name).matches()) {
            BigDecimal number = new BigDecimal(name).stripTrailingZeros();
            return number.scale() <= 0 ? number.toPlainString() : name;
        }
        Matcher whole = WHOLE.matcher(name);
        if (!whole.matches() || whole.group(2).length() > 1 && whole.group(2).startsWith("0")) {
            return name;
        }
        return (whole.group(1).equals("-") ? "-" : "") + whole.group(2);
    }
}
