package org.relabel4j.core.simulation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.loop.LabelBatch;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.probability.Probabilities;

class SimulatedAnnotatorsTest {
    private static final int[] TRUTH = IntStream.range(0, 3000).map(i -> i % 3).toArray();

    /** Ordinary annotators, and one in five an outlier. */
    private static final Heterogeneity CROWD = new Heterogeneity(0.75, 0.95, 0.2, 0.05, 0.4);

    /** Counts of the published Wall Robot data. */
    private static final InitialLabels PUBLISHED = new InitialLabels(new double[] {898, 94, 7, 1}, 30);

    private static SimulatedAnnotators noisy(long seed) {
        return SimulatedAnnotators.alike(seed, AnnotatorModel.confusing(NoiseMatrix.uniform(3, 0.3), TRUTH), 40);
    }

    private static double accuracy(SimulatedAnnotators annotators, int annotator) {
        return IntStream.range(0, TRUTH.length)
                        .filter(i -> annotators.label(annotator, i) == TRUTH[i])
                        .count()
                / (double) TRUTH.length;
    }

    @Test
    void sameQuestionGetsTheSameAnswer() {
        SimulatedAnnotators one = noisy(1);
        SimulatedAnnotators other = noisy(1);

        for (int i = TRUTH.length - 1; i >= 0; i--) {
            assertEquals(one.label(3, i), other.label(3, i));
        }
    }

    @Test
    void annotatorsAndSeedsAnswerIndependently() {
        // Two independent annotators agree with probability 0.7² + 2 · 0.15² = 0.535: 1,605 of 3,000, deviation 27.
        assertEquals(1605, agreements(noisy(1), 0, noisy(1), 1), 110);
        assertEquals(1605, agreements(noisy(1), 0, noisy(2), 0), 110);
        assertEquals(0.7, accuracy(noisy(1), 5), 0.035);
    }

    private static long agreements(SimulatedAnnotators a, int annotatorOfA, SimulatedAnnotators b, int annotatorOfB) {
        return IntStream.range(0, TRUTH.length)
                .filter(i -> a.label(annotatorOfA, i) == b.label(annotatorOfB, i))
                .count();
    }

    @Test
    void drawsFromEachExamplesOwnDistribution() {
        Probabilities people = DenseProbabilities.of(new double[][] {{1, 0}, {0, 1}, {0.25, 0.75}});
        SimulatedAnnotators annotators = SimulatedAnnotators.alike(1, AnnotatorModel.drawingFrom(people), 2000);

        int ones = 0;
        for (int j = 0; j < 2000; j++) {
            assertEquals(0, annotators.label(j, 0));
            assertEquals(1, annotators.label(j, 1));
            ones += annotators.label(j, 2);
        }
        // Binomial(2000, 3/4): deviation 19.
        assertEquals(1500, ones, 80);
    }

    @Test
    void roundsAreAnsweredByOneMoreAnnotatorEach() {
        SimulatedAnnotators annotators = noisy(1);

        LabelBatch batch = new SimulatedLabelSource(annotators, 30).label(2, new int[] {8, 5});

        assertArrayEquals(new int[] {8, 5}, batch.examples());
        assertArrayEquals(new int[] {32, 32}, batch.annotators());
        assertArrayEquals(new int[] {annotators.label(32, 8), annotators.label(32, 5)}, batch.labels());
    }

    @Test
    void saysWhenNoAnnotatorIsLeft() {
        assertTrue(assertThrows(
                        IllegalArgumentException.class,
                        () -> new SimulatedLabelSource(noisy(1), 38).label(2, new int[] {0}))
                .getMessage()
                .startsWith("annotator 40 is asked but there are 40"));
    }

