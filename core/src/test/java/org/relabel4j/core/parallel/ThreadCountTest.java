package org.relabel4j.core.parallel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.acquisition.ActiveLab;
import org.relabel4j.core.acquisition.Badge;
import org.relabel4j.core.acquisition.BatchSelector;
import org.relabel4j.core.acquisition.Cal;
import org.relabel4j.core.acquisition.CoreSet;
import org.relabel4j.core.acquisition.Discriminative;
import org.relabel4j.core.acquisition.Entropy;
import org.relabel4j.core.acquisition.Margin;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.acquisition.ProbCover;
import org.relabel4j.core.acquisition.Scores;
import org.relabel4j.core.acquisition.TypiClust;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.consensus.MajorityVote;
import org.relabel4j.core.embedding.KMeans;
import org.relabel4j.core.embedding.NearestNeighbours;
import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.probability.FloatProbabilities;
import org.relabel4j.core.training.MemberPredictions;

/** The same bits on any number of threads, in processes of their own since the number is fixed when one starts. */
class ThreadCountTest {
    private static final int NUM_EXAMPLES = 12_000;
    private static final int NUM_CLASSES = 12;
    private static final int DIMENSION = 9;

    @Test
    void resultsDoNotDependOnTheNumberOfThreads() throws Exception {
        String one = resultsWith(1);

        assertTrue(one.contains("neighbours="), one);
        assertEquals(one, resultsWith(2));
        assertEquals(one, resultsWith(7));
    }

    private static String resultsWith(int threads) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-Djava.util.concurrent.ForkJoinPool.common.parallelism=" + (threads - 1),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Results.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        // A pool of parallelism 0 has no thread but reports 1.
        String[] parts = output.strip().split(" ", 2);
        assertEquals(Integer.toString(Math.max(1, threads - 1)), parts[0], output);
        return parts[1];
    }

    /** Prints the pool's parallelism and a hash of each result. */
    static final class Results {
        private Results() {}

        public static void main(String[] args) {
            PoolState state = state();
            Scores scores = ActiveLab.single().score(state, new SplittableRandom(1));
            Embeddings embeddings = state.requireEmbeddings("test");
            int[] rows = IntStream.range(0, NUM_EXAMPLES).toArray();
            NearestNeighbours neighbours = NearestNeighbours.near(embeddings, rows, 5);
            int[] neighbourOf = IntStream.range(0, NUM_EXAMPLES * 5)
                    .map(n -> neighbours.neighbour(n / 5, n % 5))
                    .toArray();
            System.out.println(String.join(
                    " ",
                    Integer.toString(ForkJoinPool.getCommonPoolParallelism()),
                    "scores=" + scores.hashCode(),
                    "ranks=" + hash(BatchSelector.lowest(scores, NUM_EXAMPLES, new SplittableRandom(2))),
                    "entropy="
                            + new Entropy()
                                    .score(state, new SplittableRandom(3))
                                    .hashCode(),
                    "margin="
                            + new Margin().score(state, new SplittableRandom(3)).hashCode(),
                    "core-set=" + batch(new CoreSet(), state),
                    "core-set-scores="
                            + new CoreSet()
                                    .score(state, new SplittableRandom(3))
                                    .hashCode(),
                    "badge=" + batch(new Badge(), state),
                    "typiclust=" + batch(new TypiClust(TypiClust.Settings.PAPER), state),
                    "probcover=" + batch(new ProbCover(OptionalDouble.empty(), 0.95), state),
                    "cal=" + new Cal(10).score(state, new SplittableRandom(3)).hashCode(),
                    "dal=" + batch(new Discriminative(2), state),
                    "k-means=" + hash(KMeans.representatives(embeddings, rows, 40, new SplittableRandom(4))),
                    "neighbours=" + hash(neighbourOf)));
        }

        private static int batch(AcquisitionStrategy strategy, PoolState state) {
            return hash(strategy.select(state, state.unlabelled(), 150, new SplittableRandom(5)));
        }

        private static int hash(int[] values) {
            return Arrays.hashCode(values);
        }

        private static PoolState state() {
            SplittableRandom rng = new SplittableRandom(6);
            AnnotationsBuilder labels = Annotations.builder(NUM_EXAMPLES, 20, NUM_CLASSES);
            float[] probs = new float[NUM_EXAMPLES * NUM_CLASSES];
            float[] vectors = new float[NUM_EXAMPLES * DIMENSION];
            for (int i = 0; i < NUM_EXAMPLES; i++) {
                for (int n = 0; n < i % 3; n++) {
                    labels.add(i, (i + n) % 20, rng.nextInt(4) > 0 ? i % NUM_CLASSES : rng.nextInt(NUM_CLASSES));
                }
                float rest = 1;
                for (int k = 1; k < NUM_CLASSES; k++) {
                    probs[i * NUM_CLASSES + (i + k) % NUM_CLASSES] = (float) rng.nextDouble(0.08);
                    rest -= probs[i * NUM_CLASSES + (i + k) % NUM_CLASSES];
                }
                probs[i * NUM_CLASSES + i % NUM_CLASSES] = rest;
                for (int d = 0; d < DIMENSION; d++) {
                    vectors[i * DIMENSION + d] = (float) (rng.nextGaussian() + (d == i % NUM_CLASSES ? 3 : 0));
                }
            }
            Annotations annotations = labels.build();
            MemberPredictions member = new MemberPredictions(
                    "test",
                    FloatProbabilities.ofRowMajor(NUM_EXAMPLES, NUM_CLASSES, probs),
                    List.of(),
                    List.of(),
                    Optional.of(Embeddings.ofRowMajor(NUM_EXAMPLES, DIMENSION, vectors)));
            return new PoolState(
                    0,
                    annotations,
                    new MajorityVote().infer(annotations, List.of(), new SplittableRandom(7)),
                    List.of(member));
        }
    }
}
