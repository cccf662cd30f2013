package org.relabel4j.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.relabel4j.models.vision.RandomWeights;
import org.relabel4j.models.vision.ResNets;
import org.relabel4j.models.weights.Safetensors;

/** A folder with a CIFAR-10 of 60 images a batch, people's labels of them, and weights of a network. */
public final class SmallCifar {
    /** Images a batch: 60 test images and 300 training images. */
    public static final int IMAGES = 60;

    private static final int CLASSES = 10;
    private static final int PEOPLE = 6;
    private static final int IMAGE_BYTES = 3072;

    private SmallCifar() {}

    /** Writes images of noise on top of a brightness that tells the class, and labels of which one in six is wrong. */
    public static Path write(Path folder) {
        try {
            for (int batch = 0; batch <= 5; batch++) {
                Files.write(
                        folder.resolve(batch == 0 ? "test_batch.bin" : "data_batch_" + batch + ".bin"), images(batch));
            }
            Files.writeString(folder.resolve("cifar10h-raw.csv"), labelsOfTestImages());
            Files.writeString(folder.resolve("cifar10n-labels.csv"), labelsOfTrainingImages());
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes random weights of a network and gives the file. */
    public static Path writeWeights(Path folder, String network) {
        try {
            Path file = folder.resolve(network + ".safetensors");
            Safetensors.write(file, RandomWeights.of(ResNets.byName(network), 3, CLASSES, 1), Map.of());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int label(int image) {
        return image % CLASSES;
    }

    private static byte[] images(int batch) {
        Random random = new Random(batch);
        byte[] bytes = new byte[IMAGES * (1 + IMAGE_BYTES)];
        for (int i = 0; i < IMAGES; i++) {
            int at = i * (1 + IMAGE_BYTES);
            bytes[at] = (byte) label(i);
            for (int n = 1; n <= IMAGE_BYTES; n++) {
                bytes[at + n] = (byte) (20 * label(i) + random.nextInt(50));
            }
        }
        return bytes;
    }

    private static int chosen(int person, int image) {
        return (person + image) % PEOPLE == 0 ? (label(image) + 1) % CLASSES : label(image);
    }

    private static String labelsOfTestImages() {
        StringBuilder csv = new StringBuilder("annotator_id,true_label,chosen_label,cifar10_test_test_idx\n");
        for (int person = 0; person < PEOPLE; person++) {
            for (int i = 0; i < IMAGES; i++) {
                csv.append(person + "," + label(i) + "," + chosen(person, i) + "," + i + "\n");
            }
        }
        return csv.toString();
    }

    private static String labelsOfTrainingImages() {
        StringBuilder csv = new StringBuilder("index,clean_label,random_label1,random_label2,random_label3\n");
        for (int i = 0; i < 5 * IMAGES; i++) {
            csv.append(i + "," + label(i) + "," + chosen(0, i) + "," + chosen(1, i) + "," + chosen(2, i) + "\n");
        }
        return csv.toString();
    }
}
