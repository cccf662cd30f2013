package org.relabel4j.datasets.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class IdsTest {
    @Test
    void numbersAndTextsAreKeptAsWritten() {
        Ids ids = new Ids();

        for (String id : List.of("7", "007", "2147483647", "2147483648", "-1", "0", "x", "7", "00")) {
            ids.add(id);
        }

        assertEquals(List.of("7", "007", "2147483647", "2147483648", "-1", "0", "x", "00"), ids.asList());
        assertEquals(7, ids.numberAt(0));
        assertEquals(-1, ids.numberAt(1));
        assertEquals(Integer.MAX_VALUE, ids.numberAt(2));
        assertEquals(-1, ids.numberAt(3));
        assertEquals(-1, ids.indexOf("8"));
    }

    @Test
    void sortsNumbersByValueBeforeTexts() {
        Ids ids = new Ids();
        List.of("b", "10", "9", "a", "ab").forEach(ids::add);

        // 9, 10, a, ab, b
        assertArrayEquals(new int[] {2, 1, 3, 4, 0}, ids.sortedPositions());
    }

    @Test
    void findsTheIdsOfAnotherCollection() {
        Ids ids = new Ids();
        List.of("3", "x", "5").forEach(ids::add);
        Ids other = new Ids();
        List.of("x", "4", "5").forEach(other::add);

        assertEquals(1, ids.indexOf(other, 0));
        assertEquals(-1, ids.indexOf(other, 1));
        assertEquals(2, ids.indexOf(other, 2));
    }

    @Property(tries = 200)
    void agreesWithALinkedSet(@ForAll List<@NumericChars @StringLength(max = 3) String> words) {
        Ids ids = new Ids();
        Set<String> expected = new LinkedHashSet<>();

        for (String word : words) {
            expected.add(word);
            int position = ids.add(word);
            assertEquals(word, ids.get(position));
            assertEquals(position, ids.indexOf(word));
        }

        assertEquals(new ArrayList<>(expected), ids.asList());
    }

    /** Each would take hours if a step were taken for every pair; the number of steps is what counts, not the time. */
    @Test
    void noChoiceOfNumbersCrowdsTheTable() {
        IntUnaryOperator[] choices = {
            n -> n,
            n -> n * 64,
            n -> n * 4096,
            // Two ranges that may lie upon each other, as of two batches of tasks.
            n -> n < 100_000 ? n : 1_000_000_000 + n,
            // Ten numbers of each stretch of 2^18.
            n -> n % 10 + (n / 10 % 8192 << 18) | n / 81_920 << 8,
        };
        for (IntUnaryOperator choice : choices) {
            Ids ids = new Ids();
            Set<Integer> distinct = new HashSet<>();
            for (int n = 0; n < 200_000; n++) {
                int number = choice.applyAsInt(n) & Integer.MAX_VALUE;
                distinct.add(number);
                ids.add(Integer.toString(number));
            }

            assertEquals(distinct.size(), ids.size());
            assertTrue(ids.longestWay() < 1000, "steps: " + ids.longestWay());
        }
    }

    /** Java's own hash of each of these is the same. */
    @Test
    void noChoiceOfTextsCrowdsTheTable() {
        Ids ids = new Ids();
        for (int n = 0; n < 1 << 17; n++) {
            StringBuilder id = new StringBuilder();
            for (int bit = 0; bit < 17; bit++) {
                id.append((n >> bit & 1) == 0 ? "Aa" : "BB");
            }
            assertEquals(n, ids.add(id.toString()));
        }

        assertTrue(ids.longestWay() < 1000, "steps: " + ids.longestWay());
    }
}
