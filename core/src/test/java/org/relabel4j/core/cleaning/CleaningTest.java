package org.relabel4j.core.cleaning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.acquisition.ActiveLabelCleaning;
import org.relabel4j.core.acquisition.Bald;
import org.relabel4j.core.acquisition.Entropy;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.acquisition.Scores;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.noise.ConfidenceNoiseSampler;
import org.relabel4j.core.noise.Darl;
import org.relabel4j.core.noise.NeighbourNoiseSampler;
import org.relabel4j.core.noise.NoiseSampler;
import org.relabel4j.core.noise.RepeatShare;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.training.CentroidTrainer;
import org.relabel4j.core.training.FakeTrainer;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.core.training.MemberPredictions;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.core.validation.CrossValidation;

/** The simulation on small crowds: people, selectors, curves. */
class CleaningTest {
    private static final int SIZE = 300;

    /** Two thirds of the examples are clear, one third is not; class = number modulo 3. */
    private static LabelDistribution people() {
        double[][] counts = new double[SIZE][3];
        for (int i = 0; i < SIZE; i++) {
            counts[i][i % 3] = i % 3 == 0 ? 60 : 97;
            counts[i][(i + 1) % 3] = i % 3 == 0 ? 30 : 2;
            counts[i][(i + 2) % 3] = i % 3 == 0 ? 10 : 1;
        }
        return LabelDistribution.ofCounts(counts);
    }

    private static Relabeller relabeller() {
        return new Relabeller(people(), people().temperatureFor(0.3), 5);
    }

    /** Examples whose class can be seen: a point near one of three corners. */
    private static FeatureMatrix features() {
        SplittableRandom rng = new SplittableRandom(1);
        float[] values = new float[2 * SIZE];
        for (int i = 0; i < SIZE; i++) {
            values[2 * i] = (float) (2.5 * (i % 3) + rng.nextGaussian(0, 0.5));
            values[2 * i + 1] = (float) ((i % 3 == 1 ? 2.5 : 0) + rng.nextGaussian(0, 0.5));
        }
        return FeatureMatrix.ofRowMajor(SIZE, 2, values);
    }

    private static CrossValidation outOfSample(int members, boolean embeddings) {
        List<Trainer> trainers = IntStream.range(0, members)
                .<Trainer>mapToObj(m -> new CentroidTrainer())
                .toList();
        return new CrossValidation(new CrossValidation.Scheme(
                trainers, features(), FeatureMatrix.ofRowMajor(0, 1, new float[0]), 5, false, embeddings));
    }

    @Test
    void expectedRelabelsAreTheRecursionByHand() {
        // Two classes: agree at once, or after one that does not.
        assertEquals(1.2, ExpectedRelabels.of(new double[] {0.8, 0.2}, 0), 1e-12);
        assertEquals(1.8, ExpectedRelabels.of(new double[] {0.8, 0.2}, 1), 1e-12);
        // 1 + 0.3 (1 + 0.2) + 0.2 (1 + 0.3).
        assertEquals(1.62, ExpectedRelabels.of(new double[] {0.5, 0.3, 0.2}, 0), 1e-12);
        // 1 + 0.3 (1 + 0.2 * 1.1 + 0.1 * 1.2) + 0.2 (1 + 0.3 * 1.1 + 0.1 * 1.3) + 0.1 (1 + 0.3 * 1.2 + 0.2 * 1.3).
        assertEquals(1.856, ExpectedRelabels.of(new double[] {0.4, 0.3, 0.2, 0.1}, 0), 1e-12);
        // Everybody agrees: the authors' special case.
        assertEquals(1, ExpectedRelabels.of(new double[] {1, 0}, 0), 0);
        assertEquals(2, ExpectedRelabels.of(new double[] {1, 0}, 1), 0);
    }

    @Test
    void oraclePrefersWrongLabelsThatAreCheapToFix() {
        // Wrong and clear: (1 - 0) / 2; wrong and ambiguous: (1 - 0.4) / 1.6; right and ambiguous: (1 - 0.6) / 1.4.
        assertEquals(0.5, OracleSelector.priority(new double[] {1, 0}, 1), 1e-12);
        assertEquals(0.6 / 1.6, OracleSelector.priority(new double[] {0.6, 0.4}, 1), 1e-12);
        assertEquals(0.4 / 1.4, OracleSelector.priority(new double[] {0.6, 0.4}, 0), 1e-12);
        assertEquals(0, OracleSelector.priority(new double[] {1, 0}, 0), 0);
    }

