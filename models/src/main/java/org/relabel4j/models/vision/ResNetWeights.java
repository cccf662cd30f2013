package org.relabel4j.models.vision;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.relabel4j.models.weights.NamedTensors;
import org.relabel4j.models.weights.TensorMap;

/**
 * Moves weights between residual networks and tensors with torchvision's names ({@code conv1.weight},
 * {@code bn1.running_mean}, {@code layer1.0.conv1.weight}, {@code fc.weight}).
 *
 * <p>Other writers' names are understood: {@code linear} for {@code fc}, {@code shortcut} for {@code downsample}, and
 * {@code module.} before each name. Counters of batches ({@code num_batches_tracked}) are passed over.
 */
public final class ResNetWeights {
    static final String HEAD = "fc";

    /** The layers of a projection: parts of the last layer, as PyTorch names those of a sequence, so what takes a backbone leaves them out. */
    static final String PROJECTION_HIDDEN = HEAD + ".0";

    static final String PROJECTION = HEAD + ".2";

    private static final String FIRST_KERNEL = "conv1.weight";
    private static final String COUNTER = ".num_batches_tracked";

    private ResNetWeights() {}

    /**
     * Checks that tensors are those of a network, and gives them its names.
     *
     * @param channels values a pixel of the images
     * @param withHead whether the last layer must be there; otherwise it is left out if it is
     * @return the tensors of the network, in its order
     * @throws IllegalArgumentException if a tensor is missing, has another shape or is none of the network's; the message names
     *     the first such tensor and, of a wrong shape, both shapes
     */
    public static NamedTensors checked(ResNet network, int channels, NamedTensors source, boolean withHead) {
        Map<String, String> found = canonicalNames(source);
        Map<String, int[]> expected =
                new LinkedHashMap<>(WeightList.of(network, channels).shapes());
        if (withHead) {
            int classes = numClasses(network, source, found);
            expected.put(HEAD + ".weight", new int[] {classes, network.features()});
            expected.put(HEAD + ".bias", new int[] {classes});
        }
        expected.forEach((name, shape) -> checkShape(network, source, found, name, shape));
        for (String name : found.keySet()) {
            if (!expected.containsKey(name) && !name.startsWith(HEAD + ".")) {
                throw new IllegalArgumentException(source.source() + ": " + network.name() + " has no tensor "
                        + found.get(name) + another(network, source));
            }
        }
        return new Renamed(source, found, expected.keySet());
    }

    private static void checkShape(
            ResNet network, NamedTensors source, Map<String, String> names, String name, int[] shape) {
        String own = names.get(name);
        if (own == null) {
            throw new IllegalArgumentException(source.source() + " has no tensor " + name + ", which " + network.name()
                    + " needs with shape " + Arrays.toString(shape) + another(network, source));
        }
        int[] found = source.shape(own);
        if (name.equals(FIRST_KERNEL) && found.length == shape.length && found[1] != shape[1]) {
            throw new IllegalArgumentException(source.source() + ": takes images of " + found[1] + " channels (" + own
                    + " has shape " + Arrays.toString(found) + "), but these have " + shape[1]
                    + "; give such images, or the weights of a network for these");
        }
        if (!Arrays.equals(found, shape)) {
            throw new IllegalArgumentException(source.source() + ": tensor " + own + " has shape "
                    + Arrays.toString(found) + ", but " + network.name() + " has "
                    + Arrays.toString(shape) + another(network, source));
        }
    }

    /** What to do about a tensor that does not fit. */
    private static String another(ResNet network, NamedTensors source) {
        try {
            // The network of the file itself has no other.
            ResNet found = network.name().equals(ResNets.OF_FILE) ? network : ResNetOfWeights.of(source);
            if (found.bottleneck() != network.bottleneck() || !found.blocks().equals(network.blocks())) {
                return "; the file is of another network, which the model " + ResNets.OF_FILE + " reads";
            }
        } catch (IllegalArgumentException e) {
            // No residual network's.
        }
        return "; is this the file of another network?";
    }

    /**
     * Checks that tensors hold numbers that a network can compute with. This reads them all.
     *
     * @throws IllegalArgumentException if one is infinite or no number; the message names the tensor
     */
    public static void checkFinite(NamedTensors source) {
        for (String name : source.names()) {
            for (float value : source.floats(name)) {
                if (!Float.isFinite(value)) {
                    throw new IllegalArgumentException(source.source() + ": tensor " + name + " holds " + value
                            + ", expected finite numbers; the weights are damaged");
                }
            }
        }
    }

    /**
     * The stem that weights are for, by the size of the first kernel.
     *
     * @throws IllegalArgumentException if there is no first kernel
     */
    public static Stem stem(NamedTensors source) {
        return firstKernel(source)[2] == 7 ? Stem.IMAGENET : Stem.CIFAR;
    }

    /**
     * Weights for a stem: those given, or of weights for {@link Stem#IMAGENET} such for {@link Stem#CIFAR}, whose first kernel is the middle
     * 3 × 3 of theirs.
     *
     * @throws IllegalArgumentException if there is no first kernel
     */
    public static NamedTensors forStem(Stem wanted, NamedTensors source) {
        boolean smaller = wanted == Stem.CIFAR && stem(source) == Stem.IMAGENET;
        return smaller ? new SmallStem(source, canonicalNames(source).get(FIRST_KERNEL)) : source;
    }

