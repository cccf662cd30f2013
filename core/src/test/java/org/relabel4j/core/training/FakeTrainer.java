package org.relabel4j.core.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.probability.Probabilities;

/**
 * A trainer for tests that needs no training: its classifiers predict each example's class from the example itself and
 * remember what they were trained on.
 *
 * <p>An example's only feature f gives class {@code (int) f}; the classifier's confidence in it is 0.9 if the example was
 * trained on and otherwise 0.6, plus up to 0.05 that depends on the seed. So out-of-sample rows can be told apart.
 */
public final class FakeTrainer implements Trainer {
    /** Confidence in examples that the classifier trained on. */
    public static final double SEEN = 0.9;

    /** Least confidence in other examples. */
    public static final double UNSEEN = 0.6;

    private final String name;
    private final List<FakeClassifier> trained = Collections.synchronizedList(new ArrayList<>());

    public FakeTrainer(String name) {
        this.name = name;
    }

    /** All classifiers trained so far. */
    public List<FakeClassifier> trained() {
        return List.copyOf(trained);
    }

    /** Examples of one feature each. */
    public static Examples examples(int... classes) {
        float[] values = new float[classes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = classes[i];
        }
        return FeatureMatrix.ofRowMajor(classes.length, 1, values);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean hasEmbeddings() {
        return true;
    }

    @Override
    public boolean hasDropout() {
        return true;
    }

    @Override
    public Classifier train(Examples examples, int[] rows, int[] labels, int numClasses, long seed) {
        FakeClassifier classifier = new FakeClassifier(examples, rows.clone(), labels.clone(), numClasses, seed);
        trained.add(classifier);
        return classifier;
    }

    /** Remembers its training. */
    public static final class FakeClassifier implements Classifier {
        private final Examples trainedOn;
        private final int[] rows;
        private final int[] labels;
        private final int numClasses;
        private final long seed;
        private final List<Long> passSeeds = new ArrayList<>();
        private int timesClosed;

        private FakeClassifier(Examples trainedOn, int[] rows, int[] labels, int numClasses, long seed) {
            this.trainedOn = trainedOn;
            this.rows = rows;
            this.labels = labels;
            this.numClasses = numClasses;
            this.seed = seed;
        }

        /** Rows trained on. */
        public int[] rows() {
            return rows.clone();
        }

        /** Their labels. */
        public int[] labels() {
            return labels.clone();
        }

        /** Seed given. */
        public long seed() {
            return seed;
        }

        /** How often it was closed. */
        public int timesClosed() {
            return timesClosed;
        }

        /** Confidence in examples not trained on. */
        public double unseenConfidence() {
            return UNSEEN + 0.05 * (seed >>> 11) * 0x1.0p-53;
        }

        /** Pass p is less confident by p + 1 hundredths. */
        @Override
        public List<Probabilities> predictWithDropout(Examples examples, int[] wanted, int passes, long passSeed) {
            passSeeds.add(passSeed);
            return IntStream.rangeClosed(1, passes)
                    .<Probabilities>mapToObj(pass -> predict(examples, wanted, 0.01 * pass))
                    .toList();
        }

        /** Seeds of the dropout passes asked for. */
        public List<Long> passSeeds() {
            return List.copyOf(passSeeds);
        }

        @Override
        public Probabilities predict(Examples examples, int[] wanted) {
            return predict(examples, wanted, 0);
        }

        private Probabilities predict(Examples examples, int[] wanted, double doubt) {
            double[] values = new double[wanted.length * numClasses];
            float[] feature = new float[1];
            for (int n = 0; n < wanted.length; n++) {
                examples.copyTo(wanted[n], feature, 0);
                int row = wanted[n];
                boolean seen = examples == trainedOn && Arrays.stream(rows).anyMatch(i -> i == row);
                double confidence = (seen ? SEEN : unseenConfidence()) - doubt;
                for (int k = 0; k < numClasses; k++) {
                    values[n * numClasses + k] =
                            k == (int) feature[0] ? confidence : (1 - confidence) / (numClasses - 1);
                }
            }
            return DenseProbabilities.ofRowMajor(wanted.length, numClasses, values);
        }

        @Override
        public Embeddings embed(Examples examples, int[] wanted) {
            float[] values = new float[wanted.length];
            for (int n = 0; n < wanted.length; n++) {
                examples.copyTo(wanted[n], values, n);
            }
            return Embeddings.ofRowMajor(wanted.length, 1, values);
        }

        @Override
        public void close() {
            timesClosed++;
        }
    }
}
