package org.relabel4j.core.consensus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.registry.ConsensusMethods;

/** What every registered method must do. */
class ConsensusMethodsTest {
    @TestFactory
    Stream<DynamicTest> agreeOnClearCases() {
        return ConsensusMethods.names().stream().map(name -> DynamicTest.dynamicTest(name, () -> check(name)));
    }

    private static void check(String name) {
        ConsensusMethod method = ConsensusMethods.byName(name);
        SimulatedCrowd crowd = SimulatedCrowd.of(200, 10, 3, 7, 3);
        Annotations grown = crowd.annotations();

        Consensus consensus = method.infer(grown, List.<Probabilities>of(), new SplittableRandom(5));

        // One label, the newest, is right about two times in three; all labels together much more often.
        double least = name.equals("newest-label") ? 0.55 : 0.85;
        assertTrue(crowd.accuracy(consensus) > least, "accuracy " + crowd.accuracy(consensus));
        for (int i = 0; i < 200; i++) {
            assertTrue(consensus.quality(i) > 0 && consensus.quality(i) <= 1);
            assertEquals(VoteCounter.agreement(grown, i, consensus.label(i)), consensus.agreement(i));
        }
        assertEquals(consensus, method.infer(grown, List.of(), new SplittableRandom(5)));
        Annotations unlabelled = Annotations.empty(2, 3, 2);
        assertArrayEquals(
                new int[] {-1, -1},
                method.infer(unlabelled, List.of(), new SplittableRandom(5)).labels());
    }

    @Test
    void namesTheMethodsWhenOneIsUnknown() {
        var error = assertThrows(IllegalArgumentException.class, () -> ConsensusMethods.byName("mace"));

        assertEquals(
                "unknown consensus method 'mace', expected one of crowdlab, crowdlab-calibrated, majority-vote, dawid-skene, glad,"
                        + " newest-label, newest-breaks-ties",
                error.getMessage());
    }
}
