package org.relabel4j.models.vision;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.relabel4j.models.weights.NamedTensors;
import org.relabel4j.models.weights.TensorMap;

class ResNetOfWeightsTest {
    private static ResNet network(boolean bottleneck, Stem stem, Shortcut shortcut, Integer... blocks) {
        return new ResNet(ResNets.OF_FILE, bottleneck, List.of(blocks), 4, stem, shortcut);
    }

    /** A copy with other names; what is renamed to "" is left out. */
    private static TensorMap copy(NamedTensors tensors, UnaryOperator<String> rename) {
        TensorMap copy = new TensorMap("W.safetensors");
        for (String name : tensors.names()) {
            if (!rename.apply(name).isEmpty()) {
                copy.put(rename.apply(name), tensors.shape(name), tensors.floats(name));
            }
        }
        return copy;
    }

    @Test
    void findsBlocksKindWidthStemAndShortcuts() {
        for (ResNet network : List.of(
                network(false, Stem.IMAGENET, Shortcut.PROJECTION, 2, 2, 2, 3),
                network(false, Stem.CIFAR, Shortcut.PAD, 3, 1),
                network(false, Stem.CIFAR, Shortcut.PAD, 2),
                network(true, Stem.IMAGENET, Shortcut.PROJECTION, 1, 2, 1))) {
            assertEquals(network, ResNetOfWeights.of(RandomWeights.of(network, 3, 5, 1)));
        }
    }

    @Test
    void aBackboneWithOtherWritersNamesWillDo() {
        ResNet network = network(false, Stem.IMAGENET, Shortcut.PROJECTION, 1, 2);
        TensorMap renamed = copy(
                RandomWeights.of(network, 1, 5, 1),
                name -> name.startsWith("fc") ? "" : "module." + name.replace("downsample", "shortcut"));

        assertEquals(network, ResNetOfWeights.of(renamed));
    }

    @Test
    void namesTheTensorThatDoesNotFit() {
        NamedTensors good = RandomWeights.of(network(false, Stem.CIFAR, Shortcut.PROJECTION, 2, 2), 3, 5, 1);

        assertMessage(
                "W.safetensors has no tensor conv1.weight of 4 dimensions; these are no residual network's",
                copy(good, name -> "features." + name));
        assertMessage(
                "W.safetensors has no tensor layer1.0.conv1.weight; these are no residual network's, or not with torchvision's names",
                copy(good, name -> name.replace("layer", "stage")));
        assertMessage(
                "W.safetensors has no tensor layer2.1.bn2.running_var, which resnet needs with shape [8]; is this the file of another"
                        + " network?",
                copy(good, name -> name.equals("layer2.1.bn2.running_var") ? "" : name));
        TensorMap more = copy(good, name -> name);
        more.put("layer1.0.se.fc1.weight", new int[] {1, 4, 1, 1}, new float[4]);
        assertMessage(
                "W.safetensors: resnet has no tensor layer1.0.se.fc1.weight; is this the file of another network?",
                more);
        TensorMap grouped = copy(good, name -> name.equals("layer2.0.conv2.weight") ? "" : name);
        grouped.put("layer2.0.conv2.weight", new int[] {8, 2, 3, 3}, new float[8 * 2 * 9]);
        assertMessage(
                "W.safetensors: tensor layer2.0.conv2.weight has shape [8, 2, 3, 3], but resnet has [8, 8, 3, 3]; is this the file of"
                        + " another network?",
                grouped);
        TensorMap odd = copy(good, name -> name.equals("conv1.weight") ? "" : name);
        odd.put("conv1.weight", new int[] {5, 3, 3, 3}, new float[5 * 27]);
        assertMessage("W.safetensors: tensor conv1.weight has 5 channels, expected an even number of them", odd);
    }

    /** What is left of a stage or a block would else be taken for a stranger's. */
    @Test
    void namesTheStageOrBlockThatIsMissing() {
        NamedTensors good = RandomWeights.of(network(false, Stem.CIFAR, Shortcut.PROJECTION, 2, 2, 2), 3, 5, 1);

        for (String gone : List.of("layer2.", "layer2.0.")) {
            var error = assertThrows(
                    IllegalArgumentException.class,
                    () -> ResNetOfWeights.of(copy(good, name -> name.startsWith(gone) ? "" : name)));
            assertTrue(
                    error.getMessage().contains(" but no tensor layer2.0.conv1.weight, expected"), error::getMessage);
        }
        TensorMap far = copy(good, name -> name);
        far.put("layer1.99999999999.conv1.weight", new int[] {1}, new float[1]);
        assertMessage(
                "W.safetensors has tensor layer1.99999999999.conv1.weight but no tensor layer1.2.conv1.weight, expected before"
                        + " it: stages and blocks are numbered without gaps; the file is not whole",
                far);
    }

    private static void assertMessage(String expected, NamedTensors source) {
        var error = assertThrows(IllegalArgumentException.class, () -> ResNetOfWeights.of(source));
        assertEquals(expected, error.getMessage());
    }

    @Test
    void theSmallStemIsTheMiddleOfTheLargeOne() {
        ResNet network = network(false, Stem.IMAGENET, Shortcut.PROJECTION, 1);
        TensorMap large = copy(RandomWeights.of(network, 1, 5, 1), name -> name.equals("conv1.weight") ? "" : name);
        float[] kernels = new float[4 * 49];
        for (int n = 0; n < kernels.length; n++) {
            kernels[n] = n;
        }
        large.put("module.conv1.weight", new int[] {4, 1, 7, 7}, kernels);

        NamedTensors small = ResNetWeights.forStem(Stem.CIFAR, large);

        NamedTensors checked = ResNetWeights.checked(network.withStem(Stem.CIFAR), 1, small, true);
        // Rows 2, 3, 4 and columns 2, 3, 4 of a kernel that counts from 0, 7 a row; the second kernel counts on from
        // 49.
        assertArrayEquals(
                new float[] {16, 17, 18, 23, 24, 25, 30, 31, 32, 65},
                Arrays.copyOf(checked.floats("conv1.weight"), 10));
        assertArrayEquals(large.floats("bn1.weight"), checked.floats("bn1.weight"));
        assertEquals(large, ResNetWeights.forStem(Stem.IMAGENET, large));
    }
}
