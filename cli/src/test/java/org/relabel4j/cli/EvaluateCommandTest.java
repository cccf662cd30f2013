package org.relabel4j.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.core.image.Resizer;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.datasets.Dataset;
import org.relabel4j.datasets.Datasets;
import org.relabel4j.models.registry.Models;
import org.relabel4j.models.saved.SavedModel;
import org.relabel4j.models.vision.InputSize;
import org.relabel4j.models.vision.RandomWeights;
import org.relabel4j.models.vision.ResNet;
import org.relabel4j.models.vision.ResNetWeights;
import org.relabel4j.models.vision.ResNets;
import org.relabel4j.models.vision.Shortcut;
import org.relabel4j.models.vision.Stem;
import org.relabel4j.models.vision.head.FrozenNetwork;
import org.relabel4j.models.weights.NamedTensors;
import org.relabel4j.models.weights.Safetensors;
import org.relabel4j.models.weights.TensorMap;

class EvaluateCommandTest {
    private static final int IMAGES = 30;

    @TempDir
    private Path folder;

    private byte[] testBatch;

    /** A copy of CIFAR-10 with 30 images of noise a batch. */
    @BeforeEach
    void writeImages() throws IOException {
        testBatch = NoiseImages.write(folder, IMAGES);
    }

    private String weights(String network, int numClasses) throws IOException {
        Path file = folder.resolve(network + "-" + numClasses + ".safetensors");
        Safetensors.write(file, RandomWeights.of(ResNets.byName(network), 3, numClasses, 1), Map.of());
        return file.toString();
    }

    private Cli.Result evaluate(String weights, String... more) {
        String[] call = {"evaluate", "--model", "resnet20", "--weights", weights, "--dataset", "cifar-10"};
        String[] all = Arrays.copyOf(call, call.length + more.length);
        System.arraycopy(more, 0, all, call.length, more.length);
        return Cli.run(all);
    }

    /** Light images and dark ones, a folder a class, and a model of them whose classes stand in another order, with one more. */
    private String exported() throws Exception {
        Random random = new Random(1);
        for (int n = 0; n < 40; n++) {
            BufferedImage image = new BufferedImage(12, 12, BufferedImage.TYPE_INT_RGB);
            for (int p = 0; p < 144; p++) {
                image.setRGB(p % 12, p / 12, (n % 2 * 128 + random.nextInt(128)) * 0x010101);
            }
            Path file = folder.resolve("known")
                    .resolve(n % 2 == 0 ? "dark" : "light")
                    .resolve(n + ".png");
            Files.createDirectories(file.getParent());
            ImageIO.write(image, "png", file.toFile());
        }
        Dataset data = Datasets.load("image-folder", imageOptions(), 1);
        assertEquals(List.of("dark", "light"), data.classNames());
        int[] labels = data.poolLabels();
        Arrays.setAll(labels, i -> 1 - labels[i]);
        int[] rows = IntStream.range(0, labels.length).toArray();
        Classifier classifier = Models.trainer("softmax", Map.of()).train(data.pool(), rows, labels, 3, 1);
        Path file = folder.resolve("exported.safetensors");
        try (SavedModel model = new SavedModel(
                List.of("light", "dark", "green"), Map.of(), data.pool(), List.of(List.of(classifier)))) {
            model.write(file);
        }
        return file.toString();
    }

    private Map<String, String> imageOptions() {
        return Map.of("data-dir", folder.resolve("known").toString(), "size", "8", "cache", "false");
    }

    @Test
    void measuresAnExportedModel() throws Exception {
        String model = exported();
        Path probabilities = folder.resolve("p.npy");
        String known = folder.resolve("known").toString();

        Cli.Result result = Cli.run(
                "evaluate",
                "--model-file",
                model,
                "--dataset",
                "image-folder",
                "--data-dir",
                known,
                "--option",
                "cache=false",
                "--seed",
                "1",
                "--probs",
                probabilities.toString());

        assertTrue(
                result.succeeded().out().startsWith(String.format("accuracy 1.0000 (8 of 8 test images)%n")),
                result::out);
        assertEquals(8 * 3 * Float.BYTES, Files.size(probabilities) - 128);
    }

