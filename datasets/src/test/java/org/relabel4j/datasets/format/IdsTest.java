package org.relabel4j.datasets.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
        assertFalse(ids.allNumbers());
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

    @Test
    void farApartNumbersStayInLinearTime() {
        // Multiples of powers of two are what linear probing without mixing would choke on.
        for (int step : new int[] {1, 64, 4096, 1 << 14}) {
            Ids ids = new Ids();
            // Of processor time, so that other processes do not count; without mixing it would be minutes.
            long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            for (int n = 0; n < 100_000; n++) {
                ids.add(Integer.toString((int) ((long) n * step & Integer.MAX_VALUE)));
            }
            long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin;
            assertTrue(nanos < 5_000_000_000L, () -> nanos + " ns of processor time");
            assertTrue(ids.allNumbers());
            assertEquals(100_000, ids.size());
        }
    }
}
