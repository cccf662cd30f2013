package org.relabel4j.datasets.format;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Distinct ids of tasks, annotators or classes, numbered 0, 1, 2, ... in order of their first appearance.
 *
 * <p>Holds tens of millions without an object each: ids that are plain whole numbers ({@code 0} to {@code 2147483647}, no
 * leading zeros) as an {@code int}, others as characters in one pool, both in one open-addressing table. No choice of ids makes
 * it slow: texts are hashed with a secret of this process, and numbers too once they crowd. Not thread-safe while ids are added.
 */
public final class Ids {
    private static final int MAX_TABLE = 1 << 30;

    /** Steps from a number's slot to where it was put that tell crowded numbers; well mixed ones stay below, or nearly so. */
    private static final int MAX_STEPS = 128;

    /** The number of an id that is one, or the complement of the position of its text. */
    private int[] numbers = new int[16];

    private int size;
    private final TextPool texts = new TextPool();

    /** Position + 1 of the id in each slot, 0 for a free one. */
    private int[] slots = new int[32];

    private int slotBits = 5;

    /** Whether numbers are hashed; until then consecutive ones have consecutive slots, which is kind to the cache. */
    private boolean scattered;

    /** A name as it is read from files of labels: names that look the same are. */
    public static String normal(String name) {
        return Names.normal(name);
    }

    /** The numbers from 0 on, as ids of rows. */
    public static Ids ofRows(int numRows) {
        Ids ids = new Ids();
        for (int row = 0; row < numRows; row++) {
            ids.add(row, new char[0], 0, 0);
        }
        return ids;
    }

    /** How many ids there are. */
    public int size() {
        return size;
    }

    /** The number that the id at a position is, or -1 if it is other text. */
    public int numberAt(int position) {
        return Math.max(numbers[position], -1);
    }

    /** The id at a position, as it was written. */
    public String get(int position) {
        int number = numbers[position];
        return number >= 0 ? Integer.toString(number) : texts.get(~number);
    }

    /** All ids, in order; a view that makes its strings when asked. */
    public List<String> asList() {
        return new IdList(this, size, position -> position);
    }

    /** The ids at some positions; a view that makes its strings when asked. */
    List<String> asList(int[] positions) {
        return new IdList(this, positions.length, n -> positions[n]);
    }

    /** Position of an id, or -1 if it is not among them. */
    public int indexOf(String id) {
        char[] text = id.toCharArray();
        return indexOf(text, 0, text.length);
    }

    /** Position of the id that another collection has at a position, or -1 if it is not among these. */
    public int indexOf(Ids other, int position) {
        int number = other.numbers[position];
        return number >= 0
                ? indexOfNumber(number)
                : indexOf(other.texts.characters(), other.texts.start(~number), other.texts.length(~number));
    }

    int indexOf(char[] text, int offset, int length) {
        int number = parseNumber(text, offset, length);
        return slots[number >= 0 ? slotOfNumber(number) : slotOfText(text, offset, length)] - 1;
    }

    int indexOfNumber(int number) {
        return slots[slotOfNumber(number)] - 1;
    }

    /** Position of an id, which is added if it is new. */
    public int add(String id) {
        char[] text = id.toCharArray();
        return add(text, 0, text.length);
    }

    /** Position of the id that another collection has at a position; it is added if it is new. */
    int add(Ids other, int position) {
        int number = other.numbers[position];
        return number >= 0
                ? add(number, other.texts.characters(), 0, 0)
                : add(-1, other.texts.characters(), other.texts.start(~number), other.texts.length(~number));
    }

    /** Whether a character of an id that is no number meets a condition. */
    boolean anyCharacter(IntPredicate condition) {
        return texts.anyCharacter(condition);
    }

    int add(char[] text, int offset, int length) {
        return add(parseNumber(text, offset, length), text, offset, length);
    }

