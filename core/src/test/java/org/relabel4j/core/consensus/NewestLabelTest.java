package org.relabel4j.core.consensus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.registry.ConsensusMethods;

class NewestLabelTest {
    /** Labels by age: none; 2; 0 then 1; 1 1 then 0; 0 1 then 2; 0 1 1 0. */
    private static final Annotations ANNOTATIONS = Annotations.builder(6, 4, 3)
            .add(1, 0, 2)
            .add(2, 0, 0)
            .add(2, 1, 1)
            .add(3, 0, 1)
            .add(3, 1, 1)
            .add(3, 2, 0)
            .add(4, 0, 0)
            .add(4, 1, 1)
            .add(4, 2, 2)
            .add(5, 0, 0)
            .add(5, 1, 1)
            .add(5, 2, 1)
            .add(5, 3, 0)
            .build();

    private static Consensus infer(ConsensusMethod method) {
        return method.infer(ANNOTATIONS, List.of(), new SplittableRandom(1));
    }

    @Test
    void newestLabelReplaces() {
        Consensus consensus = infer(new NewestLabel());

        assertArrayEquals(new int[] {-1, 2, 1, 0, 2, 0}, consensus.labels());
        assertArrayEquals(new double[] {Double.NaN, 1, 0.5, 1 / 3.0, 1 / 3.0, 0.5}, consensus.qualities(), 1e-12);
    }

    @Test
    void newestLabelBreaksTiesOfTheMajority() {
        Consensus consensus = infer(new NewestBreaksTies());

        assertArrayEquals(new int[] {-1, 2, 1, 1, 2, 0}, consensus.labels());
        assertEquals(2 / 3.0, consensus.agreement(3), 1e-12);
    }

    @Test
    void areFoundByName() {
        assertEquals(NewestLabel.class, ConsensusMethods.byName("newest-label").getClass());
        assertEquals(
                NewestBreaksTies.class,
                ConsensusMethods.byName("newest-breaks-ties").getClass());
    }
}
