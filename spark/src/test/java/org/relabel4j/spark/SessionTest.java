package org.relabel4j.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SessionTest {
    @Test
    void sparkRunsHere() {
        assertEquals(10, LocalSpark.session().range(10).repartition(3).count());
    }
}
