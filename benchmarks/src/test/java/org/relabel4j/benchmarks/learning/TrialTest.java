package org.relabel4j.benchmarks.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.relabel4j.benchmarks.FakeComponents;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.training.MemberPredictions;

class TrialTest {
    private static Trial trial(int number, String... overrides) throws Exception {
        return Trial.of(SmallExperiment.config(overrides), number, new FakeComponents());
    }

    @Test
    void labelsAsManyExamplesAsConfiguredByTheFirstAnnotators() throws Exception {
        Annotations initial =
                trial(0, "initial.labelled=40", "initial.label-counts=0.5,0.5").initial();

        assertEquals(40, initial.numLabelled());
        assertEquals(5, initial.numAnnotators());
        // 40 examples with 1 or 2 labels each, evenly: 60 expected, and 40 or 80 as good as impossible.
        assertTrue(initial.size() > 45 && initial.size() < 75, initial::toString);
    }

    @Test
    void labelsTheWholePoolIfAskedTo() throws Exception {
        assertEquals(
                FakeComponents.POOL, trial(0, "initial.labelled=all").initial().numLabelled());
    }

    @Test
    void asksOneMoreAnnotatorInEachRoundWhoAlwaysAnswersTheSame() throws Exception {
        Trial trial = trial(0);

        var first = trial.source().label(0, new int[] {3, 4, 5});
        var again = trial.source().label(0, new int[] {5, 3});

        assertArrayEquals(new int[] {5, 5, 5}, first.annotators());
        assertArrayEquals(new int[] {7}, trial.source().label(2, new int[] {3}).annotators());
        assertEquals(first.labels()[0], again.labels()[1]);
        assertEquals(first.labels()[2], again.labels()[0]);
    }

    @Test
    void drawsTheDataAnewInEachTrialUnlessTheDataSeedIsFixed() throws Exception {
        assertNotEquals(trial(0).initial(), trial(1).initial());
        assertEquals(trial(0).initial(), trial(0).initial());
        assertEquals(trial(0, "data-seed=4").initial(), trial(1, "data-seed=4").initial());
        assertNotEquals(trial(0, "data-seed=4").seed(), trial(1, "data-seed=4").seed());
    }

    @Test
    void drawsNoiseOfTheWantedAccuracy() throws Exception {
        Trial trial = trial(0, "noise.trace=0.8", "noise.accuracy=0.84", "line.pool=20000", "initial.labelled=all");

        Annotations initial = trial.initial();
        int right = 0;
        int[] truth = trial.data().poolLabels();
        for (int i = 0; i < initial.numExamples(); i++) {
            for (int a = initial.rowStart(i); a < initial.rowEnd(i); a++) {
                right += initial.labelAt(a) == truth[i] ? 1 : 0;
            }
        }
        // 0.005 is how near the matrix must be; 0.01 adds more than four standard errors of 20,000 draws (0.002 each).
        assertEquals(0.84, (double) right / initial.size(), 0.015);
    }

    /** P(label | true class) of the labels of all, 20,000 examples with one label each. */
    private static double[][] confusion(String... overrides) throws Exception {
        String[] all = Arrays.copyOf(overrides, overrides.length + 3);
        all[overrides.length] = "line.pool=20000";
        all[overrides.length + 1] = "initial.labelled=all";
        all[overrides.length + 2] = "initial.label-counts=1";
        Trial trial = trial(0, all);
        int[] truth = trial.data().poolLabels();
        double[][] confusion = new double[FakeComponents.CLASSES][FakeComponents.CLASSES];
        for (int i = 0; i < truth.length; i++) {
            confusion[truth[i]][trial.initial().labelAt(trial.initial().rowStart(i))]++;
        }
        for (double[] row : confusion) {
            double sum = Arrays.stream(row).sum();
            Arrays.setAll(row, k -> row[k] / sum);
        }
        return confusion;
    }

