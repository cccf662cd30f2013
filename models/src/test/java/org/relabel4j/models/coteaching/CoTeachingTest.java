package org.relabel4j.models.coteaching;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.core.training.TestData;
import org.relabel4j.core.training.TestData.Problem;
import org.relabel4j.models.backend.Backends;

class CoTeachingTest {
    private static final Problem PROBLEM = TestData.clusters(700, 4, 3, 9);
    private static final int[] TRAIN = PROBLEM.rows(0, 400);
    private static final int[] TEST = PROBLEM.rows(400, 700);

    private static CoTeachingTrainer trainer(double forgetRate) {
        return new CoTeachingTrainer(new CoTeachingConfig(60, 100, forgetRate, 5, 1), new TableNetwork(100, 0.02));
    }

    /** The training labels, four in ten replaced by the next class. */
    private static int[] noisy() {
        SplittableRandom rng = new SplittableRandom(3);
        return Arrays.stream(PROBLEM.labelsOf(TRAIN))
                .map(label -> rng.nextDouble() < 0.4 ? (label + 1) % 3 : label)
                .toArray();
    }

    private static double[] predict(CoTeachingTrainer trainer, int[] labels, long seed) {
        try (Classifier classifier = trainer.train(PROBLEM.examples(), TRAIN, labels, 3, seed)) {
            Probabilities p = classifier.predict(PROBLEM.examples(), TEST);
            double[] values = new double[TEST.length * 3];
            p.copyRows(0, TEST.length, values, 0);
            return values;
        }
    }

    private static double accuracy(double[] p) {
        int right = 0;
        int[] truth = PROBLEM.labelsOf(TEST);
        for (int n = 0; n < truth.length; n++) {
            int best = 0;
            for (int k = 1; k < 3; k++) {
                best = p[n * 3 + k] > p[n * 3 + best] ? k : best;
            }
            right += best == truth[n] ? 1 : 0;
        }
        return (double) right / truth.length;
    }

    @Test
    void forgetsNothingWhileWarmingUpThenMoreAndMore() {
        CoTeachingConfig config = new CoTeachingConfig(10, 100, 0.2, 3, 4);

        // After three epochs 5, 10, 15, 20 per cent.
        int[] kept = {100, 100, 100, 95, 90, 85, 80, 80};
        for (int epoch = 0; epoch < kept.length; epoch++) {
            assertEquals(kept[epoch], config.kept(epoch, 100), "epoch " + epoch);
        }
        assertEquals(1, new CoTeachingConfig(1, 1, 0.9, 0, 1).kept(0, 1), "at least one");
    }

    @Test
    void smallLossIsALikelyLabel() {
        float[] p = {0.9f, 0.1f, 0.2f, 0.8f, 0.6f, 0.4f};

        // Probabilities of the labels: 0.1, 0.8, 0.6.
        assertArrayEquals(new int[] {1, 2}, Peers.smallestLosses(p, new int[] {1, 1, 0}, 2));
        assertArrayEquals(new int[] {7, 5}, Peers.at(new int[] {2, 0}, new int[] {5, 6, 7}));
    }

    /** Examples known by number, all of class 0. */
    private record Numbers(List<Integer> examples) implements Peers.Batch<Numbers> {
        @Override
        public int[] labels() {
            return new int[examples.size()];
        }

        @Override
        public Numbers at(int[] places) {
            return new Numbers(Arrays.stream(places).mapToObj(examples::get).toList());
        }
    }

    /** Finds class 0 as likely as it is told of each example, until it has learnt; then it finds nothing. */
    private static final class Opinion implements Peers.Learner<Numbers> {
        private final float[] likely;
        private final List<List<Integer>> learnt = new ArrayList<>();

        Opinion(float... likely) {
            this.likely = likely;
        }

        @Override
        public float[] probabilities(Numbers batch) {
            float[] p = new float[2 * batch.examples().size()];
            for (int n = 0; n < batch.examples().size(); n++) {
                p[2 * n] = learnt.isEmpty() ? likely[batch.examples().get(n)] : 0;
                p[2 * n + 1] = 1 - p[2 * n];
            }
            return p;
        }

        @Override
        public void fit(Numbers batch) {
            learnt.add(batch.examples());
        }
    }

