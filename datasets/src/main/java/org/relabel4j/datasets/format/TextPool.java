package org.relabel4j.datasets.format;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** Texts one after the other in one array, numbered 0, 1, 2, ... as they are added. Not thread-safe while texts are added. */
final class TextPool {
    private char[] characters = new char[0];
    private int[] ends = new int[0];
    private int size;

    /** How many texts there are. */
    int size() {
        return size;
    }

    /** The characters of all texts, and room for more; not copied. */
    char[] characters() {
        return characters;
    }

    int start(int text) {
        return text == 0 ? 0 : ends[text - 1];
    }

    int length(int text) {
        return ends[text] - start(text);
    }

    String get(int text) {
        return new String(characters, start(text), length(text));
    }

    /** Adds a text; returns its number. */
    int add(char[] text, int offset, int length) {
        int start = start(size);
        if (length > characters.length - start) {
            characters = Arrays.copyOf(characters, Math.max(grown(characters.length), Math.addExact(start, length)));
        }
        System.arraycopy(text, offset, characters, start, length);
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, grown(size));
        }
        ends[size] = start + length;
        return size++;
    }

    /** The capacity to grow to. */
    static int grown(int capacity) {
        return (int) Math.min(Integer.MAX_VALUE - 8L, capacity + (capacity >> 1) + 16L);
    }

    boolean equal(int text, char[] other, int offset, int length) {
        return length(text) == length
                && Arrays.equals(characters, start(text), ends[text], other, offset, offset + length);
    }

    int compare(int a, int b) {
        return Arrays.compare(characters, start(a), ends[a], characters, start(b), ends[b]);
    }

    /** Whether any character meets a condition. */
    boolean anyCharacter(IntPredicate condition) {
        for (int n = 0; n < start(size); n++) {
            if (condition.test(characters[n])) {
                return true;
            }
        }
        return false;
    }
}