    @Test
    void refusesWhatAnExportedModelCannotBeMeasuredBy() throws Exception {
        String model = exported();
        String known = folder.resolve("known").toString();

        Cli.run("evaluate", "--model-file", model, "--dataset", "cifar-10", "--data-dir", folder.toString())
                .refused("knows no class", "it tells light, dark, green apart");
        Cli.run("evaluate", "--model-file", model, "--dataset", "wall-robot").refused("knows no class");
        Cli.run(
                        "evaluate",
                        "--model-file",
                        model,
                        "--dataset",
                        "image-folder",
                        "--data-dir",
                        known,
                        "--option",
                        "size=9",
                        "--option",
                        "cache=false")
                .refused("the model is for examples of shape");
        Cli.run("evaluate", "--model-file", model, "--dataset", "image-folder", "--linear")
                .refused("leave out --probe");
        Cli.run("evaluate", "--model-file", model, "--model", "resnet20", "--dataset", "cifar-10")
                .refused("evaluate needs --model and --weights, or else --model-file");
        evaluate(model).refused("take it by --model-file");
    }

    private static String data() {
        String data = System.getenv("RELABEL4J_DATA");
        Assumptions.assumeTrue(data != null, "RELABEL4J_DATA is not set: it names a folder with the real data sets");
        return data;
    }

