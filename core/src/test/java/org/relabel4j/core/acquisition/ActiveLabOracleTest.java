package org.relabel4j.core.acquisition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.relabel4j.core.consensus.CrowdLab;
import org.relabel4j.core.consensus.CrowdLabResult;
import org.relabel4j.core.oracle.CrowdData;
import org.relabel4j.core.oracle.CrowdData.Shape;
import org.relabel4j.core.oracle.PlainCrowdLab;

/** The fast implementation against plain loops on generated data. */
class ActiveLabOracleTest {
    /** Weighted means of numbers up to 1 with weights up to about 10; the fast exponential adds 1e-13. */
    private static final double TOLERANCE = 1e-11;

    @Property(tries = 400)
    void scoresEqualThePlainLoops(
            @ForAll Shape shape,
            @ForAll @IntRange(min = 1, max = 40) int numExamples,
            @ForAll @IntRange(min = 2, max = 6) int numClasses,
            @ForAll @IntRange(min = 1, max = 3) int numModels,
            @ForAll long seed) {
        CrowdData data = CrowdData.of(shape, numExamples, numClasses, numModels, seed);
        PlainCrowdLab plain = new PlainCrowdLab(data.annotations(), data.predProbs(), true);
        if (hasNearTie(plain)) {
            return;
        }

        ActiveLabResult fast = ActiveLab.ensemble().analyse(data.annotations(), data.predProbs(), rng());

        assertArrayEquals(plain.temperatures, fast.temperatures(), 1e-12);
        assertArrayEquals(plain.consensus, fast.consensus().labels());
        assertArrayEquals(plain.quality, fast.consensus().qualities(), TOLERANCE);
        assertArrayEquals(plain.modelWeights, fast.modelWeights(), TOLERANCE);
        assertArrayEquals(plain.annotatorWeights, fast.annotatorWeights(), TOLERANCE);
        assertArrayEquals(plain.scores, fast.scores().toArray(), TOLERANCE);
    }

    @Property(tries = 200)
    void posteriorEqualsThePlainLoops(
            @ForAll Shape shape,
            @ForAll @IntRange(min = 1, max = 40) int numExamples,
            @ForAll @IntRange(min = 2, max = 6) int numClasses,
            @ForAll @IntRange(min = 1, max = 3) int numModels,
            @ForAll long seed) {
        CrowdData data = CrowdData.of(shape, numExamples, numClasses, numModels, seed);
        PlainCrowdLab plain = new PlainCrowdLab(data.annotations(), data.predProbs(), false);
        if (hasNearTie(plain)) {
            return;
        }

        CrowdLabResult fast = new CrowdLab().analyse(data.annotations(), data.predProbs(), rng());

        double[] row = new double[numClasses];
        for (int i = 0; i < numExamples; i++) {
            fast.posterior().copyRows(i, i + 1, row, 0);
            assertArrayEquals(plain.posterior[i], row, TOLERANCE);
            assertEquals(plain.posterior[i][0], fast.posterior().get(i, 0), TOLERANCE);
        }
    }

    @Property(tries = 300)
    void scoresLieBetweenZeroAndOne(
            @ForAll Shape shape,
            @ForAll @IntRange(min = 1, max = 40) int numExamples,
            @ForAll @IntRange(min = 2, max = 6) int numClasses,
            @ForAll @IntRange(min = 1, max = 3) int numModels,
            @ForAll long seed) {
        CrowdData data = CrowdData.of(shape, numExamples, numClasses, numModels, seed);

        Scores scores = ActiveLab.ensemble()
                .analyse(data.annotations(), data.predProbs(), rng())
                .scores();

        assertTrue(Arrays.stream(scores.toArray()).allMatch(s -> s > 0 && s < 1));
    }

    /** Where rounding decides between two classes, either answer is right. */
    private static boolean hasNearTie(PlainCrowdLab plain) {
        return Arrays.stream(plain.gap).anyMatch(gap -> gap < 1e-12);
    }

    private static SplittableRandom rng() {
        return new SplittableRandom(1);
    }
}
