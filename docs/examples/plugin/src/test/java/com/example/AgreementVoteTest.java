package com.example;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.Consensus;

class AgreementVoteTest {
    @Test
    void whoAgreesWithTheMajorityDecidesATie() {
        // Examples 0 to 2: annotators 0 and 1 say class 0, annotator 2 says 1, so they agree 1, 1 and 0 of the time
        // there.
        // Example 3 is a tie of annotators 0 and 2; example 4 has no label.
        Annotations annotations = Annotations.builder(5, 3, 2)
                .add(0, 0, 0)
                .add(0, 1, 0)
                .add(0, 2, 1)
                .add(1, 0, 0)
                .add(1, 1, 0)
                .add(1, 2, 1)
                .add(2, 0, 0)
                .add(2, 1, 0)
                .add(2, 2, 1)
                .add(3, 0, 1)
                .add(3, 2, 0)
                .build();

        Consensus consensus = new AgreementVote().infer(annotations, List.of(), new SplittableRandom(1));

        assertArrayEquals(new int[] {0, 0, 0, 1, -1}, consensus.labels());
        // The majority breaks the tie of example 3 by the rarest class, 1: annotator 0 agrees always, annotator 2
        // never.
        assertEquals(1 / (1 + 1e-6), consensus.quality(3), 1e-15);
        assertEquals(0.5, consensus.agreement(3));
        assertEquals(2 / (2 + 1e-6), consensus.quality(0), 1e-15);
    }
}