    @Test
    void labelsAreBoughtUntilOneIsMoreFrequentThanEachOther() {
        Relabeller relabeller = relabeller();
        CleaningState state = relabeller.start();

        for (int i = 0; i < SIZE; i++) {
            int before = state.relabels();
            int first = state.label(i);
            relabeller.relabel(state, i);
            int bought = state.relabels() - before;
            int[] given = state.given(i);

            assertEquals(1 + bought, given.length);
            assertEquals(first, given[0]);
            int[] counts = state.counts(i);
            int most = Arrays.stream(counts).max().orElseThrow();
            assertEquals(1, Arrays.stream(counts).filter(c -> c == most).count());
            assertEquals(most, counts[state.label(i)]);
            // It ended as soon as it could: without the last label there was a tie.
            counts[given[given.length - 1]]--;
            int mostBefore = Arrays.stream(counts).max().orElseThrow();
            boolean tied = Arrays.stream(counts).filter(c -> c == mostBefore).count() > 1;
            assertTrue(given.length == 2 || tied, Arrays.toString(given));
            assertTrue(given.length > 2 || given[0] == given[1], Arrays.toString(given));
        }
        assertTrue(state.relabels() > SIZE);
    }

    @Test
    void answersDoNotDependOnTheOrderOfQuestions() {
        CleaningState up = relabeller().start();
        CleaningState down = relabeller().start();

        for (int i = 0; i < SIZE; i++) {
            relabeller().relabel(up, i);
            relabeller().relabel(down, SIZE - 1 - i);
        }

        for (int i = 0; i < SIZE; i++) {
            assertArrayEquals(up.given(i), down.given(i));
        }
    }

    @Test
    void firstLabelsHaveTheNoiseRateAndLaterOnesTheirOwn() {
        double[][] counts = new double[20_000][];
        Arrays.fill(counts, new double[] {95, 5});
        LabelDistribution crowd = LabelDistribution.ofCounts(counts);
        Relabeller relabeller = new Relabeller(crowd, crowd.temperatureFor(0.3), 1);
        CleaningState state = relabeller.start();
        int wrongFirst = Arrays.stream(state.labels()).sum();
        int wrongSecond = 0;
        for (int i = 0; i < counts.length; i++) {
            relabeller.relabel(state, i);
            wrongSecond += state.given(i)[1];
        }

        assertEquals(0.3, relabeller.expectedNoiseRate(), 1e-9);
        // Binomial deviations: 0.0032 and 0.0015; four of each.
        assertEquals(0.3, wrongFirst / 20_000.0, 0.013);
        assertEquals(0.05, wrongSecond / 20_000.0, 0.0065);
    }

    /** Four examples of class 0, 1, 0, 1, about the last of which people disagree; the first two labels given are wrong. */
    @Test
    void firstLabelsMayBeGiven() {
        LabelDistribution experts = LabelDistribution.ofCounts(new double[][] {{1, 0}, {0, 1}, {1, 0}, {1, 2}});
        int[] given = {1, 0, 0, 1};
        Relabeller relabeller = new Relabeller(experts, given, 3);
        given[3] = 0;

        assertEquals(0.5, relabeller.expectedNoiseRate(), 0);
        CleaningState state = relabeller.start();
        assertArrayEquals(new int[] {1, 0, 0, 1}, state.labels());
        relabeller.relabel(state, 0);
        assertArrayEquals(new int[] {1, 0, 0}, state.given(0), "two experts outvote the label given");
        assertArrayEquals(new int[] {1, 0, 0, 1}, relabeller.start().labels(), "starts anew");
        assertThrows(IllegalArgumentException.class, () -> new Relabeller(experts, new int[3], 3));
    }

    @Test
    void annotationsCountTheNthLabelAsTheNthAnnotators() {
        Relabeller relabeller = relabeller();
        CleaningState state = relabeller.start();
        relabeller.relabel(state, 7);

        Annotations annotations = state.annotations();

        assertEquals(SIZE + state.relabels(), annotations.size());
        assertEquals(state.given(7)[1], annotations.labelBy(7, 1));
        assertEquals(state.given(8)[0], annotations.labelBy(8, 0));
        assertEquals(state.label(7), state.consensus().label(7));
        assertEquals(1, state.consensus().quality(8), 0);
        assertArrayEquals(IntStream.range(0, SIZE).filter(i -> i != 7).toArray(), state.untouched());
    }

