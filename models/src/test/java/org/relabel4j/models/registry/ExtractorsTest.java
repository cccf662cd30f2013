package org.relabel4j.models.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.models.features.FeatureExtractor;
import org.relabel4j.models.vision.InputSize;
import org.relabel4j.models.vision.RandomWeights;
import org.relabel4j.models.vision.ResNets;
import org.relabel4j.models.vision.TinyImages;
import org.relabel4j.models.vision.head.FrozenNetwork;
import org.relabel4j.models.weights.NamedTensors;
import org.relabel4j.models.weights.Safetensors;

class ExtractorsTest {
    private static final NamedTensors WEIGHTS = RandomWeights.of(ResNets.byName("resnet20"), 3, 3, 1);

    @TempDir
    Path folder;

    private Path weights() throws IOException {
        Path file = folder.resolve("w.safetensors");
        Safetensors.write(file, WEIGHTS, Map.of());
        return file;
    }

    @Test
    void ofAResidualNetworkAreTheFeaturesThatItsHeadsLearnOn() throws IOException {
        ImageSet images = TinyImages.coloured(5, 1);

        FeatureExtractor extractor = Extractors.of("resnet20", weights(), Map.of());

        assertEquals(64, extractor.dimension(images));
        assertArrayEquals(
                new FrozenNetwork(ResNets.byName("resnet20"), WEIGHTS, InputSize.AS_THEY_ARE).extract(images),
                extractor.extract(images));
    }

    /** The kind of a file is told by what is in it, and who takes it named. */
    @Test
    void namesTheModelOfAFileOfTheOtherKind() throws IOException {
        // A graph (field 7) with a name (field 2), after the version (field 1).
        Path onnx = Files.write(folder.resolve("net.weights"), new byte[] {8, 8, 0x3A, 3, 0x12, 1, 'g'});
        Path safetensors = Files.move(weights(), folder.resolve("net.onnx"));

        for (String model : new String[] {"resnet", "resnet20"}) {
            assertEquals(
                    "option \"weights\" of model " + model + ": " + onnx
                            + ": is an ONNX file, expected a safetensors file; of an ONNX file the model is onnx (--model onnx)",
                    refusal(model, onnx));
        }
        assertEquals(
                safetensors
                        + ": is a safetensors file, expected an ONNX file; of a residual network's weights the model is"
                        + " resnet (--model resnet)",
                refusal("onnx", safetensors));
    }

    private static String refusal(String model, Path weights) {
        return assertThrows(IllegalArgumentException.class, () -> Extractors.of(model, weights, Map.of()))
                .getMessage();
    }

    @Test
    void tellsHowToExportAnOnnxFileThatIsTooLong() throws IOException {
        Path file = folder.resolve("net.onnx");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(1L << 31);
        }

        String refusal = refusal("onnx", file);

        assertTrue(refusal.startsWith(file + ": has 2147483648 bytes, expected 1 to "), refusal);
        assertTrue(refusal.contains("save_as_external_data=True"), refusal);
    }

    @Test
    void refusesWhatHasNoEffectOnFeatures() throws IOException {
        Path file = weights();

        for (String option : new String[] {"head", "l2", "dropout", "cache", "epochs"}) {
            String value = option.equals("head") ? "mlp" : option.equals("epochs") ? "2" : "0.5";
            IllegalArgumentException refused = assertThrows(
                    IllegalArgumentException.class,
                    () -> Extractors.of("resnet20", file, Map.of(option, value)),
                    option);
            String start = "option \"" + option + "\" of model resnet20 has no effect";
            assertTrue(refused.getMessage().startsWith(start), refused::getMessage);
        }
    }
}
