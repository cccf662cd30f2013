package org.relabel4j.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.relabel4j.onnx.OnnxModelBuilder.ANY;
import static org.relabel4j.onnx.OnnxModelBuilder.FLOAT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.core.image.Pixels;
import org.relabel4j.core.image.Resizer;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.models.onnx.OnnxFeatures;

class OrtFeaturesTest {
    /** Bytes as they are: of networks whose features are to be worked out by hand. */
    private static final String PLAIN = "{\"scale\": 1, \"size\": 4";

    @TempDir
    Path folder;

    private static ImageSet images(int size, int side, int channels) {
        SplittableRandom rng = new SplittableRandom(1);
        byte[][] images = new byte[size][side * side * channels];
        for (byte[] image : images) {
            rng.nextBytes(image);
        }
        return new ImageSet(side, side, channels, images);
    }

    private OnnxFeatures open(OnnxModelBuilder model, String preprocessing) throws IOException {
        Path file = model.write(folder.resolve("model.onnx"));
        Files.writeString(folder.resolve("model.json"), preprocessing);
        return OnnxFeatures.open(file, Optional.empty(), Map.of());
    }

    /** The mean of a channel of an image's bytes. */
    private static float mean(ImageSet images, int i, int channel) {
        float[] values = new float[images.length()];
        images.copyTo(i, values, 0);
        double sum = 0;
        for (int n = channel; n < values.length; n += images.channels()) {
            sum += values[n];
        }
        return (float) (sum / (values.length / images.channels()));
    }

    private static void assertMeans(ImageSet images, float[] features, int... order) {
        for (int i = 0; i < images.size(); i++) {
            for (int c = 0; c < order.length; c++) {
                // Sums of 16 bytes are exact in single precision; one division.
                assertEquals(mean(images, i, order[c]), features[i * order.length + c], 1e-4);
            }
        }
    }

    @Test
    void pooledOutputsAreTheFeatures() throws IOException {
        ImageSet images = images(21, 4, 3);

        OnnxFeatures features = open(OnnxModelBuilder.means(ANY, ANY, ANY), PLAIN + "}");

        assertEquals(3, features.dimension(images));
        assertMeans(images, features.extract(images), 0, 1, 2);
    }

    @Test
    void mapsAreAveragedInTheLayoutOfTheImages() throws IOException {
        ImageSet images = images(5, 4, 3);

        assertMeans(
                images,
                open(OnnxModelBuilder.identity(ANY, 3, 4, 4), PLAIN + "}").extract(images),
                0,
                1,
                2);
        assertMeans(
                images,
                open(OnnxModelBuilder.identity(ANY, 4, 4, 3), PLAIN + "}").extract(images),
                0,
                1,
                2);
    }

    @Test
    void channelsScaleMeanAndDeviationAreAsTheFileSays() throws IOException {
        ImageSet images = images(3, 4, 3);

        float[] features = open(
                        OnnxModelBuilder.means(ANY, 4, 4),
                        PLAIN + ", \"channels\": \"bgr\", \"mean\": [1, 2, 3], \"sd\": 2}")
                .extract(images);

        for (int i = 0; i < 3; i++) {
            for (int c = 0; c < 3; c++) {
                // Means and deviations are of the channels as the network sees them: blue first.
                assertEquals((mean(images, i, 2 - c) - (c + 1)) / 2, features[3 * i + c], 1e-4);
            }
        }
    }

    @Test
    void imagesAreResizedAndTheirMiddleKept() throws IOException {
        ImageSet images = images(3, 9, 3);
        Resizer resizer = new Resizer(4, 4, Resizer.Fit.CROP, 0.5);
        byte[][] resized = new byte[3][];
        for (int i = 0; i < 3; i++) {
            byte[] bytes = new byte[images.length()];
            images.copyTo(i, bytes, 0);
            resized[i] = resizer.resize(new Pixels(9, 9, 3, bytes)).values();
        }

        OnnxFeatures features = open(OnnxModelBuilder.means(ANY, ANY, ANY), PLAIN + ", \"crop\": 0.5}");

        assertMeans(new ImageSet(4, 4, 3, resized), features.extract(images), 0, 1, 2);
        assertEquals(Optional.of(8), features.imageSize());
    }

    @Test
    void greyImagesAreOfThreeEqualColours() throws IOException {
        ImageSet images = images(3, 4, 1);

        assertMeans(images, open(OnnxModelBuilder.means(ANY, 4, 4), PLAIN + "}").extract(images), 0, 0, 0);
    }

    @Test
    void aFixedBatchIsFilledUp() throws IOException {
        ImageSet images = images(7, 4, 3);

        for (int batch : new int[] {1, 4}) {
            OnnxFeatures features = open(OnnxModelBuilder.means(batch, 4, 4), PLAIN + "}");
            assertMeans(images, features.extract(images), 0, 1, 2);
        }
    }

