package org.relabel4j.core.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;

class ModelEstimateTest {
    private static final int SIZE = 2000;

    /** Two of three people of accuracy 0.9 label each example of four classes, and a model of accuracy 0.7 predicts it. */
    @Test
    void aModelIsMeasuredByWhatPeopleSay() {
        Random random = new Random(1);
        AnnotationsBuilder builder = Annotations.builder(SIZE, 3, 4);
        int[] predicted = new int[SIZE];
        int[] gold = new int[SIZE];
        Arrays.fill(gold, -1);
        for (int i = 0; i < SIZE; i++) {
            int truth = random.nextInt(4);
            builder.add(i, i % 3, said(truth, 0.9, random)).add(i, (i + 1) % 3, said(truth, 0.9, random));
            predicted[i] = said(truth, 0.7, random);
        }

        List<AnnotatorEstimate> all = AnnotatorEstimates.withModel(builder.build(), predicted, gold);

        assertEquals(4, all.size());
        assertEquals(0.7, all.get(3).accuracy(), 0.03); // three standard errors of 2,000 draws
        assertEquals(0.9, all.get(0).accuracy(), 0.03);
    }

    private static int said(int truth, double accuracy, Random random) {
        return random.nextDouble() < accuracy ? truth : (truth + 1 + random.nextInt(3)) % 4;
    }
}
