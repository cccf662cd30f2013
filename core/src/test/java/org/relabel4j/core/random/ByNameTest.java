package org.relabel4j.core.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.acquisition.PoolStates;
import org.relabel4j.core.acquisition.RandomStrategy;
import org.relabel4j.core.acquisition.RandomWithinStrata;
import org.relabel4j.core.acquisition.Stochastic;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.consensus.ConsensusMethod;
import org.relabel4j.core.registry.ConsensusMethods;
import org.relabel4j.core.registry.Strategies;

class ByNameTest {
    private static final int SIZE = 30;

    /** Of examples in this order, or turned round. */
    private static RandomGenerator named(boolean turned) {
        return new ByName(5, i -> "task " + (turned ? SIZE - 1 - i : i), new SplittableRandom(1));
    }

    @Test
    void drawsOfAnExampleFollowFromSeedPurposeAndName() {
        RandomGenerator rng = named(false);

        assertEquals(Seeds.uniform(5, "score task 3"), ByName.uniform(rng, "score ", 3));
        assertEquals(ByName.uniform(rng, "score ", 3), ByName.uniform(named(true), "score ", SIZE - 4));
        assertEquals(
                Seeds.generator(5, "score task 3").nextLong(),
                ByName.generator(rng, "score ", 3).nextLong());
        assertNotEquals(ByName.uniform(rng, "score ", 3), ByName.uniform(rng, "other ", 3));
        assertEquals(ByName.uniform(rng, "score ", 7), ByName.uniform(ByName.at(rng, new int[] {4, 7}), "score ", 1));
        assertNotEquals(
                ByName.uniform(ByName.question(rng, 0), "score ", 3),
                ByName.uniform(ByName.question(rng, 1), "score ", 3));
    }

    @Test
    void otherGeneratorsDrawAsEver() {
        RandomGenerator plain = new SplittableRandom(1);

        assertSame(plain, ByName.generator(plain, "score ", 3));
        assertSame(plain, ByName.at(plain, new int[] {4, 7}));
        assertSame(plain, ByName.question(plain, 2));
        assertEquals(new SplittableRandom(1).nextDouble(), ByName.uniform(plain, "score ", 3));
    }

    @Test
    void whatBelongsToNoExampleIsDrawnAsByTheOtherGenerator() {
        RandomGenerator plain = new SplittableRandom(1);
        RandomGenerator named = named(false);

        for (int n = 0; n < 20; n++) {
            assertEquals(plain.nextLong(), named.nextLong());
            assertEquals(plain.nextInt(), named.nextInt());
            assertEquals(plain.nextInt(10), named.nextInt(10));
            assertEquals(plain.nextInt(3, 1000), named.nextInt(3, 1000));
            assertEquals(plain.nextDouble(), named.nextDouble());
            assertEquals(plain.nextFloat(), named.nextFloat());
            assertEquals(plain.nextBoolean(), named.nextBoolean());
            assertEquals(plain.nextGaussian(), named.nextGaussian());
        }
    }

    /** Each example has one label for each class of two, and all the same probabilities: only chance decides. */
    private static Annotations tied(boolean turned) {
        AnnotationsBuilder labels = Annotations.builder(SIZE, 2, 2);
        for (int i = 0; i < SIZE; i++) {
            int first = (turned ? SIZE - 1 - i : i) % 2;
            labels.add(i, 0, first);
            labels.add(i, 1, 1 - first);
        }
        return labels.build();
    }

    private static PoolState state(boolean turned) {
        double[][] even = new double[SIZE][];
        java.util.Arrays.fill(even, new double[] {0.5, 0.5});
        return PoolStates.of(tied(turned), even);
    }

    @Test
    void tiesOfVotesDoNotDependOnTheOrderOfExamples() {
        for (String name : new String[] {"majority-vote", "crowdlab", "dawid-skene", "wawa"}) {
            ConsensusMethod method = ConsensusMethods.byName(name);

            int[] labels = method.infer(tied(false), state(false).predProbs(), named(false))
                    .labels();
            int[] turned = method.infer(tied(true), state(true).predProbs(), named(true))
                    .labels();

            assertArrayEquals(
                    labels,
                    IntStream.range(0, SIZE).map(i -> turned[SIZE - 1 - i]).toArray(),
                    name);
            assertEquals(2, IntStream.of(labels).distinct().count(), name + " breaks ties in both ways");
        }
    }

    @Test
    void batchesDoNotDependOnTheOrderOfExamples() {
        AcquisitionStrategy random = new RandomStrategy();
        for (AcquisitionStrategy strategy : new AcquisitionStrategy[] {
            random,
            Strategies.byName("good-random").create(java.util.Map.of()),
            Strategies.byName("entropy").create(java.util.Map.of("ask", "repeat")),
            new Stochastic(random, Stochastic.Sampling.POWER, 1),
            new RandomWithinStrata(random, RandomWithinStrata.Strata.ANNOTATIONS)
        }) {
            int[] batch = strategy.select(state(false), 7, named(false));
            int[] turned = strategy.select(state(true), 7, named(true));

            assertArrayEquals(batch, IntStream.of(turned).map(i -> SIZE - 1 - i).toArray(), strategy.toString());
        }
    }
}