    @Test
    void takesVectors() throws IOException {
        OnnxModelBuilder model = new OnnxModelBuilder()
                .input("x", FLOAT, ANY, 2)
                .output("y", FLOAT, ANY, 2)
                .weights("w", new float[] {1, 10, 100, 1000}, 2, 2)
                .node("MatMul", "", new OnnxModelBuilder.Message(), "y", "x", "w");
        Path file = model.write(folder.resolve("vectors.onnx"));

        OnnxFeatures features = OnnxFeatures.open(file, Optional.empty(), Map.of());

        // (1, 2) W = (1 + 200, 10 + 2000).
        assertArrayEquals(
                new float[] {201, 2010, 1, 10},
                features.extract(FeatureMatrix.ofRowMajor(2, 2, new float[] {1, 2, 1, 0})));
        assertEquals(Optional.empty(), features.imageSize());
    }

    @Test
    void vectorsComeBeforeTokensUnlessOneIsNamed() throws IOException {
        // Tokens [n, 3, 16]: each channel's pixels in a row.
        OnnxModelBuilder model = OnnxModelBuilder.means(ANY, 4, 4)
                .output("tokens", FLOAT, ANY, 3, 16)
                .tensor(
                        "shape",
                        new OnnxModelBuilder.Message()
                                .bytes(9, HexFormat.of().parseHex("000000000000000003000000000000001000000000000000")),
                        OnnxModelBuilder.INT64,
                        3)
                .node("Reshape", "", new OnnxModelBuilder.Message(), "tokens", "image", "shape");
        ImageSet images = images(2, 4, 3);

        assertEquals(3, open(model, PLAIN + "}").dimension(images));
        float[] mean = open(model, PLAIN + ", \"output\": \"tokens\"}").extract(images);
        float[] first = open(model, PLAIN + ", \"output\": \"tokens\", \"pool\": \"first\"}")
                .extract(images);
        float[] pixels = new float[images.length()];
        images.copyTo(1, pixels, 0);
        for (int p = 0; p < 16; p++) {
            assertEquals(pixels[3 * p], first[16 + p]);
            assertEquals((pixels[3 * p] + pixels[3 * p + 1] + pixels[3 * p + 2]) / 3, mean[16 + p], 1e-4);
        }
    }

    @Test
    void theOtherExamplesOfASetChangeNothing() throws IOException {
        ImageSet images = images(100, 9, 3);
        OnnxFeatures features = open(OnnxModelBuilder.means(ANY, ANY, ANY), PLAIN + "}");

        float[] first = features.extract(images);

        assertArrayEquals(
                Arrays.copyOfRange(first, 24, 48),
                features.extract(images.rows(new int[] {8, 9, 10, 11, 12, 13, 14, 15})));
    }

    @Test
    void identityIsOfFileAndPreprocessing() throws IOException {
        ImageSet images = images(1, 4, 3);
        byte[] identity =
                open(OnnxModelBuilder.means(ANY, ANY, ANY), PLAIN + "}").identity(images);

        assertArrayEquals(
                identity,
                open(OnnxModelBuilder.means(ANY, ANY, ANY), PLAIN + ", \"crop\": 1}")
                        .identity(images));
        assertNotEquals(
                HexFormat.of().formatHex(identity),
                HexFormat.of()
                        .formatHex(open(OnnxModelBuilder.means(ANY, ANY, ANY), PLAIN + ", \"sd\": 2}")
                                .identity(images)));
        assertNotEquals(
                HexFormat.of().formatHex(identity),
                HexFormat.of()
                        .formatHex(open(OnnxModelBuilder.means(ANY, 4, 4), PLAIN + "}")
                                .identity(images)));
    }

    @Test
    void weightsMayLieInAFileBeside() throws IOException {
        OnnxModelBuilder model = new OnnxModelBuilder()
                .input("x", FLOAT, ANY, 1)
                .output("y", FLOAT, ANY, 1)
                .external("w", "w.bin", 1, 1)
                .node("MatMul", "", new OnnxModelBuilder.Message(), "y", "x", "w");
        Path file = model.write(folder.resolve("external.onnx"));
        FeatureMatrix one = FeatureMatrix.ofRowMajor(1, 1, new float[] {1});
        Files.write(folder.resolve("w.bin"), new byte[] {0, 0, (byte) 0x80, 0x3F}); // 1.0f

        OnnxFeatures features = OnnxFeatures.open(file, Optional.empty(), Map.of());

        assertArrayEquals(new float[] {1}, features.extract(one));
        byte[] identity = features.identity(one);
        Files.write(folder.resolve("w.bin"), new byte[] {0, 0, 0, 0x40}); // 2.0f
        OnnxFeatures others = OnnxFeatures.open(file, Optional.empty(), Map.of());
        assertArrayEquals(new float[] {2}, others.extract(one));
        assertNotEquals(HexFormat.of().formatHex(identity), HexFormat.of().formatHex(others.identity(one)));
    }
}
