package org.relabel4j.datasets.format;

import java.util.List;
import java.util.Locale;

/** Finds columns by their name or by what other tools call them. */
final class Header {
    static final List<String> TASK = List.of("task", "example", "item");

    private Header() {}

    /**
     * Number of the column with the first of some names that the header has; case does not matter.
     *
     * @throws CsvProblem if it has none
     */
    static int column(List<String> header, List<String> names) {
        for (String name : names) {
            for (int column = 0; column < header.size(); column++) {
                if (header.get(column).toLowerCase(Locale.ROOT).equals(name)) {
                    return column;
                }
            }
        }
        throw new CsvProblem(
                "has no column \"" + names.get(0) + "\" in its header " + shown(header),
                "it or " + String.join(" or ", names.subList(1, names.size())),
                "");
    }

    /** A column's name without what does not matter: case, signs, and the end "id". */
    static String key(String name) {
        StringBuilder letters = new StringBuilder();
        name.codePoints().filter(Character::isLetterOrDigit).forEach(letters::appendCodePoint);
        return letters.toString().toLowerCase(Locale.ROOT).replaceFirst("ids?$", "");
    }

    static String shown(List<String> header) {
        String all = String.join(",", header);
        return "\"" + (all.length() > 80 ? all.substring(0, 77) + "..." : all) + "\"";
    }
}