    @Test
    void curveIsTheStateMeasuredAnewAfterEachExample() {
        int[] order = {5, 0, 3, 0, 299, 4, 6};
        CleaningCurve curve = CleaningCurve.replay(relabeller(), order);
        CleaningState state = relabeller().start();
        int[] truth = people().trueLabels();

        for (int n = 0; n <= order.length; n++) {
            if (n > 0) {
                relabeller().relabel(state, order[n - 1]);
            }
            double right = 0;
            double clear = 0;
            double ambiguous = 0;
            double variation = 0;
            for (int i = 0; i < SIZE; i++) {
                boolean wrong = state.label(i) != truth[i];
                right += wrong ? 0 : 1.0 / SIZE;
                clear += wrong && i % 3 != 0 ? 1 : 0;
                ambiguous += wrong && i % 3 == 0 ? 1 : 0;
                for (int k = 0; k < 3; k++) {
                    variation += Math.abs((double) state.counts(i)[k] / state.numLabels(i) - people().row(i)[k])
                            / (2.0 * SIZE);
                }
            }
            CleaningPoint point = curve.points().get(n);
            assertEquals(state.relabels(), point.relabels(), 0);
            assertEquals(right, point.labelAccuracy(), 1e-12);
            assertEquals(clear, point.clearMislabelled(), 0);
            assertEquals(ambiguous, point.ambiguousMislabelled(), 0);
            assertEquals(variation, point.totalVariation(), 1e-12);
        }
        assertEquals(SIZE, curve.end().numExamples());
    }