    /** Adds an id of which the number is known; -1 if it is none. */
    private int add(int number, char[] text, int offset, int length) {
        int slot = number >= 0 ? slotOfNumber(number) : slotOfText(text, offset, length);
        if (slots[slot] != 0) {
            return slots[slot] - 1;
        }
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, TextPool.grown(size));
        }
        numbers[size] = number >= 0 ? number : ~texts.add(text, offset, length);
        size++;
        slots[slot] = size;
        if (size > slots.length / 8 * 5 && slots.length < MAX_TABLE) {
            slotBits++;
            rehash();
        } else if (isCrowded(number, slot)) {
            rehash();
        }
        return size - 1;
    }

    /**
     * The positions of all ids in ascending order of the ids: numbers first, by value, then texts, by character.
     */
    int[] sortedPositions() {
        long[] numeric = new long[size - texts.size()];
        Integer[] textual = new Integer[texts.size()];
        int numNumeric = 0;
        int numTextual = 0;
        for (int n = 0; n < size; n++) {
            if (numbers[n] >= 0) {
                numeric[numNumeric++] = (long) numbers[n] << 32 | n;
            } else {
                textual[numTextual++] = n;
            }
        }
        Arrays.sort(numeric);
        Arrays.sort(textual, (a, b) -> texts.compare(~numbers[a], ~numbers[b]));
        int[] positions = new int[size];
        for (int n = 0; n < numNumeric; n++) {
            positions[n] = (int) numeric[n];
        }
        for (int n = 0; n < numTextual; n++) {
            positions[numNumeric + n] = textual[n];
        }
        return positions;
    }

    /** The whole number that a text is in its plain form, or -1. */
    static int parseNumber(char[] text, int offset, int length) {
        if (length == 0 || length > 10 || length > 1 && text[offset] == '0') {
            return -1;
        }
        long value = 0;
        for (int n = offset; n < offset + length; n++) {
            int digit = text[n] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value <= Integer.MAX_VALUE ? (int) value : -1;
    }

    private int slotOfNumber(int number) {
        int slot = homeOfNumber(number);
        while (slots[slot] != 0 && numbers[slots[slot] - 1] != number) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }

    private int homeOfNumber(int number) {
        // The block number shifts each further stretch of the table's length to a place of its own.
        return scattered
                ? (int) (KeyedHash.of(number) >>> -slotBits)
                : number + (int) KeyedHash.mix(number >>> slotBits) & slots.length - 1;
    }

    private int slotOfText(char[] text, int offset, int length) {
        int slot = homeOfText(text, offset, length);
        while (slots[slot] != 0 && !isText(numbers[slots[slot] - 1], text, offset, length)) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }

    private int homeOfText(char[] text, int offset, int length) {
        return (int) (KeyedHash.of(text, offset, length) >>> -slotBits);
    }

    private boolean isText(int number, char[] text, int offset, int length) {
        return number < 0 && texts.equal(~number, text, offset, length);
    }

    private void rehash() {
        slots = new int[1 << slotBits];
        for (int n = 0; n < size; n++) {
            int number = numbers[n];
            int slot = number >= 0
                    ? slotOfNumber(number)
                    : slotOfText(texts.characters(), texts.start(~number), texts.length(~number));
            slots[slot] = n + 1;
            if (isCrowded(number, slot)) {
                rehash();
                return;
            }
        }
    }

    /** Whether a number came to lie far from its slot. From then on numbers are hashed, and the table has to be filled anew. */
    private boolean isCrowded(int number, int slot) {
        if (scattered || number < 0 || (slot - homeOfNumber(number) & slots.length - 1) <= MAX_STEPS) {
            return false;
        }
        scattered = true;
        return true;
    }

    /** Most steps that finding an id takes; for tests. */
    int longestWay() {
        int longest = 0;
        for (int slot = 0; slot < slots.length; slot++) {
            int number = slots[slot] == 0 ? -1 : numbers[slots[slot] - 1];
            if (slots[slot] != 0) {
                int home = number >= 0
                        ? homeOfNumber(number)
                        : homeOfText(texts.characters(), texts.start(~number), texts.length(~number));
                longest = Math.max(longest, slot - home & slots.length - 1);
            }
        }
        return longest;
    }
}
