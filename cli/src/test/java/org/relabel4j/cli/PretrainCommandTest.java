package org.relabel4j.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.models.registry.Models;
import org.relabel4j.models.weights.SafetensorsFile;

class PretrainCommandTest {
    private static final int IMAGES = 2;

    @TempDir
    private Path folder;

    /** A copy of CIFAR-10 with two images of noise a batch: ten to train on. */
    @BeforeEach
    void writeImages() throws IOException {
        NoiseImages.write(folder, IMAGES);
    }

    private List<String> call(String method, String out, String... more) {
        List<String> call = new ArrayList<>(List.of("pretrain", "--method", method, "--model", "resnet20"));
        call.addAll(List.of("--dataset", "cifar-10", "--data-dir", folder.toString()));
        call.addAll(List.of("--out", folder.resolve(out).toString()));
        call.addAll(List.of(more));
        return call;
    }

    private Cli.Result pretrain(String method, String out, String... more) {
        return Cli.run(call(method, out, more).toArray(String[]::new));
    }

    @Test
    void writesABackboneThatHeadsAndFinetuningStartFrom() throws IOException {
        Cli.Result result = pretrain("rotation", "w.safetensors", "--epochs", "1", "--batch", "5", "--seed", "3")
                .succeeded();

        Path file = folder.resolve("w.safetensors");
        assertTrue(
                result.out().matches("\\Q" + file + "\\E: 1 epoch of 10 images, loss \\d\\.\\d{4}\\R"), result.out());
        assertTrue(result.err().matches("epoch 1: loss \\d\\.\\d{4}\\R"), result.err());
        assertFalse(Files.exists(folder.resolve("w.safetensors.checkpoint")));
        Map<String, String> header = SafetensorsFile.open(file).metadata();
        assertTrue(header.get("program").startsWith("relabel4j "), header::toString);
        assertEquals(
                List.of("rotation", "resnet20", "cifar-10", "10", "1", "5", "3"),
                List.of("method", "network", "dataset", "images", "epochs", "batch", "seed").stream()
                        .map(header::get)
                        .toList());
        ImageSet images = new ImageSet(32, 32, 3, new byte[4][NoiseImages.RECORD_BYTES - 1]);
        int[] rows = {0, 1, 2, 3};
        for (Map<String, String> options : List.of(
                Map.of("mode", "head", "cache", folder.resolve("cache").toString()),
                Map.of("mode", "finetune", "epochs", "1", "holdout", "0"))) {
            Map<String, String> all = new LinkedHashMap<>(options);
            all.put("weights", file.toString());
            try (Classifier classifier =
                    Models.trainer("resnet20", all).train(images, rows, new int[] {0, 1, 0, 1}, 2, 1)) {
                assertEquals(4, classifier.predict(images, rows).numExamples());
            }
        }
    }

    @Test
    void goesOnFromACheckpointToTheSameFile() throws Exception {
        pretrain("simclr", "whole.safetensors", "--epochs", "3", "--batch", "5").succeeded();
        Path checkpoint = folder.resolve("parts.safetensors.checkpoint");
        Process process = Cli.process(
                        List.of(),
                        call("simclr", "parts.safetensors", "--epochs", "3", "--batch", "5")
                                .toArray(String[]::new))
                .start();
        try (var err = process.errorReader()) {
            String line = err.readLine();
            while (line.isEmpty() || line.startsWith("WARNING")) {
                // Java 24 and newer warn of native code, of which the launcher tells them.
                line = err.readLine();
            }
            assertTrue(line.startsWith("epoch 1: loss"), line);
            // Not Process.destroy, which closes the stream that is still to be read.
            process.toHandle().destroy();
            // It may have got further before it heard, but it cannot have lost what it said.
            assertTrue(Files.exists(checkpoint) || Files.exists(folder.resolve("parts.safetensors")));
            List<String> rest = err.lines().toList();
            assertTrue(
                    Files.exists(folder.resolve("parts.safetensors"))
                            || rest.get(rest.size() - 1)
                                    .matches(
                                            "relabel4j: interrupted; go on with: relabel4j pretrain --method .* --resume"),
                    rest::toString);
        }
        process.waitFor();

        if (Files.exists(checkpoint)) {
            pretrain("simclr", "parts.safetensors", "--epochs", "3", "--batch", "5")
                    .refused("parts.safetensors.checkpoint", "did not end", "--resume");
            pretrain("simclr", "parts.safetensors", "--epochs", "3", "--batch", "5", "--seed", "1", "--resume")
                    .refused("is of a run with seed 0, but this one has 1");
            pretrain("simclr", "parts.safetensors", "--epochs", "3", "--batch", "5", "--resume")
                    .succeeded();
        }
        assertArrayEquals(
                Files.readAllBytes(folder.resolve("whole.safetensors")),
                Files.readAllBytes(folder.resolve("parts.safetensors")));
    }

    @Test
    void refusesWhatItCannotDo() throws IOException {
        String there = Files.writeString(folder.resolve("there"), "").toString();

        pretrain("rotation", "there").refused(there, "exists already");
        pretrain("rotation", "there", "--resume").refused(there, "exists already");
        pretrain("rotatoin", "w").refused("unknown method", "did you mean \"rotation\"?");
        pretrain("rotation", "no/w").refused("there is no folder");
        pretrain("rotation", "w", "--epochs", "0").refused("epochs is 0, expected at least 1");
        pretrain("rotation", "w", "--batch", "0").refused("batch is 0, expected at least 1 image");
        pretrain("rotation", "w", "--lr", "0").refused("lr is 0.0, expected a positive number");
        pretrain("rotation", "w", "--view-size", "24").refused("view-size = 24", "simclr");
        pretrain("simclr", "w", "--view-size", "33").refused("view-size is 33, expected 1 to 32");
        pretrain("rotation", "w", "--epochs", "1", "--batch", "5", "--lr", "1e30")
                .refused("has a loss of", "choose a smaller lr than 1.0E30");
        pretrain("rotation", "w", "--option", "pool-size=1").refused("expected at least 2");
        Files.delete(folder.resolve("data_batch_2.bin"));
        pretrain("rotation", "w").refused("data_batch_2.bin");
        String out = folder.resolve("w").toString();
        Cli.run("pretrain", "--method", "simclr", "--model", "resnet20", "--dataset", "wall-robot", "--out", out)
                .refused("needs images");
        Cli.run("pretrain", "--method", "simclr", "--model", "resnet21", "--dataset", "cifar-10", "--out", out)
                .refused("did you mean \"resnet20\"?");
        Cli.run("pretrain", "--method", "simclr", "--model", "resnet20", "--dataset", "cifar", "--out", out)
                .refused("cifar-10");
        assertFalse(Files.exists(Path.of(out)));
        assertFalse(Files.exists(Path.of(out + ".checkpoint")));
    }
}