    @Test
    void curveIsStraightBetweenItsPointsAndLevelAfterItsEnd() {
        CleaningCurve curve = CleaningCurve.replay(relabeller(), new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
        CleaningPoint last = curve.points().get(10);
        int wide = IntStream.range(1, 11)
                .filter(n -> curve.points().get(n).relabels()
                                - curve.points().get(n - 1).relabels()
                        == 2)
                .findFirst()
                .orElseThrow();
        CleaningPoint before = curve.points().get(wide - 1);
        CleaningPoint after = curve.points().get(wide);

        List<CleaningPoint> sampled = curve.at(new double[] {0, before.relabels() + 1, last.relabels() + 50});

        assertEquals(curve.points().get(0), sampled.get(0));
        assertEquals(
                (before.labelAccuracy() + after.labelAccuracy()) / 2,
                sampled.get(1).labelAccuracy(),
                1e-12);
        assertEquals(
                (before.totalVariation() + after.totalVariation()) / 2,
                sampled.get(1).totalVariation(),
                1e-12);
        assertEquals(last.labelAccuracy(), sampled.get(2).labelAccuracy(), 0);
        assertEquals(last.relabels() + 50, sampled.get(2).relabels(), 0);
    }

    @Test
    void selectorsComeOutInTheOrderOfWhatTheyKnow() {
        double oracle = accuracyAfter(new OracleSelector(people()), 150);
        double model = accuracyAfter(new RankingSelector(new ActiveLabelCleaning(), outOfSample(1, false)), 150);
        double random = accuracyAfter(new RandomSelector(), 150);

        assertTrue(oracle > model && model > random + 0.05, oracle + " " + model + " " + random);
    }

    @Test
    void modelSelectorCleansClearExamplesFirst() {
        CleaningSelector selector = new RankingSelector(new ActiveLabelCleaning(), outOfSample(1, false));
        CleaningState state = relabeller().start();
        int[] chosen = relabeller().clean(state, selector, 100, 3);
        CleaningCurve curve = CleaningCurve.replay(relabeller(), chosen);
        CleaningPoint start = curve.points().get(0);
        CleaningPoint end = curve.points().get(curve.points().size() - 1);

        double clearLeft = end.clearMislabelled() / start.clearMislabelled();
        double ambiguousLeft = end.ambiguousMislabelled() / start.ambiguousMislabelled();

        assertTrue(clearLeft < ambiguousLeft, clearLeft + " of the clear, " + ambiguousLeft + " of the ambiguous");
    }

    @Test
    void otherScoresWorkToo() {
        double confidence =
                accuracyAfter(new RankingSelector(darl(new ConfidenceNoiseSampler()), outOfSample(1, false)), 150);
        double neighbour =
                accuracyAfter(new RankingSelector(darl(new NeighbourNoiseSampler()), outOfSample(1, true)), 150);
        double random = accuracyAfter(new RandomSelector(), 150);

        assertTrue(confidence > random + 0.05 && neighbour > random + 0.05, confidence + " " + neighbour);
        // Centroids of other seeds are the same: BALD has nothing to tell and must still rank all.
        assertEquals(SIZE, drain(new RankingSelector(new Bald(), outOfSample(2, false))).length);
    }

    private static Darl darl(NoiseSampler sampler) {
        return new Darl(new Entropy(), sampler, RepeatShare.fixed(0.5));
    }

    @Test
    void asksForABatchOfTheLabelsToBuyWhereTheBatchIsComposed() {
        int[] wanted = new int[2];
        for (boolean composes : new boolean[] {false, true}) {
            AcquisitionStrategy strategy = new AcquisitionStrategy() {
                @Override
                public boolean composesBatches() {
                    return composes;
                }

                @Override
                public Scores score(PoolState state, RandomGenerator rng) {
                    return Scores.of(new double[SIZE]);
                }

                @Override
                public int[] select(PoolState state, int[] candidates, int batchSize, RandomGenerator rng) {
                    wanted[composes ? 1 : 0] = batchSize;
                    return AcquisitionStrategy.super.select(state, candidates, batchSize, rng);
                }
            };
            CleaningState state = relabeller().start();
            relabeller().clean(state, new RankingSelector(strategy, outOfSample(1, false)), 40, 1);
            int relabelled = SIZE - state.untouched().length;

            assertTrue(state.relabels() >= 40 && relabelled <= 40, relabelled + " of " + state.relabels());
        }
        assertArrayEquals(new int[] {SIZE, 40}, wanted);
    }

    private static double accuracyAfter(CleaningSelector selector, int budget) {
        CleaningState state = relabeller().start();
        relabeller().clean(state, selector, budget, 11);
        int[] truth = people().trueLabels();
        return IntStream.range(0, SIZE).filter(i -> state.label(i) == truth[i]).count() / (double) SIZE;
    }

    private static int[] drain(CleaningSelector selector) {
        return relabeller().clean(relabeller().start(), selector, Integer.MAX_VALUE / 8, 1);
    }

    @Test
    void nobodyButTheOracleChoosesTwice() {
        int[] random = drain(new RandomSelector());
        CleaningState state = relabeller().start();
        int[] oracle = relabeller().clean(state, new OracleSelector(people()), 4 * SIZE, 1);

        assertEquals(SIZE, Arrays.stream(random).distinct().count());
        assertEquals(SIZE, random.length);
        assertTrue(Arrays.stream(oracle).distinct().count() < oracle.length);
    }

    @Test
    void laterStagesSkipWhatWasRelabelledBefore() {
        CleaningState state = relabeller().start();
        CleaningSelector selector = new RankingSelector(new ActiveLabelCleaning(), outOfSample(1, false));
        int[] first = relabeller().clean(state, selector, 60, 1);
        int[] second = relabeller().clean(state, selector, 120, 2);

        assertTrue(state.relabels() >= 120);
        assertEquals(
                first.length + second.length,
                IntStream.concat(Arrays.stream(first), Arrays.stream(second))
                        .distinct()
                        .count());
        assertEquals(0, relabeller().clean(state, selector, 100, 3).length, "bought already");
        assertTrue(state.changedFraction() > 0 && state.changedFraction() < 0.5);
    }

    @Test
    void queueOfAnArrayEnds() {
        CleaningSelector.Queue queue = CleaningSelector.Queue.of(new int[] {4});

        assertEquals(OptionalInt.of(4), queue.next());
        assertFalse(queue.next().isPresent());
    }

    @Test
    void inSampleModelSeesTheLabelsThatItJudges() {
        FeatureMatrix features = FeatureMatrix.ofRowMajor(4, 1, new float[] {0, 1, 10, 11});
        InSampleModel model = new InSampleModel(List.of(new CentroidTrainer()), features, true);

        MemberPredictions member = model.fit(new int[] {0, 0, 1, -1}, 2, 1).get(0);

        // By hand: the centroids are 0.5 and 10, so example 0 is at squared distances 0.25 and 100.
        double own = Math.exp(-0.125) + 1e-9;
        double other = Math.exp(-50) + 1e-9;
        assertEquals(own / (own + other), member.pool().get(0, 0), 1e-9);
        assertTrue(member.pool().get(3, 1) > 0.99, "unlabelled examples are predicted too");
        assertEquals(4, member.embeddings().orElseThrow().numExamples());
        assertEquals(DenseProbabilities.class, member.pool().getClass());
    }

    @Test
    void inSampleModelMakesDropoutPasses() {
        FakeTrainer trainer = new FakeTrainer("fake");
        InSampleModel model = new InSampleModel(List.of(trainer), FakeTrainer.examples(0, 1), false, 2);

        MemberPredictions member = model.fit(new int[] {0, 1}, 2, 1).get(0);

        assertEquals(FakeTrainer.SEEN, member.pool().get(1, 1), 1e-12);
        assertEquals(FakeTrainer.SEEN - 0.02, member.poolByPass().get(1).get(1, 1), 1e-12);
        List<Trainer> without = List.of(new CentroidTrainer());
        assertThrows(
                IllegalArgumentException.class, () -> new InSampleModel(without, FakeTrainer.examples(0), false, 2));
    }
}
