package org.relabel4j.spark.predict;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.datasets.FolderImages;
import org.relabel4j.models.features.FeatureExtractor;
import org.relabel4j.models.registry.Extractors;
import org.relabel4j.models.saved.SavedModel;

/** What is applied to a pool: it is in a file, whose content goes to executors beside this. */
sealed interface PoolNetwork extends Serializable {
    /** SHA-256 of the file, so that no other is taken for it. */
    String sha256();

    /**
     * Opens it on an executor.
     *
     * @param file which stays there
     */
    Opened open(Path file) throws IOException;

    /** A network on an executor, used by one task at a time. */
    interface Opened extends AutoCloseable {
        /** No examples, but of the kind that it takes; of vectors of length 0 it takes any. */
        Examples like();

        /** What it says of each example: the values of the columns after the id. */
        Object[][] apply(Examples examples);

        @Override
        void close();
    }

    /** A model that {@code relabel4j export} wrote: a probability a column. */
    record Model(String sha256) implements PoolNetwork {
        @Override
        public Opened open(Path file) throws IOException {
            SavedModel model = SavedModel.open(file);
            return new Opened() {
                @Override
                public Examples like() {
                    return model.like();
                }

                @Override
                public Object[][] apply(Examples examples) {
                    Probabilities predicted = model.predict(examples);
                    Object[][] rows = new Object[predicted.numExamples()][predicted.numClasses()];
                    for (int i = 0; i < rows.length; i++) {
                        for (int k = 0; k < rows[i].length; k++) {
                            rows[i][k] = predicted.get(i, k);
                        }
                    }
                    return rows;
                }

                @Override
                public void close() {
                    model.close();
                }
            };
        }
    }

    /**
     * A network whose features are wanted: one column of arrays.
     *
     * @param model one of {@link Extractors#names}
     * @param options of the model that decide about features
     * @param imageSize pixels of a side that images are brought to; 0 for vectors
     */
    record Features(String model, String sha256, Map<String, String> options, int imageSize) implements PoolNetwork {
        /** No examples, but of the kind that it takes. */
        Examples like() {
            return imageSize > 0
                    ? new ImageSet(imageSize, imageSize, FolderImages.CHANNELS, new byte[0][])
                    : FeatureMatrix.ofRowMajor(0, 0, new float[0]);
        }

        @Override
        public Opened open(Path file) {
            FeatureExtractor extractor = Extractors.of(model, file, options);
            return new Opened() {
                @Override
                public Examples like() {
                    return Features.this.like();
                }

                @Override
                public Object[][] apply(Examples examples) {
                    float[] features = extractor.extract(examples);
                    int dimension = extractor.dimension(examples);
                    Object[][] rows = new Object[examples.size()][];
                    for (int i = 0; i < rows.length; i++) {
                        rows[i] = new Object[] {Arrays.copyOfRange(features, i * dimension, (i + 1) * dimension)};
                    }
                    return rows;
                }

                @Override
                public void close() {}
            };
        }
    }
}