    private String realImages(String data) throws Exception {
        Process unpacking = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "MakeCifar10.java",
                        folder.toString())
                .directory(Path.of(data, "cifar10").toFile())
                .inheritIO()
                .start();
        assertEquals(0, unpacking.waitFor());
        return folder.resolve("cifar-10-batches-bin").toString();
    }

    private float[] npy(String name, int images, int columns) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.wrap(Files.readAllBytes(folder.resolve(name))).order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[images * columns];
        bytes.position(bytes.capacity() - values.length * Float.BYTES);
        bytes.asFloatBuffer().get(values);
        return values;
    }

    @Test
    void accuracyIsThatOfTheLogitsThatItWrites() throws IOException {
        Cli.Result result = evaluate(
                        weights("resnet20", 10),
                        "--data-dir",
                        folder.toString(),
                        "--logits",
                        folder.resolve("logits.npy").toString(),
                        "--probs",
                        folder.resolve("probs.npy").toString())
                .succeeded();

        float[] logits = npy("logits.npy", IMAGES, 10);
        float[] probs = npy("probs.npy", IMAGES, 10);
        int right = 0;
        double logLoss = 0;
        for (int i = 0; i < IMAGES; i++) {
            int best = 0;
            double sum = 0;
            for (int k = 0; k < 10; k++) {
                best = logits[i * 10 + k] > logits[i * 10 + best] ? k : best;
                sum += Math.exp(logits[i * 10 + k]);
            }
            right += best == testBatch[i * NoiseImages.RECORD_BYTES] ? 1 : 0;
            logLoss += (Math.log(sum) - logits[i * 10 + testBatch[i * NoiseImages.RECORD_BYTES]]) / IMAGES;
            // The file has floats of relative precision 6e-8.
            assertEquals(Math.exp(logits[i * 10 + best]) / sum, probs[i * 10 + best], 1e-6);
        }
        String accuracy = String.format(Locale.ROOT, "accuracy %.4f (%d of 30 test images)%n", right / 30.0, right);
        assertTrue(result.out().startsWith(accuracy + "macro F1 0."), result.out());
        double shown = Double.parseDouble(result.out().replaceAll("(?s).*log loss (\\d+\\.\\d{4}),.*", "$1"));
        assertEquals(logLoss, shown, 1e-4);
    }

    @Test
    void takesWeightsWithEitherStem() throws IOException {
        for (Stem stem : List.of(Stem.CIFAR, Stem.IMAGENET)) {
            Path file = folder.resolve(stem + ".safetensors");
            ResNet network = ResNets.byName("resnet18").withStem(stem);
            Safetensors.write(file, RandomWeights.of(network, 3, 10, 1), Map.of());

            Cli.Result result = Cli.run(
                    "evaluate",
                    "--model",
                    "resnet18",
                    "--weights",
                    file.toString(),
                    "--dataset",
                    "cifar-10",
                    "--data-dir",
                    folder.toString());

            assertTrue(result.succeeded().out().contains("of 30 test images"), stem::toString);
        }
    }

    /** Images of one grey each, light or dark: any features tell them apart, and a last layer has to be learnt. */
    @Test
    void linearEvaluationTrainsTheLastLayerOnThePool() throws IOException {
        Random random = new Random(2);
        for (int batch = 0; batch <= 5; batch++) {
            byte[] bytes = new byte[IMAGES * NoiseImages.RECORD_BYTES];
            for (int i = 0; i < IMAGES; i++) {
                int label = random.nextInt(2);
                Arrays.fill(bytes, i * NoiseImages.RECORD_BYTES, (i + 1) * NoiseImages.RECORD_BYTES, (byte)
                        (label * 200 + random.nextInt(40)));
                bytes[i * NoiseImages.RECORD_BYTES] = (byte) label;
            }
            Files.write(NoiseImages.file(folder, batch), bytes);
        }
        String[] data = {"--data-dir", folder.toString(), "--linear"};

        Cli.Result result = evaluate(weights("resnet20", 10), data).succeeded();

        assertTrue(
                result.out()
                        .startsWith("accuracy 1.0000 (30 of 30 test images)" + System.lineSeparator()
                                + "macro F1 1.0000, balanced accuracy 1.0000, AUC 1.0000, log loss 0.0"),
                result.out());
        TensorMap damaged = new TensorMap("damaged");
        NamedTensors whole = RandomWeights.of(ResNets.byName("resnet20"), 3, 10, 1);
        for (String name : whole.names()) {
            float[] numbers = whole.floats(name).clone();
            numbers[0] = name.equals("layer1.0.conv1.weight") ? Float.NaN : numbers[0];
            damaged.put(name, whole.shape(name), numbers);
        }
        Path file = folder.resolve("damaged.safetensors");
        Safetensors.write(file, damaged, Map.of());
        evaluate(file.toString(), data).refused(file.toString(), "layer1.0.conv1.weight holds NaN");
        evaluate(weights("resnet20", 10), "--linear", "--logits", "l.npy").refused("--linear", "--logits");
    }

    private static final ResNet SMALL =
            new ResNet("resnet", false, List.of(1, 2), 4, Stem.IMAGENET, Shortcut.PROJECTION);

    private String small(int numClasses) throws IOException {
        Path file = folder.resolve("small-" + numClasses + ".safetensors");
        Safetensors.write(file, RandomWeights.of(SMALL, 3, numClasses, 1), Map.of());
        return file.toString();
    }

    private String backbone() throws IOException {
        Path file = folder.resolve("backbone.safetensors");
        NamedTensors whole = RandomWeights.of(SMALL, 3, 7, 1);
        Safetensors.write(file, ResNetWeights.checked(SMALL, 3, whole, false), Map.of());
        return file.toString();
    }

    private Cli.Result evaluateSmall(String weights, String... more) {
        String[] call = {"evaluate", "--model", "resnet", "--weights", weights, "--dataset", "cifar-10", "--data-dir"};
        String[] all = Arrays.copyOf(call, call.length + 1 + more.length);
        all[call.length] = folder.toString();
        System.arraycopy(more, 0, all, call.length + 1, more.length);
        return Cli.run(all);
    }

    private ImageSet testImages(int count) {
        byte[][] images = new byte[count][3072];
        for (int i = 0; i < count; i++) {
            for (int n = 0; n < 3072; n++) {
                // Planes of red, green and blue, behind a byte with the label.
                images[i][n] = testBatch[i * NoiseImages.RECORD_BYTES + 1 + n % 3 * 1024 + n / 3];
            }
        }
        return new ImageSet(32, 32, 3, images);
    }

    @Test
    void writesTheTestImagesFeatures() throws IOException {
        String file = folder.resolve("features.npy").toString();
        float[] expected = new FrozenNetwork(SMALL, RandomWeights.of(SMALL, 3, 7, 1), InputSize.of(40))
                .extract(testImages(IMAGES));

        // The last layer, of 7 classes where the data set has 10, is not looked at.
        String out = evaluateSmall(small(7), "--features", file, "--model-option", "size=40")
                .succeeded()
                .out();

        assertEquals("8 features each of 30 test images in " + file + System.lineSeparator(), out);
        assertArrayEquals(expected, npy("features.npy", IMAGES, 8));
        String both = evaluateSmall(small(7), "--features", file, "--linear")
                .succeeded()
                .out();
        assertTrue(both.contains("of 30 test images)") && both.contains("8 features"), both);
    }

    @Test
    void refusesWhatDoesNotGoTogether() throws IOException {
        String file = folder.resolve("f.npy").toString();

        evaluateSmall(small(10), "--features", file, "--logits", file)
                .refused("--features is of the network without its last layer");
        evaluateSmall(small(10), "--features", small(10)).refused("is another file of this command");
        evaluateSmall(small(10), "--logits", file, "--probs", file).refused("is another file of this command");
        evaluateSmall(small(7)).refused("tells 7 classes apart", "--linear");
        evaluateSmall(backbone()).refused("has no last layer (fc.weight, fc.bias)", "--linear", "--features FILE.npy");
        evaluateSmall(small(10), "--model-option", "sise=40").refused("did you mean \"size\"?");
        evaluateSmall(small(10), "--model-option", "l2=2").refused("\"l2\" of model resnet has no effect");
        evaluateSmall(small(10), "--model-option", "mode=scratch").refused("mode");
        evaluate(small(10), "--data-dir", folder.toString())
                .refused("conv1.weight has shape [4, 3, 7, 7], but resnet20 has");
        assertFalse(Files.exists(Path.of(file)));
    }

    /** Features of ImageNet's network that PyTorch computed in 64 bits, of the first test images, as they are and larger. */
    @Test
    @Tag("slow")
    void givesTheFeaturesThatPyTorchGives() throws Exception {
        String data = data();
        Path weights = Path.of(data, "weights", "resnet-2223-imagenet");
        String images = realImages(data);
        Path first = Path.of(images, "test_batch.bin");
        testBatch = Arrays.copyOf(Files.readAllBytes(first), 16 * NoiseImages.RECORD_BYTES);
        Files.write(first, testBatch);
        JsonNode cases = new ObjectMapper()
                .readTree(weights.resolve("resnet-2223-imagenet-expected.json").toFile())
                .get("cases");

        assertEquals(4, cases.size());
        for (JsonNode one : cases) {
            int size = one.get("size").asInt();
            ImageSet resized = new Resizer(size, size, Resizer.Fit.SQUASH).view(testImages(16));
            float[] bytes = new float[resized.length()];
            for (int i = 0; i < 16; i++) {
                resized.copyTo(i, bytes, 0);
                long sum = 0;
                for (float value : bytes) {
                    sum += (long) value;
                }
                assertEquals(one.get("byteSum").get(i).asLong(), sum, "image " + i + ", size " + size);
            }
            Cli.run(
                            "evaluate",
                            "--model",
                            "resnet",
                            "--weights",
                            weights.resolve("resnet-2223-imagenet.safetensors").toString(),
                            "--dataset",
                            "cifar-10",
                            "--data-dir",
                            images,
                            "--model-option",
                            "size=" + size,
                            "--features",
                            folder.resolve("features.npy").toString())
                    .succeeded();
            float[] found = npy("features.npy", 16, 512);
            for (int n = 0; n < found.length; n++) {
                double wanted = one.get("features").get(n / 512).get(n % 512).asDouble();
                // Features up to 30 in single precision; PyTorch's own single precision is off by 5e-5.
                assertEquals(wanted, found[n], 1e-3, "image " + n / 512 + ", size " + size);
            }
        }
    }

    /** The real images, as far as they can be had, and weights whose accuracy and logits on them PyTorch computed. */
    @Test
    @Tag("slow")
    void classifiesRealImagesAsPyTorchDoes() throws Exception {
        String data = data();
        String images = realImages(data);
        String weights =
                Path.of(data, "weights", "cifar10-resnet20.safetensors").toString();
        String logits = folder.resolve("logits.npy").toString();

        String out = evaluate(weights, "--data-dir", images, "--logits", logits)
                .succeeded()
                .out();

        assertEquals(0.8103, Double.parseDouble(out.split(" ")[1]), 0.002);
        JsonNode expected = new ObjectMapper()
                .readTree(Path.of(data, "weights", "cifar10-resnet20-expected.json")
                        .toFile())
                .get("logits");
        float[] found = npy("logits.npy", 10_000, 10);
        for (int i = 0; i < 16; i++) {
            for (int k = 0; k < 10; k++) {
                // Logits up to 30 in single precision, through 20 layers.
                assertEquals(expected.get(i).get(k).asDouble(), found[i * 10 + k], 1e-3);
            }
        }
    }

    @Test
    void refusesWhatDoesNotFit() throws IOException {
        String dir = folder.toString();
        String good = weights("resnet20", 10);
        String absent = folder.resolve("absent.safetensors").toString();
        String text = Files.writeString(folder.resolve("text"), "This is no file of weights.")
                .toString();

        evaluate(absent, "--data-dir", dir).refused(absent, "no such file");
        evaluate("", "--data-dir", dir).refused("--weights is \"\", expected the path of a file");
        evaluate(text, "--data-dir", dir).refused(text, "says that its header has");
        evaluate(weights("resnet32", 10), "--data-dir", dir).refused("resnet20 has no tensor layer1.3.conv1.weight");
        evaluate(weights("resnet20", 7), "--data-dir", dir).refused("tells 7 classes apart", "has 10");
        evaluate(good, "--data-dir", absent).refused("there is no test_batch.bin", "relabel4j fetch cifar-10");
        evaluate(good, "--data-dir", dir, "--logits", folder.resolve("no/l.npy").toString())
                .refused("there is no folder");
        Cli.run("evaluate", "--model", "resnet20", "--weights", good, "--dataset", "wall-robot")
                .refused("needs images");
        Cli.run("evaluate", "--model", "resnet21", "--weights", good, "--dataset", "cifar-10")
                .refused("did you mean \"resnet20\"?");
    }

    @Test
    void saysHowToAddOnnxRuntime() throws IOException {
        // The least that looks like a model: a graph of nothing.
        Path file = Files.write(folder.resolve("net.onnx"), new byte[] {0x3A, 0});
        String[] call = {"evaluate", "--model", "onnx", "--weights", file.toString(), "--dataset", "cifar-10"};

        Cli.run(call).refused(file + ": it needs ONNX Runtime", "./mvnw -Ponnx");
        evaluate(weights("resnet20", 10), "--data-dir", folder.toString(), "--probe")
                .refused("--probe is for the model onnx, but the model is resnet20");
        evaluate(weights("resnet20", 10), "--data-dir", folder.toString(), "--probe", "--linear")
                .refused("leave out --linear");
    }

    @Test
    void writesNothingIfTheLogitsAreNoNumbers() throws IOException {
        Path file = Path.of(weights("resnet20", 10));
        byte[] bytes = Files.readAllBytes(file);
        // The last tensors are those of the last layer: bias or weights, NaN both.
        for (int n = bytes.length - 40; n < bytes.length; n += 4) {
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(n, Float.NaN);
        }
        Files.write(file, bytes);
        String logits = folder.resolve("logits.npy").toString();

        evaluate(file.toString(), "--data-dir", folder.toString(), "--logits", logits)
                .refused("gives NaN for test image 0", "the weights are damaged");

        assertFalse(Files.exists(Path.of(logits)));
    }

    @Test
    void fetchTakesWhatIsThere() throws IOException {
        Path file = Files.writeString(folder.resolve("CIFAR-10_human.pt"), "abc");

        String err = Cli.run("fetch", "cifar-10n", "--out", folder.toString())
                .succeeded()
                .err();

        // SHA-256 of "abc" from FIPS 180-2, appendix B.1.
        assertTrue(
                err.contains("Was there: " + file
                        + "; SHA-256 ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
                err);
        assertTrue(err.contains("CC BY-NC 4.0"), err);
        Cli.run("fetch", "resnet19").refused("did you mean \"resnet18\"?");
    }
}
