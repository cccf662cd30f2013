package org.relabel4j.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.relabel4j.onnx.OnnxModelBuilder.ANY;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.benchmarks.cleaning.CleaningExperiments;
import org.relabel4j.benchmarks.experiment.BuiltInComponents;
import org.relabel4j.benchmarks.experiment.ExperimentConfig;
import org.relabel4j.benchmarks.experiment.Experiments;
import org.relabel4j.benchmarks.experiment.ModelNames;

/** The bundled experiments' presets with networks in ONNX files. */
class BundledPresetsTest {
    @TempDir
    Path folder;

    private List<String> keys(String preset) throws IOException {
        Path weights = OnnxModelBuilder.means(ANY, ANY, ANY).write(folder.resolve("model.onnx"));
        Files.writeString(folder.resolve("model.json"), "{\"preset\": \"imagenet\"}");
        return List.of("preset=" + preset, "onnx.weights=" + weights);
    }

    @Test
    void areValid() throws IOException {
        for (String experiment : List.of("cifar-10h", "cifar-10n", "noisy-cxr")) {
            assertEquals(
                    List.of("onnx"),
                    Experiments.load(experiment, keys("features")).grid().models());
        }
        assertEquals(13, Experiments.load("darl", keys("images")).parts().size());
        for (String experiment : List.of("cifar-10h-cleaning", "noisy-cxr-cleaning")) {
            assertEquals(
                    "onnx",
                    CleaningExperiments.load(experiment, keys("features"))
                            .optionsOf("co-teaching")
                            .get("network"));
        }
    }

    @Test
    void oneNetworkAtThreeSizesIsAnEnsemble() throws IOException {
        ExperimentConfig config = Experiments.load("cifar-10h", keys("features-ensemble"));

        String model = config.grid().models().get(0);
        assertEquals(
                List.of("96", "128", "160"),
                ModelNames.members(model).stream()
                        .map(name -> config.optionsOf(name).get("size"))
                        .toList());
        assertEquals(
                3, ModelNames.trainers(model, config, new BuiltInComponents()).size());
    }
}
