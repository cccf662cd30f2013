package org.relabel4j.core.consensus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.annotation.Annotations;

/** {@link Wawa} and {@link ZeroBasedSkill}, which start alike. */
class WawaTest {
    /**
     * Annotator 0 agrees with the majority on three examples of three, 1 and 2 on two, 3 on one of the four that they have
     * labelled: the last example is a tie, 0 against 3.
     */
    private static final Annotations TABLE =
            MajorityVoteTest.table(2, new int[][] {{0, 0, 0, 1}, {1, 1, 0, 1}, {0, 1, 0, 1}, {0, -1, -1, 1}});

    private static Consensus infer(ConsensusMethod method) {
        return method.infer(TABLE, List.of(), new SplittableRandom(1));
    }

    @Test
    void skillsAreWorkedByHand() {
        // Majorities: 0, 1, tie, tie. Half of a tied label agrees.
        double[] equal = {1, 1, 1, 1};
        double[] skills = new WeightedVotes(TABLE, KnownLabels.none(), equal).agreements();

        assertArrayEquals(new double[] {3.0 / 4, 2.5 / 3, 1.5 / 3, 2.0 / 4}, skills, 1e-15);
    }

    @Test
    void weightedVotesAreWorkedByHand() {
        Consensus consensus = infer(new Wawa());

        // Example 2: 3/4 + 1/2 against 5/6 + 1/2; example 3: 3/4 against 1/2.
        assertArrayEquals(new int[] {0, 1, 1, 0}, consensus.labels());
        assertEquals((5.0 / 6 + 1.0 / 2) / (3.0 / 4 + 1.0 / 2 + 5.0 / 6 + 1.0 / 2), consensus.quality(2), 1e-15);
        assertEquals(0.6, consensus.quality(3), 1e-15);
    }

    @Test
    void zeroBasedSkillGoesOnToWhereWeightsAndVotesAgree() {
        Consensus consensus = infer(new ZeroBasedSkill());

        // Its first step is Wawa's: labels 0, 1, 1, 0. With these, agreements are 3/4, 1, 1/3 and 1/2; then example 2
        // stays
        // 1 (1 + 1/2 against 3/4 + 1/3) and example 3 stays 0 (3/4 against 1/2), so nothing changes any more.
        assertArrayEquals(new int[] {0, 1, 1, 0}, consensus.labels());
        assertEquals(1.5 / (1.5 + 3.0 / 4 + 1.0 / 3), consensus.quality(2), 1e-12);
    }

    @Test
    void votersWithoutAnyWeightCountAlike() {
        double[] nothing = {0, 0, 0, 0};
        double[] shares = new double[2];

        new WeightedVotes(TABLE, KnownLabels.none(), nothing).posterior(0, shares);

        assertArrayEquals(new double[] {0.75, 0.25}, shares, 1e-15);
    }
}
