import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.relabel4j.core.metric.Accuracy;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.datasets.cifar.CifarFiles;
import org.relabel4j.datasets.cifar.CifarImages;
import org.relabel4j.models.registry.Models;

/** The Java side of torch_training.py, which starts it: {@code DATA IMAGES EPOCHS SEED}; prints test accuracy and seconds. */
final class JavaTraining {
    private JavaTraining() {}

    public static void main(String[] args) throws Exception {
        // As they lie in the files: the data set cifar-10 draws its pool at random.
        CifarFiles files = new CifarFiles(Path.of(args[0], "test_batch.bin"), CifarFiles.Packing.BINARY_FOLDER);
        CifarImages images = files.training();
        CifarImages test = files.test();
        int[] rows = IntStream.range(0, Integer.parseInt(args[1])).toArray();
        int[] testRows = IntStream.range(0, test.size()).toArray();
        Map<String, String> options = Map.of("epochs", args[2], "holdout", "0");
        int classes = CifarImages.CLASS_NAMES.size();
        long start = System.nanoTime();
        try (Classifier classifier = Models.trainer("resnet20", options)
                .train(images.images(rows), rows, images.labels(rows), classes, Long.parseLong(args[3]))) {
            double seconds = (System.nanoTime() - start) / 1e9;
            double accuracy = Accuracy.of(classifier.predict(test.images(testRows), testRows), test.labels(testRows));
            System.out.println("= " + accuracy + " " + seconds);
        }
    }
}
