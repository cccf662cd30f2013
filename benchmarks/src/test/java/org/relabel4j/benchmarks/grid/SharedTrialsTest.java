package org.relabel4j.benchmarks.grid;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.Test;

class SharedTrialsTest {
    @Test
    void letsATrialGoWhenItsLastCellHasEnded() throws Exception {
        SharedTrials<String, Object> trials =
                new SharedTrials<>(List.of("a1", "a2", "b1"), cell -> cell.substring(0, 1), key -> new Object());
        Object a = trials.get("a");
        Object b = trials.get("b");

        trials.release("a");
        assertSame(a, trials.get("a"));

        trials.release("a");
        assertNotSame(a, trials.get("a"));
        assertSame(b, trials.get("b"));
    }
}