    /** The rarest class has 20,000 (1 - sqrt(2/3)) = 3,670 examples: standard errors are below 0.0083. */
    private static void assertConfusion(double[][] expected, double[][] found) {
        for (int y = 0; y < expected.length; y++) {
            assertArrayEquals(expected[y], found[y], 0.033);
        }
    }

    @Test
    void errsAsTheKindOfNoiseSays() throws Exception {
        assertConfusion(
                new double[][] {{0.7, 0.15, 0.15}, {0.15, 0.7, 0.15}, {0.15, 0.15, 0.7}},
                confusion("noise.kind=symmetric", "noise.rate=0.3"));
        assertConfusion(
                new double[][] {{0.7, 0.3, 0}, {0, 0.7, 0.3}, {0.3, 0, 0.7}},
                confusion("noise.kind=pairwise", "noise.rate=0.3"));
        assertConfusion(
                new double[][] {{1, 0, 0}, {0.3, 0.7, 0}, {0, 0.3, 0.7}},
                confusion("noise.kind=asymmetric", "noise.rate=0.3", "noise.mistaken-for=low,low,middle"));
    }

    @Test
    void instanceDependentNoiseStrikesTheBordersOfTheClasses() throws Exception {
        Trial trial = trial(
                0,
                "line.pool=20000",
                "initial.labelled=all",
                "initial.label-counts=1",
                "noise.kind=instance-dependent",
                "noise.rate=0.3");
        int[] truth = trial.data().poolLabels();
        Annotations initial = trial.initial();
        float[] place = new float[1];
        int[] wrong = new int[2];
        int[] number = new int[2];
        for (int i = 0; i < truth.length; i++) {
            trial.data().pool().copyTo(i, place, 0);
            int far = Math.abs(place[0] - truth[i]) > 0.4 ? 1 : 0;
            wrong[far] += initial.labelAt(initial.rowStart(i)) == truth[i] ? 0 : 1;
            number[far]++;
        }
        // The mean over all is the rate; its standard error is 0.0032.
        assertEquals(0.3, (double) (wrong[0] + wrong[1]) / truth.length, 0.013);
        double near = (double) wrong[0] / number[0];
        double border = (double) wrong[1] / number[1];
        assertTrue(border > near + 0.1, () -> near + " " + border);
    }

    @Test
    void aGivenMatrixIsWhatAnnotatorsConfuseBy() throws Exception {
        Trial trial = trial(
                0,
                "line.pool=20000",
                "initial.labelled=all",
                "noise.kind=matrix",
                "noise.matrix=0.7,0.3,0,0,1,0,0.2,0.2,0.6");
        int[][] counts = new int[3][3];
        int[] truth = trial.data().poolLabels();
        for (int i = 0; i < truth.length; i++) {
            counts[truth[i]][trial.initial().labelAt(trial.initial().rowStart(i))]++;
        }

        assertEquals(0, counts[0][2] + counts[1][0] + counts[1][2]);
        // About 6,667 of each class: the standard error is at most 0.006.
        assertEquals(0.3, (double) counts[0][1] / Arrays.stream(counts[0]).sum(), 0.025);
        assertEquals(0.6, (double) counts[2][2] / Arrays.stream(counts[2]).sum(), 0.025);
    }