    @Test
    void eachLearnsWhatTheOtherFindsLikely() {
        Opinion first = new Opinion(0.9f, 0.2f, 0.6f, 0.1f);
        Opinion second = new Opinion(0.1f, 0.3f, 0.8f, 0.7f);

        new Peers<>(first, second).step(new Numbers(List.of(3, 2, 1, 0)), 2);

        // The first finds 0 and 2 likeliest, the second 2 and 3: each learns the other's, in the batch's order. The
        // first has chosen
        // before it learnt, or the second would learn 3 and 2, the first of equal ones.
        assertEquals(List.of(List.of(3, 2)), first.learnt);
        assertEquals(List.of(List.of(2, 0)), second.learnt);
    }

    @Test
    void bothLearnAllThatIsKept() {
        Opinion first = new Opinion(0.9f, 0.2f);
        Opinion second = new Opinion(0.1f, 0.3f);

        new Peers<>(first, second).step(new Numbers(List.of(1, 0)), 2);

        assertEquals(List.of(List.of(1, 0)), first.learnt);
        assertEquals(first.learnt, second.learnt);
    }

    @Test
    void forgettingHelpsAgainstNoise() {
        double forgetting = accuracy(predict(trainer(0.4), noisy(), 1));
        double learningAll = accuracy(predict(trainer(0), noisy(), 1));

        // Measured 0.65 and 0.55.
        assertTrue(forgetting > learningAll + 0.02, forgetting + " against " + learningAll);
    }

    @Test
    void twoThreadsAtATimeGiveTheSameBytes() throws Exception {
        double[] alone = predict(trainer(0.3), noisy(), 5);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<double[]>> both = new ArrayList<>();
            for (int n = 0; n < 2; n++) {
                both.add(threads.submit((Callable<double[]>) () -> predict(trainer(0.3), noisy(), 5)));
            }
            for (Future<double[]> one : both) {
                assertArrayEquals(alone, one.get(), 0);
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void othersOnAllProcessorsChangeNoByte() throws Exception {
        double[] alone = predict(trainer(0.3), noisy(), 5);
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger calls = new AtomicInteger();
        Thread other = new Thread(() -> {
            while (!done.get()) {
                Backends.alone(Runtime.getRuntime().availableProcessors(), calls::incrementAndGet);
            }
        });
        other.start();
        try {
            while (calls.get() == 0) {
                Thread.onSpinWait();
            }
            assertArrayEquals(alone, predict(trainer(0.3), noisy(), 5), 0);
        } finally {
            done.set(true);
            other.join();
        }
    }

    @Test
    @SuppressWarnings({"serial", "overrides"}) // of the class that it extends
    void closesTheFirstNetworkIfTheSecondCannotBeMade() {
        List<String> events = new ArrayList<>();
        PeerFactory failing = (shape, numClasses, seed) -> {
            if (!events.isEmpty()) {
                throw new IllegalStateException("no memory");
            }
            events.add("made");
            MultiLayerNetwork network = new TableNetwork(1, 1).create(shape, numClasses, seed);
            return new MultiLayerNetwork(network.getLayerWiseConfigurations()) {
                private static final long serialVersionUID = 1L;

                @Override
                public void close() {
                    events.add("closed");
                }
            };
        };
        CoTeachingTrainer trainer = new CoTeachingTrainer(CoTeachingConfig.defaults(), failing);
        FeatureMatrix one = FeatureMatrix.ofRowMajor(1, 1, new float[1]);

        assertThrows(IllegalStateException.class, () -> trainer.train(one, new int[1], new int[1], 2, 1));
        assertEquals(List.of("made", "closed"), events);
    }

    @Test
    void rejectsSettingsOutOfRange() {
        assertMessage("co-teaching epochs is 0, expected at least 1", () -> new CoTeachingConfig(0, 1, 0, 0, 1));
        assertMessage("co-teaching batch is 0", () -> new CoTeachingConfig(1, 0, 0, 0, 1));
        assertMessage("co-teaching forget-rate is 1.0", () -> new CoTeachingConfig(1, 1, 1, 0, 1));
        assertMessage("co-teaching warm-up is -1", () -> new CoTeachingConfig(1, 1, 0, -1, 1));
        assertMessage("co-teaching gradual is 0", () -> new CoTeachingConfig(1, 1, 0, 0, 0));
        assertMessage("co-teaching hidden is 0", () -> new TableNetwork(0, 1));
        assertMessage("co-teaching lr is NaN", () -> new TableNetwork(1, Double.NaN));
    }

    private static void assertMessage(String start, org.junit.jupiter.api.function.Executable call) {
        var error = assertThrows(IllegalArgumentException.class, call);
        assertTrue(error.getMessage().startsWith(start), error::getMessage);
    }
}
