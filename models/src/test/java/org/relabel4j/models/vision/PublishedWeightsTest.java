package org.relabel4j.models.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.models.weights.NamedTensors;
import org.relabel4j.models.weights.SafetensorsFile;

/** Networks that others trained, with PyTorch, give the outputs that PyTorch gives. */
@Tag("slow")
class PublishedWeightsTest {
    /** The folder of large data that is not part of the project. */
    private static Path data() {
        String folder = System.getenv("RELABEL4J_DATA");
        assumeTrue(folder != null, "RELABEL4J_DATA, the folder with cifar10 and weights, is not set");
        return Path.of(folder);
    }

    private static ImageSet testImages(int from, int count) throws IOException {
        byte[][] images = new byte[count][];
        try (ZipFile zip = new ZipFile(data().resolve("cifar10/images-test.zip").toFile())) {
            for (int i = 0; i < count; i++) {
                BufferedImage image =
                        ImageIO.read(zip.getInputStream(zip.getEntry(String.format("%05d.jpg", from + i))));
                images[i] = new byte[3072];
                for (int p = 0; p < 1024; p++) {
                    int rgb = image.getRGB(p % 32, p / 32);
                    images[i][3 * p] = (byte) (rgb >> 16);
                    images[i][3 * p + 1] = (byte) (rgb >> 8);
                    images[i][3 * p + 2] = (byte) rgb;
                }
            }
        }
        return new ImageSet(32, 32, 3, images);
    }

    private static ImageClassifier classifier(String name) throws IOException {
        ResNet network = ResNets.byName(name);
        Path file = data().resolve("weights/cifar10-" + name + ".safetensors");
        NamedTensors weights = ResNetWeights.checked(network, 3, SafetensorsFile.open(file), true);
        return new ImageClassifier(network, new ImageShape(32, 32, 3), weights);
    }

    private static List<Double> expectedLogits() throws IOException {
        List<Double> logits = new ArrayList<>();
        Path file = data().resolve("weights/cifar10-resnet20-expected.json");
        try (JsonParser json = new JsonFactory().createParser(Files.readAllBytes(file))) {
            while (!"logits".equals(json.currentName()) || json.currentToken() != JsonToken.START_ARRAY) {
                json.nextToken();
            }
            for (int depth = 1; depth > 0; ) {
                JsonToken token = json.nextToken();
                depth += token == JsonToken.START_ARRAY ? 1 : token == JsonToken.END_ARRAY ? -1 : 0;
                if (token.isNumeric()) {
                    logits.add(json.getDoubleValue());
                }
            }
        }
        return logits;
    }

    @Test
    void resnet20GivesTheExpectedLogits() throws IOException {
        List<Double> expected = expectedLogits();

        try (ImageClassifier classifier = classifier("resnet20")) {
            double[] logits =
                    classifier.logits(testImages(0, 16), IntStream.range(0, 16).toArray());

            assertEquals(160, expected.size());
            for (int n = 0; n < logits.length; n++) {
                // Logits up to 30 in single precision, through 20 layers.
                assertEquals(expected.get(n), logits[n], 1e-3, "image " + n / 10 + ", class " + n % 10);
            }
        }
    }

    /** 0.8103 is what PyTorch reached on these lossy copies of the images; the deeper network is known to be better. */
    @Test
    void classifiesTestImagesAsWellAsPublished() throws IOException {
        assertEquals(0.8103, accuracy("resnet20", 10_000), 0.002);
        assertTrue(accuracy("resnet56", 2000) > accuracy("resnet20", 2000) + 0.01);
    }

    private static double accuracy(String name, int count) throws IOException {
        List<String> labels = Files.readAllLines(data().resolve("cifar10/labels-test.txt"));
        try (ImageClassifier classifier = classifier(name)) {
            double[] logits = classifier.logits(
                    testImages(0, count), IntStream.range(0, count).toArray());
            int right = 0;
            for (int i = 0; i < count; i++) {
                int best = 0;
                for (int k = 1; k < 10; k++) {
                    best = logits[i * 10 + k] > logits[i * 10 + best] ? k : best;
                }
                right += best == Integer.parseInt(labels.get(i).strip()) ? 1 : 0;
            }
            return (double) right / count;
        }
    }
}
