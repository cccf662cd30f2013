package org.relabel4j.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;

class SubsetsTest {
    private static final Option<Optional<Integer>> SIZE =
            Subsets.size("pool-size", "images").withDefault(Optional.of(5000));

    private static int size(Map<String, String> given, int available) {
        return Subsets.size(Options.parse("data set", List.of(SIZE), given), SIZE, available);
    }

    @Test
    void takesTheNumberGivenOrItsOwnDefaultOrAll() {
        assertEquals(5000, size(Map.of(), 10_000));
        assertEquals(7, size(Map.of("pool-size", "7"), 10_000));
        assertEquals(10_000, size(Map.of("pool-size", "all"), 10_000));
    }

    @Test
    void takesNoMoreThanThereAre() {
        for (Map<String, String> given : List.of(Map.of("pool-size", "5000"), Map.<String, String>of())) {
            var error = assertThrows(IllegalArgumentException.class, () -> size(given, 4000));
            assertTrue(error.getMessage().startsWith("option \"pool-size\" of data set is "), error::getMessage);
        }
    }
}
