package org.relabel4j.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionsTest {
    private static final List<String> KNOWN =
            List.of("random", "good-random", "entropy", "activelab", "activelab-ensemble", "knn");

    @ParameterizedTest
    @CsvSource({
        "entropi, entropy",
        "etnropy, entropy",
        "ActiveLab, activelab",
        "good_random, good-random",
        "good random, good-random",
        "active-lab, activelab",
        "activelab-ensembel, activelab-ensemble",
        "kn, knn",
    })
    void findsTheNameMeant(String wanted, String meant) {
        assertEquals(Optional.of(meant), Suggestions.nearest(wanted, KNOWN));
    }

    @ParameterizedTest
    @CsvSource({"xyz", "uncertainty", "''"})
    void staysSilentWhenNothingIsNear(String wanted) {
        assertEquals(Optional.empty(), Suggestions.nearest(wanted, KNOWN));
    }

    @Test
    void prefersTheFirstOfEquallyNearNames() {
        assertEquals(Optional.of("ab"), Suggestions.nearest("aa", List.of("ab", "ac")));
    }

    @Test
    void listsAllNamesWhenNoneIsNear() {
        assertEquals("expected one of a, b", Suggestions.hint("something", List.of("a", "b")));
        assertEquals("did you mean \"entropy\"?", Suggestions.hint("entropie", KNOWN));
    }
}
