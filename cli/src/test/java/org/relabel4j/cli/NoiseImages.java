package org.relabel4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** A copy of CIFAR-10, in its binary form, with few images. */
final class NoiseImages {
    /** A label and 32 × 32 × 3 values. */
    static final int RECORD_BYTES = 3073;

    private static final int BATCHES = 6;

    private NoiseImages() {}

    /**
     * Writes the test batch and the five training batches, all of noise, with random labels.
     *
     * @param images images a batch
     * @return the test batch
     */
    static byte[] write(Path folder, int images) throws IOException {
        Random random = new Random(1);
        byte[] testBatch = null;
        for (int batch = 0; batch < BATCHES; batch++) {
            byte[] bytes = new byte[images * RECORD_BYTES];
            random.nextBytes(bytes);
            for (int i = 0; i < images; i++) {
                bytes[i * RECORD_BYTES] = (byte) random.nextInt(10);
            }
            testBatch = batch == 0 ? bytes : testBatch;
            Files.write(file(folder, batch), bytes);
        }
        return testBatch;
    }

    /** The file of a batch: 0 is the test batch, 1 to 5 are the training batches. */
    static Path file(Path folder, int batch) {
        return folder.resolve(batch == 0 ? "test_batch.bin" : "data_batch_" + batch + ".bin");
    }
}
