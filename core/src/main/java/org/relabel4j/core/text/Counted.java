package org.relabel4j.core.text;

/** Numbers with their nouns: {@code 1 label}, {@code 2 labels}. */
public final class Counted {
    private Counted() {}

    /** A number with a noun that has an s in the plural. */
    public static String of(long count, String one) {
        return of(count, one, one + "s");
    }

    /** A number with its noun. */
    public static String of(long count, String one, String many) {
        return count + " " + noun(count, one, many);
    }

    /** The noun alone, of a number that is written in another way. */
    public static String noun(double count, String one, String many) {
        return count == 1 ? one : many;
    }
}
