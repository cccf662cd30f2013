import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.relabel4j.core.image.Resizer;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.datasets.image.ImageLoader;
import org.relabel4j.models.onnx.OnnxFeatures;

/**
 * The Java side of onnx_features.py, which starts it with a network, a folder of JPEG files, a size and a preset: for each line of
 * standard input it reads the images, takes their features and answers with a line that starts with {@code =}: seconds, and the sum of
 * all features.
 */
final class JavaOnnx {
    private JavaOnnx() {}

    public static void main(String[] args) throws Exception {
        List<Path> files;
        try (Stream<Path> listed = Files.list(Path.of(args[1]))) {
            files = listed.sorted().toList();
        }
        int size = Integer.parseInt(args[2]);
        OnnxFeatures network = OnnxFeatures.open(Path.of(args[0]), Optional.of(args[3]), Map.of("size", args[2]));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (in.readLine() != null) {
            long start = System.nanoTime();
            byte[][] images = new ImageLoader(
                            new Resizer(size, size, Resizer.Fit.SQUASH), 3, 40_000_000, Optional.empty())
                    .load(files)
                    .images();
            float[] features = network.extract(new ImageSet(size, size, 3, images));
            double seconds = (System.nanoTime() - start) / 1e9;
            double sum = 0;
            for (float feature : features) {
                sum += feature;
            }
            System.out.println("= " + seconds + " " + sum);
        }
    }
}
