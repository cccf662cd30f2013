package org.relabel4j.core.acquisition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.relabel4j.core.oracle.CrowdData;
import org.relabel4j.core.oracle.CrowdData.Shape;
import org.relabel4j.core.oracle.PlainCrowdLab;

/** Enough examples for several blocks and threads. */
class ActiveLabLargeTest {
    @ParameterizedTest
    @CsvSource({
        "ORDINARY,20000,4,1",
        "ORDINARY,9000,10,3",
        "ONE_ANNOTATOR_HAS_ALL,3000,30,2",
        "LITTLE_OVERLAP,150,600,1"
    })
    void equalsThePlainLoopsAndItself(Shape shape, int numExamples, int numClasses, int numModels) {
        CrowdData data = CrowdData.of(shape, numExamples, numClasses, numModels, 7);
        PlainCrowdLab plain = new PlainCrowdLab(data.annotations(), data.predProbs(), true);

        ActiveLabResult first = analyse(data);
        ActiveLabResult second = analyse(data);

        assertArrayEquals(plain.temperatures, first.temperatures(), 1e-12);
        assertArrayEquals(plain.modelWeights, first.modelWeights(), 1e-11);
        int different = 0;
        for (int i = 0; i < numExamples; i++) {
            boolean near = plain.gap[i] < 1e-12;
            different += !near && Math.abs(plain.scores[i] - first.scores().get(i)) > 1e-9 ? 1 : 0;
        }
        assertEquals(0, different);
        assertEquals(first.scores(), second.scores());
    }

    private static ActiveLabResult analyse(CrowdData data) {
        return ActiveLab.ensemble().analyse(data.annotations(), data.predProbs(), new SplittableRandom(1));
    }
}