    @Test
    void initialLabelsHaveTheWantedCounts() {
        int[] examples = IntStream.range(0, 3000).filter(i -> i % 2 == 0).toArray();

        Annotations annotations = PUBLISHED.assign(noisy(1), examples, 3000, 3, 7);

        int[] counts = new int[6];
        int[] byAnnotator = new int[30];
        for (int i = 0; i < 3000; i++) {
            counts[annotations.count(i)]++;
            for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                byAnnotator[annotations.annotatorAt(a)]++;
                assertEquals(noisy(1).label(annotations.annotatorAt(a), i), annotations.labelAt(a));
            }
        }
        assertEquals(30, annotations.numAnnotators());
        assertEquals(1500, counts[0]);
        // Of 1,500: 1,347 expected with one label, deviation 12; 141 with two, deviation 11.
        assertEquals(1347, counts[1], 50);
        assertEquals(141, counts[2], 45);
        assertEquals(0, counts[5]);
        // 1,666 labels over 30 annotators: 56 each, deviation 7.
        for (int count : byAnnotator) {
            assertEquals(56, count, 30);
        }
    }

    @Test
    void initialLabelsOfAnExampleDoNotDependOnTheOthers() {
        Annotations all = PUBLISHED.assign(noisy(1), IntStream.range(0, 100).toArray(), 100, 3, 7);
        Annotations one = PUBLISHED.assign(noisy(1), new int[] {42}, 100, 3, 7);

        assertEquals(all.count(42), one.count(42));
        assertEquals(all.annotatorAt(all.rowStart(42)), one.annotatorAt(0));
    }

    @Test
    void rejectsImpossibleInitialLabels() {
        assertThrows(IllegalArgumentException.class, () -> new InitialLabels(new double[] {1, -1}, 5));
        assertThrows(IllegalArgumentException.class, () -> new InitialLabels(new double[] {0}, 5));
        assertEquals(
                "up to 3 initial labels an example need as many annotators, found 2",
                assertThrows(IllegalArgumentException.class, () -> new InitialLabels(new double[] {1, 1, 1}, 2))
                        .getMessage());
    }

    @Test
    void outliersAreFarWorseThanTheRest() {
        double[] priors = {1 / 3.0, 1 / 3.0, 1 / 3.0};
        List<NoiseMatrix> crowd = CROWD.draw(200, priors, 5);

        long outliers = crowd.stream().filter(m -> m.trace() / 3 <= 0.4).count();
        long ordinary = crowd.stream().filter(m -> m.trace() / 3 >= 0.75).count();

        assertEquals(200, outliers + ordinary);
        // Binomial(200, 1/5): deviation 5.7.
        assertEquals(40, outliers, 23);
        assertEquals(crowd.subList(0, 20), CROWD.draw(20, priors, 5));
        AnnotatorModel first = AnnotatorModel.confusing(crowd.get(0), TRUTH);
        assertEquals(crowd.get(0).trace() / 3, accuracy(new SimulatedAnnotators(1, List.of(first)), 0), 0.05);
    }

    @Test
    void instanceNoiseHasItsMeanAndGrowsWithDifficulty() {
        double[][] reference = {{0.9, 0.1, 0}, {0.6, 0.1, 0.3}, {0.2, 0.8, 0}, {0.6, 0.1, 0.3}};
        int[] truth = {0, 0, 0, 0};

        Probabilities labels = InstanceNoise.labelDistribution(truth, DenseProbabilities.of(reference), 0.4);

        // Ranks 0, 1.5, 3, 1.5: noise 0.4 (2r + 1) / 4 = 0.1, 0.4, 0.7, 0.4, mean 0.4.
        assertEquals(0.9, labels.get(0, 0), 1e-12);
        assertEquals(0.6, labels.get(1, 0), 1e-12);
        assertEquals(0.3, labels.get(2, 0), 1e-12);
        assertEquals(0.6, labels.get(3, 0), 1e-12);
        // Wrong labels in proportion to 0.1 + 0.01 and 0.3 + 0.01.
        assertEquals(0.4 * 0.11 / 0.42, labels.get(1, 1), 1e-12);
        assertEquals(0.4 * 0.31 / 0.42, labels.get(1, 2), 1e-12);
    }

    @Test
    void instanceNoiseCanBeConcentratedInTheHardest() {
        double[][] reference = {{1, 0}, {0.8, 0.2}, {0.4, 0.6}};
        int[] truth = {0, 0, 0};

        Probabilities labels = InstanceNoise.labelDistribution(truth, DenseProbabilities.of(reference), 0.1, 2);

        // (2r + 1)^2 = 1, 9, 25, mean 35 / 3: noise 0.1 * 3 / 35 times these, mean 0.1.
        assertEquals(0.3 / 35, labels.get(0, 1), 1e-12);
        assertEquals(2.7 / 35, labels.get(1, 1), 1e-12);
        assertEquals(7.5 / 35, labels.get(2, 1), 1e-12);
        assertTrue(assertThrows(
                        IllegalArgumentException.class,
                        () -> InstanceNoise.labelDistribution(truth, DenseProbabilities.of(reference), 0.5, 2))
                .getMessage()
                .contains("lower one of them"));
    }

    @Test
    void neighbourReferenceCountsTheNeighboursClasses() {
        Embeddings line = Embeddings.ofRowMajor(5, 1, new float[] {0, 1, 2, 10, 11});

        Probabilities reference = InstanceNoise.neighbourReference(line, new int[] {0, 0, 1, 1, 1}, 2, 2);

        // Example 2 (class 1) has the neighbours 1 and 0, both of class 0; example 3 has 4 and 2.
        assertEquals(1 / 3.0, reference.get(2, 1), 1e-12);
        assertEquals(1, reference.get(3, 1), 1e-12);
        assertEquals(2 / 3.0, reference.get(0, 0), 1e-12);
    }

    @Test
    void rejectsRatesThatNoExampleCanHave() {
        assertTrue(assertThrows(
                        IllegalArgumentException.class,
                        () -> InstanceNoise.labelDistribution(
                                new int[] {0}, DenseProbabilities.of(new double[][] {{1, 0}}), 0.6))
                .getMessage()
                .startsWith("mean noise rate is 0.6, expected 0 to 0.5"));
    }
}
