package org.relabel4j.core.text;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Guesses which known name a misspelt one stands for. */
public final class Suggestions {
    private Suggestions() {}

    /**
     * The known name nearest to a wanted one, by edit distance: insertions, deletions, replacements and swaps of
     * neighbours count one each; case counts nothing, and neither does {@code _} or a space for {@code -}.
     *
     * @param wanted what was typed
     * @param known the names that exist; of equally near ones the first wins
     * @return empty if none is near enough: more than a third of the wanted name (at least one letter) would change
     */
    public static Optional<String> nearest(String wanted, Collection<String> known) {
        String plainWanted = plain(wanted);
        int best = Math.max(1, plainWanted.length() / 3) + 1;
        String nearest = null;
        for (String name : known) {
            int distance = editDistance(plainWanted, plain(name));
            if (distance < best) {
                best = distance;
                nearest = name;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /**
     * The end of an error message about an unknown name: {@code did you mean "entropy"?} if there is a near one, else
     * {@code expected one of bald, entropy}.
     *
     * @param wanted what was typed
     * @param known the names that exist, in the order to list them
     */
    public static String hint(String wanted, Collection<String> known) {
        return nearest(wanted, known)
                .map(name -> "did you mean \"" + name + "\"?")
                .orElseGet(() -> known.isEmpty()
                        ? "there is none to choose from"
                        : "expected one of " + String.join(", ", known));
    }

    private static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
    }

    /** Optimal string alignment distance, by dynamic programming over three rows. */
    private static int editDistance(String a, String b) {
        int[] twoAbove = new int[b.length() + 1];
        int[] above = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int y = 0; y <= b.length(); y++) {
            above[y] = y;
        }
        for (int x = 1; x <= a.length(); x++) {
            row[0] = x;
            for (int y = 1; y <= b.length(); y++) {
                int replace = above[y - 1] + (a.charAt(x - 1) == b.charAt(y - 1) ? 0 : 1);
                row[y] = Math.min(replace, 1 + Math.min(above[y], row[y - 1]));
                if (x > 1 && y > 1 && a.charAt(x - 1) == b.charAt(y - 2) && a.charAt(x - 2) == b.charAt(y - 1)) {
                    row[y] = Math.min(row[y], 1 + twoAbove[y - 2]);
                }
            }
            int[] spare = twoAbove;
            twoAbove = above;
            above = row;
            row = spare;
        }
        return above[b.length()];
    }
}
