package org.relabel4j.models.vision;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.relabel4j.models.weights.NamedTensors;
import org.relabel4j.models.weights.TensorMap;

class ResNetWeightsTest {
    private static final ResNet NETWORK = TinyImages.basic(Shortcut.PROJECTION);

    private static NamedTensors weights() {
        return RandomWeights.of(NETWORK, 3, 4, 1);
    }

    /** A copy with other names; those renamed to "" are left out. */
    private static TensorMap copy(NamedTensors tensors, UnaryOperator<String> rename) {
        TensorMap copy = new TensorMap("W.safetensors");
        for (String name : tensors.names()) {
            if (!rename.apply(name).isEmpty()) {
                copy.put(rename.apply(name), tensors.shape(name), tensors.floats(name));
            }
        }
        return copy;
    }

    /** torchvision's documentation has the first three, for 1000 classes and without running moments; the last is known as 0.27M. */
    @ParameterizedTest
    @CsvSource({"resnet18,1000,11689512", "resnet34,1000,21797672", "resnet50,1000,25557032", "resnet20,10,269722"})
    void hasAsManyParametersAsPublished(String name, int classes, long expected) {
        NamedTensors tensors = RandomWeights.of(ResNets.byName(name), 3, classes, 1);

        long parameters = tensors.names().stream()
                .filter(tensor -> !tensor.contains("running"))
                .mapToLong(tensor ->
                        Arrays.stream(tensors.shape(tensor)).asLongStream().reduce(1, Math::multiplyExact))
                .sum();

        assertEquals(expected, parameters);
    }

    @Test
    void namesTensorsAsTorchvisionDoes() {
        Map<String, int[]> shapes = WeightList.of(ResNets.byName("resnet50"), 3).shapes();

        assertArrayEquals(new int[] {64, 3, 7, 7}, shapes.get("conv1.weight"));
        assertArrayEquals(new int[] {64, 64, 1, 1}, shapes.get("layer1.0.conv1.weight"));
        assertArrayEquals(new int[] {256, 64, 1, 1}, shapes.get("layer1.0.downsample.0.weight"));
        assertArrayEquals(new int[] {256}, shapes.get("layer1.0.downsample.1.running_var"));
        assertArrayEquals(new int[] {512, 512, 3, 3}, shapes.get("layer4.2.conv2.weight"));
        assertArrayEquals(new int[] {2048}, shapes.get("layer4.2.bn3.bias"));
        assertEquals(null, shapes.get("layer1.1.downsample.0.weight"));
    }

    @Test
    void understandsOtherWritersNames() {
        NamedTensors original = weights();
        TensorMap renamed = copy(
                original, name -> "module." + name.replace("fc.", "linear.").replace("downsample", "shortcut"));
        renamed.put("module.bn1.num_batches_tracked", new int[0], new float[1]);

        NamedTensors checked = ResNetWeights.checked(NETWORK, 3, renamed, true);

        assertEquals(List.copyOf(original.names()), List.copyOf(checked.names()));
        assertArrayEquals(original.floats("fc.weight"), checked.floats("fc.weight"));
    }

    @Test
    void leavesTheLastLayerOutWhenItIsNotWanted() {
        NamedTensors all = weights();
        TensorMap backbone = copy(all, name -> name.startsWith("fc") ? "" : name);

        assertEquals(
                ResNetWeights.checked(NETWORK, 3, backbone, false).names(),
                ResNetWeights.checked(NETWORK, 3, all, false).names());
        assertMessage(
                "W.safetensors has no vector fc.bias, the last layer of tiny: this is a backbone, which gives features and no"
                        + " classes",
                backbone,
                true);
    }

    @Test
    void namesTheFirstTensorOfAnotherShape() {
        TensorMap wrong = copy(weights(), name -> name.startsWith("bn1.") ? "" : name);
        for (String name : List.of("bn1.weight", "bn1.bias", "bn1.running_mean", "bn1.running_var")) {
            wrong.put(name, new int[] {5}, new float[5]);
        }

        assertMessage(
                "W.safetensors: tensor bn1.weight has shape [5], but tiny has [4]; is this the file of another network?",
                wrong,
                true);
    }

    @Test
    void namesTheFirstTensorThatIsMissing() {
        TensorMap wrong = copy(weights(), name -> name.equals("layer2.0.bn1.bias") ? "" : name);

        assertMessage(
                "W.safetensors has no tensor layer2.0.bn1.bias, which tiny needs with shape [8]; is this the file of another"
                        + " network?",
                wrong,
                true);
    }

    @Test
    void refusesImagesOfOtherChannels() {
        NamedTensors colour = copy(weights(), name -> name);

        var error =
                assertThrows(IllegalArgumentException.class, () -> ResNetWeights.checked(NETWORK, 1, colour, false));

        assertEquals(
                "W.safetensors: takes images of 3 channels (conv1.weight has shape "
                        + java.util.Arrays.toString(colour.shape("conv1.weight"))
                        + "), but these have 1; give such images, or the weights of a network for these",
                error.getMessage());
    }

    /** A deeper network of the same widths has every tensor of a shallower one. */
    @Test
    void refusesADeeperNetworksTensors() {
        NamedTensors deeper = RandomWeights.of(ResNets.byName("resnet32"), 3, 10, 1);

        var error = assertThrows(
                IllegalArgumentException.class,
                () -> ResNetWeights.checked(ResNets.byName("resnet20"), 3, deeper, true));

        assertEquals(
                "random weights: resnet20 has no tensor layer1.3.conv1.weight; the file is of another network, which the model resnet reads",
                error.getMessage());
    }

    private static void assertMessage(String expected, NamedTensors source, boolean withHead) {
        var error =
                assertThrows(IllegalArgumentException.class, () -> ResNetWeights.checked(NETWORK, 3, source, withHead));
        assertEquals(expected, error.getMessage());
    }
}
