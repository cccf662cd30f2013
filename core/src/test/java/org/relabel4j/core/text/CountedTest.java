package org.relabel4j.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CountedTest {
    @Test
    void oneIsInTheSingularAndAllOthersAreNot() {
        assertEquals("1 label", Counted.of(1, "label"));
        assertEquals("0 labels", Counted.of(0, "label"));
        assertEquals("2 people", Counted.of(2, "person", "people"));
        assertEquals("classes", Counted.noun(1.5, "class", "classes"));
    }
}