    @Test
    void heterogeneousAnnotatorsDifferAndSomeAreVeryBad() throws Exception {
        Trial trial = trial(
                0,
                "line.pool=20000",
                "initial.labelled=all",
                "initial.annotators=12",
                "noise.kind=heterogeneous",
                "noise.accuracies=0.8,0.95",
                "noise.outliers=0.3",
                "noise.outlier-accuracies=0.1,0.3");
        Annotations initial = trial.initial();
        int[] truth = trial.data().poolLabels();
        int[] right = new int[12];
        int[] given = new int[12];
        for (int i = 0; i < truth.length; i++) {
            for (int a = initial.rowStart(i); a < initial.rowEnd(i); a++) {
                given[initial.annotatorAt(a)]++;
                right[initial.annotatorAt(a)] += initial.labelAt(a) == truth[i] ? 1 : 0;
            }
        }
        long bad = IntStream.range(0, 12).filter(j -> right[j] < 0.6 * given[j]).count();

        // 3.6 outliers expected; none, or all twelve, with a probability of 0.3^12 or 0.7^12 = 0.014 at most.
        assertTrue(bad >= 1 && bad < 12, () -> bad + " bad ones");
        assertEquals(
                12,
                IntStream.range(0, 12)
                        .map(j -> right[j] * 1000 / given[j])
                        .distinct()
                        .count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"crowd", "suggested"})
    void aCrowdAnswersInTheRoundsToo(String annotators) throws Exception {
        Trial trial = trial(0, "annotators=" + annotators);
        int[] everything = IntStream.range(0, FakeComponents.POOL).toArray();
        double[][] even = new double[FakeComponents.POOL][];
        Arrays.fill(even, new double[] {0.25, 0.25, 0.5});
        MemberPredictions model = new MemberPredictions(
                "model", DenseProbabilities.of(even), List.of(), List.of(), List.of(), Optional.empty());
        Supplier<Consensus> unused = () -> {
            throw new AssertionError();
        };

        var batch = trial.source().label(everything, new PoolState(3, trial.initial(), unused, List.of(model)));

        assertEquals(FakeComponents.POOL, batch.size());
        assertEquals(5, Arrays.stream(batch.annotators()).distinct().count());
        assertEquals(4, Arrays.stream(batch.annotators()).max().orElseThrow());
        // No one was asked twice about one example, or this would be refused.
        trial.initial().with(batch.examples(), batch.annotators(), batch.labels());
    }

    @Test
    void someOfACrowdAreAwayAndTheOthersCanDoSoMuch() throws Exception {
        String[] joint = {"annotators=joint", "joint.present=0.5", "joint.capacity=7"};
        Trial trial = trial(0, joint);
        var config = SmallExperiment.config(joint);
        int[] present = new int[5];
        for (int round = 0; round < 100; round++) {
            List<Integer> capacities = trial.capacities(config, round);
            assertEquals(capacities, trial.capacities(config, round));
            for (int j = 0; j < 5; j++) {
                assertTrue(capacities.get(j) == 0 || capacities.get(j) == 7, capacities::toString);
                present[j] += capacities.get(j) / 7;
            }
        }

        // 50 of 100 rounds expected, with a deviation of 5; the seed is fixed.
        assertTrue(Arrays.stream(present).allMatch(rounds -> rounds > 30 && rounds < 70), Arrays.toString(present));
    }

    /** The four people who labelled example i are 4, 7, 10 or so; each answer is one of theirs. */
    @Test
    void answersAreThoseOfRealPeople() throws Exception {
        Trial trial = trial(0, "line.people=counts", "noise.kind=human", "initial.labelled=30");
        int[] all = IntStream.range(0, FakeComponents.POOL).toArray();
        int[][] counts = trial.data().humanLabels().orElseThrow().counts();

        for (int round = 0; round < 2; round++) {
            var batch = trial.source().label(round, all);
            for (int n = 0; n < all.length; n++) {
                assertEquals(5 + round, batch.annotators()[n]);
                assertTrue(counts[batch.examples()[n]][batch.labels()[n]] > 0);
            }
        }
        assertEquals(30, trial.initial().numLabelled());
    }

    @Test
    void theWorstPeopleMayGiveTheFirstLabels() throws Exception {
        Trial trial = trial(
                0,
                "line.people=all",
                "noise.kind=human-worst-first",
                "initial.labelled=all",
                "initial.annotators=1",
                "initial.label-counts=1");
        Annotations real =
                trial.data().humanLabels().orElseThrow().annotations().orElseThrow();

        Annotations initial = trial.initial();

        assertEquals(FakeComponents.POOL, initial.numLabelled());
        assertTrue(initial.numAnnotators() >= 3, "one labelled a third");
        // Person 11 is the worst; what he labelled nobody else needs to.
        for (int i = 2; i < FakeComponents.POOL; i += 3) {
            assertEquals(real.labelBy(i, 11), initial.labelBy(i, 0));
        }
        assertArrayEquals(
                new int[] {initial.numAnnotators() + 1},
                trial.source().label(1, new int[] {3}).annotators());
    }