    /**
     * Values a pixel of the images that weights are for, by the first kernel.
     *
     * @throws IllegalArgumentException if there is no first kernel
     */
    public static int channels(NamedTensors source) {
        return firstKernel(source)[1];
    }

    /** Shape of the first kernel: channels out, channels in, height, width. */
    static int[] firstKernel(NamedTensors source) {
        String name = canonicalNames(source).get(FIRST_KERNEL);
        if (name == null || source.shape(name).length != 4) {
            throw new IllegalArgumentException(
                    source.source() + " has no tensor conv1.weight of 4 dimensions; these are no residual network's");
        }
        return source.shape(name);
    }

    /** Whether there is any tensor of a last layer. */
    public static boolean hasHead(NamedTensors source) {
        return canonicalNames(source).keySet().stream().anyMatch(name -> name.startsWith(HEAD + "."));
    }

    private static int numClasses(ResNet network, NamedTensors source, Map<String, String> found) {
        String bias = found.get(HEAD + ".bias");
        if (bias == null || source.shape(bias).length != 1) {
            throw new IllegalArgumentException(source.source() + " has no vector " + HEAD + ".bias, the last layer of "
                    + network.name() + ": this is a backbone, which gives features and no classes");
        }
        return source.shape(bias)[0];
    }

    /** A source's tensors by the names that torchvision would give them. */
    static Map<String, String> canonicalNames(NamedTensors source) {
        Map<String, String> names = new LinkedHashMap<>();
        for (String name : source.names()) {
            String canonical = name.startsWith("module.") ? name.substring("module.".length()) : name;
            canonical = canonical.replaceFirst("^linear\\.", HEAD + ".").replace(".shortcut.", ".downsample.");
            if (!canonical.endsWith(COUNTER)) {
                names.put(canonical, name);
            }
        }
        return names;
    }

    /**
     * Copies weights into a network of either {@link LayerKind}. What the tensors do not have stays as it is.
     *
     * @param tensors with the network's names and shapes, as {@link #checked} and {@link RandomWeights} give them
     */
    public static void load(ComputationGraph graph, NamedTensors tensors) {
        Set<String> available = tensors.names();
        graph.paramTable().forEach((key, parameter) -> {
            String name = tensorName(key);
            if (available.contains(name)) {
                assign(parameter, tensors.floats(name), tensors.shape(name));
            }
        });
    }

    private static void assign(INDArray parameter, float[] values, int[] shape) {
        long[] longShape = Arrays.stream(shape).asLongStream().toArray();
        try (INDArray tensor = Nd4j.create(values, longShape, 'c')) {
            parameter.assign(shape.length == 2 ? tensor.transpose() : tensor.reshape('c', parameter.shape()));
        }
    }

    /** A copy of a network's weights, from either {@link LayerKind}. */
    public static NamedTensors of(ComputationGraph graph) {
        TensorMap tensors = new TensorMap("trained weights");
        graph.paramTable().forEach((key, parameter) -> {
            INDArray tensor = key.endsWith("_W") && parameter.rank() == 2 ? parameter.transpose() : parameter;
            String name = tensorName(key);
            boolean vector = !name.endsWith(".weight") || tensor.rank() == 1 || isNorm(key);
            int[] shape = vector
                    ? new int[] {(int) tensor.length()}
                    : Arrays.stream(tensor.shape()).mapToInt(Math::toIntExact).toArray();
            tensors.put(name, shape, tensor.dup('c').data().asFloat());
        });
        return tensors;
    }

    private static boolean isNorm(String key) {
        return key.endsWith("_gamma");
    }

    /** The tensor that Deeplearning4j's parameter {@code vertex_parameter} is. */
    private static String tensorName(String key) {
        int split = key.lastIndexOf('_');
        String parameter = switch (key.substring(split + 1)) {
            case "W", "gamma" -> "weight";
            case "b", "beta" -> "bias";
            case "mean" -> "running_mean";
            case "var" -> "running_var";
            default -> throw new IllegalArgumentException("a residual network has no parameter " + key);
        };
        return key.substring(0, split) + "." + parameter;
    }

    /** A source's tensors under other names, of which only some show. */
    private record Renamed(NamedTensors tensors, Map<String, String> ownNames, Set<String> shown)
            implements NamedTensors {
        Renamed {
            shown = new LinkedHashSet<>(shown);
        }

        @Override
        public String source() {
            return tensors.source();
        }

        @Override
        public Set<String> names() {
            return java.util.Collections.unmodifiableSet(shown);
        }

        @Override
        public int[] shape(String name) {
            return tensors.shape(own(name));
        }

        @Override
        public float[] floats(String name) {
            return tensors.floats(own(name));
        }

        private String own(String name) {
            if (!shown.contains(name)) {
                throw new IllegalArgumentException(source() + " has no tensor " + name);
            }
            return ownNames.get(name);
        }
    }
}
