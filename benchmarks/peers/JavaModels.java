import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.relabel4j.core.metric.Accuracy;
import org.relabel4j.core.metric.LogLoss;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.datasets.format.MappedExamples;
import org.relabel4j.models.registry.Models;

/**
 * The Java side of sklearn_models.py, which starts it: reads tasks from standard input and answers each with a line that
 * starts with {@code =}. {@code model NAME SEED}: accuracy, seconds to fit, seconds to predict. {@code cv ENGINE SEED}: accuracy,
 * seconds. {@code head FOLDER L2}: softmax regression on features in the folder; accuracy, log loss, seconds of processor
 * time to fit.
 */
final class JavaModels {
    private static final int TRAIN = 1600;
    private static final int POOL = 2000;
    private static final int FOLDS = 5;
    private static final List<String> CLASSES =
            List.of("Move-Forward", "Sharp-Right-Turn", "Slight-Left-Turn", "Slight-Right-Turn");

    private final FeatureMatrix examples;
    private final int[] labels;

    private JavaModels(Path data) throws IOException {
        List<String> lines = Files.readAllLines(data);
        int features = lines.get(0).split(",").length - 1;
        float[] values = new float[lines.size() * features];
        labels = new int[lines.size()];
        for (int i = 0; i < labels.length; i++) {
            String[] cells = lines.get(i).split(",");
            for (int f = 0; f < features; f++) {
                values[i * features + f] = Float.parseFloat(cells[f]);
            }
            labels[i] = CLASSES.indexOf(cells[features]);
        }
        examples = FeatureMatrix.ofRowMajor(labels.length, features, values);
    }

    public static void main(String[] args) throws Exception {
        JavaModels models = new JavaModels(Path.of(args[0]));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ");
            System.out.println("= " + switch (words[0]) {
                case "cv" -> models.crossValidation(words[1], Long.parseLong(words[2]));
                case "head" -> head(Path.of(words[1]), words[2]);
                default -> models.model(words[1], Long.parseLong(words[2]));
            });
        }
    }

    private String model(String name, long seed) {
        int[] order = order(seed);
        int[] train = IntStream.range(0, TRAIN).map(n -> order[n]).toArray();
        int[] test = IntStream.range(TRAIN, order.length).map(n -> order[n]).toArray();
        long start = System.nanoTime();
        Classifier classifier =
                Models.trainer(name, Map.of()).train(examples, train, labelsOf(train), CLASSES.size(), seed);
        long fitted = System.nanoTime();
        Probabilities p = classifier.predict(examples, test);
        long predicted = System.nanoTime();
        int right = 0;
        for (int n = 0; n < test.length; n++) {
            right += best(p, n) == labels[test[n]] ? 1 : 0;
        }
        return (double) right / test.length + " " + (fitted - start) / 1e9 + " " + (predicted - fitted) / 1e9;
    }

    private String crossValidation(String engine, long seed) {
        int[] order = order(seed);
        int[] pool = IntStream.range(0, POOL).map(n -> order[n]).toArray();
        long start = System.nanoTime();
        List<int[]> rows = new ArrayList<>();
        List<int[]> rowLabels = new ArrayList<>();
        long[] seeds = new long[FOLDS];
        for (int fold = 0; fold < FOLDS; fold++) {
            int heldOut = fold;
            int[] train = IntStream.range(0, POOL).filter(n -> n % FOLDS != heldOut).map(n -> pool[n]).toArray();
            rows.add(train);
            rowLabels.add(labelsOf(train));
            seeds[fold] = seed + fold;
        }
        List<Classifier> classifiers = Models.trainer("mlp", Map.of("engine", engine))
                .trainFolds(examples, rows, rowLabels, CLASSES.size(), seeds);
        int right = 0;
        for (int fold = 0; fold < FOLDS; fold++) {
            Probabilities p = classifiers.get(fold).predict(examples, pool);
            for (int n = fold; n < POOL; n += FOLDS) {
                right += best(p, n) == labels[pool[n]] ? 1 : 0;
            }
        }
        return (double) right / POOL + " " + (System.nanoTime() - start) / 1e9;
    }

    private static String head(Path folder, String l2) throws Exception {
        FeatureMatrix train = features(folder.resolve("train.npy"));
        FeatureMatrix test = features(folder.resolve("test.npy"));
        int[] trainLabels = labels(folder.resolve("train.txt"));
        int[] testLabels = labels(folder.resolve("test.txt"));
        int numClasses = IntStream.of(trainLabels).max().orElseThrow() + 1;
        long start = processorNanos();
        Classifier classifier = Models.trainer("softmax", Map.of("l2", l2))
                .train(train, IntStream.range(0, train.size()).toArray(), trainLabels, numClasses, 0);
        double seconds = (processorNanos() - start) / 1e9;
        Probabilities p = classifier.predict(test, IntStream.range(0, test.size()).toArray());
        return Accuracy.of(p, testLabels) + " " + LogLoss.of(p, testLabels) + " " + seconds;
    }

    private static long processorNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static FeatureMatrix features(Path file) throws Exception {
        MappedExamples mapped = MappedExamples.open(file);
        float[] values = new float[mapped.size() * mapped.length()];
        for (int i = 0; i < mapped.size(); i++) {
            mapped.copyTo(i, values, i * mapped.length());
        }
        return FeatureMatrix.ofRowMajor(mapped.size(), mapped.length(), values);
    }

    private static int[] labels(Path file) throws IOException {
        return Files.readAllLines(file).stream().mapToInt(Integer::parseInt).toArray();
    }

    private int[] labelsOf(int[] rows) {
        return IntStream.of(rows).map(i -> labels[i]).toArray();
    }

    private static int best(Probabilities p, int i) {
        return IntStream.range(0, p.numClasses())
                .reduce((a, b) -> p.get(i, b) > p.get(i, a) ? b : a)
                .orElseThrow();
    }

    private int[] order(long seed) {
        return IntStream.range(0, labels.length)
                .boxed()
                .sorted((a, b) -> Long.compareUnsigned(mix(seed * 1_000_003 + a), mix(seed * 1_000_003 + b)))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static long mix(long z) {
        long x = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
        return x ^ (x >>> 31);
    }
}
