import java.util.Map;
import java.util.stream.IntStream;
import org.relabel4j.core.metric.Accuracy;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.datasets.Dataset;
import org.relabel4j.datasets.Datasets;
import org.relabel4j.models.registry.Models;

/** The Java side of torch_training.py, which starts it: {@code DATA IMAGES EPOCHS SEED}; prints test accuracy and seconds. */
final class JavaTraining {
    private JavaTraining() {}

    public static void main(String[] args) throws Exception {
        long seed = Long.parseLong(args[3]);
        // The same images for every seed, which are the first of the first batch.
        Dataset data = Datasets.load("cifar-10", Map.of("data-dir", args[0]), 0);
        int[] rows = IntStream.range(0, Integer.parseInt(args[1])).toArray();
        int[] labels = IntStream.of(rows).map(i -> data.poolLabels()[i]).toArray();
        Map<String, String> options = Map.of("epochs", args[2], "holdout", "0");
        long start = System.nanoTime();
        try (Classifier classifier =
                Models.trainer("resnet20", options).train(data.pool(), rows, labels, data.classNames().size(), seed)) {
            double seconds = (System.nanoTime() - start) / 1e9;
            int[] test = IntStream.range(0, data.test().size()).toArray();
            System.out.println("= " + Accuracy.of(classifier.predict(data.test(), test), data.testLabels()) + " " + seconds);
        }
    }
}