    /** Of the labels that the examples came with, every fourth is wrong. */
    @Test
    void theFirstLabelsMayBeThoseThatTheDataCameWith() throws Exception {
        Trial trial = trial(0, "line.people=given", "noise.kind=human-given-first", "initial.labelled=all");
        int[] truth = trial.data().poolLabels();

        Annotations initial = trial.initial();

        assertEquals(1, initial.numAnnotators());
        assertEquals(FakeComponents.POOL, initial.size());
        for (int i = 0; i < FakeComponents.POOL; i++) {
            assertEquals(i % 4 != 0, initial.labelBy(i, 0) == truth[i], "example " + i);
        }
        assertArrayEquals(new int[] {2}, trial.source().label(1, new int[] {3}).annotators());
        assertEquals(
                "noise.kind is human-given-first, but data set line came without labels; use noise.kind=human, or a data set"
                        + " such as noisy-cxr",
                complaint("noise.kind=human-given-first", "line.people=counts"));
    }

    @Test
    void saysThatNobodyLabelledTheData() {
        assertEquals(
                "noise.kind is human, but data set line has no labels of people; use one that has, such as cifar-10h",
                complaint("noise.kind=human"));
        assertTrue(complaint("noise.kind=human-worst-first", "line.people=counts")
                .contains("it is not known who gave which label"));
    }

    @Test
    void saysWhatDoesNotFitTheData() {
        assertEquals("batch is 61, but the pool has 60 examples; choose a smaller batch", complaint("batch=61"));
        assertEquals(
                "initial.labelled is 61, but the pool has 60 examples; choose at most as many, or all",
                complaint("initial.labelled=61"));
        assertEquals(
                "folds is 61, but only 60 examples have labels at the start; choose fewer folds",
                complaint("initial.labelled=all", "folds=61"));
        assertTrue(complaint("noise.trace=0.2").startsWith("noise.trace is 0.2 for 3 classes: trace is 0.6"));
        assertTrue(complaint("noise.accuracy=0.1").startsWith("noise.accuracy is 0.1, but"));
        assertEquals(
                "noise.rate is 0.5, expected less than 0.5000: with that much pairwise noise of 3 classes nothing can be"
                        + " learnt",
                complaint("noise.kind=pairwise", "noise.rate=0.5"));
        assertTrue(complaint("noise.kind=instance-dependent", "noise.rate=0.6")
                .startsWith("noise.rate is 0.6, expected less than 0.5000: with that much instance-dependent noise"));
        assertEquals(
                "noise.mistaken-for names 2 classes, but the data have 3; name one for each of low, middle, high",
                complaint("noise.kind=asymmetric", "noise.rate=0.1", "noise.mistaken-for=low,high"));
        assertEquals(
                "noise.mistaken-for names \"lower\", expected one of low, middle, high",
                complaint("noise.kind=asymmetric", "noise.rate=0.1", "noise.mistaken-for=low,lower,high"));
        assertEquals(
                "noise.matrix has 2 values, expected 9: 3 for each of low, middle, high",
                complaint("noise.kind=matrix", "noise.matrix=0.5,0.5"));
        assertEquals(
                "noise.matrix: noise matrix row 1 sums to 0.9, expected 1: rows are true classes",
                complaint("noise.kind=matrix", "noise.matrix=1,0,0,0,0.9,0,0,0,1"));
        assertTrue(complaint("noise.kind=heterogeneous", "noise.outlier-accuracies=0,0", "noise.outliers=1")
                .startsWith("noise.accuracies and noise.outlier-accuracies do not fit 3 classes: trace is 0.0"));
    }

    private static String complaint(String... overrides) {
        return assertThrows(IllegalArgumentException.class, () -> trial(0, overrides))
                .getMessage();
    }
}
