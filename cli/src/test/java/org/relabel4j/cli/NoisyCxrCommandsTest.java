package org.relabel4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code benchmark noisy-cxr} and {@code clean noisy-cxr-cleaning} on chest X-rays that are made here. */
class NoisyCxrCommandsTest {
    private static final int PATIENTS = 240;
    private static final int SIDE = 32;

    @TempDir
    static Path data;

    @TempDir
    Path folder;

    /** One in three has an opacity, a bright patch at a random place of the lower half; NIH's program errs about one in six. */
    @BeforeAll
    static void writeXrays() throws IOException {
        Random random = new Random(1);
        StringBuilder labels = new StringBuilder("patientId,x,y,width,height,Target\n");
        List<String> mapping = new ArrayList<>();
        for (int p = 0; p < PATIENTS; p++) {
            boolean opacity = p % 3 == 0;
            labels.append("p" + p + (opacity ? ",5,20,8,8,1\n" : ",,,,,0\n"));
            boolean found = opacity != (p % 6 == p / 6 % 6);
            String finding = found ? "Pneumonia" : p % 10 == 0 ? "Infiltration" : "No Finding";
            String image = String.format("%08d_000.png", p);
            mapping.add("{\"img_id\": \"" + image + "\", \"subset_img_id\": \"p" + p + "\", \"orig_labels\": [\""
                    + finding + "\"], \"StudyInstanceUID\": \"1." + p + "\"}");
            ImageIO.write(xray(opacity, random), "png", data.resolve(image).toFile());
        }
        Files.writeString(data.resolve("stage_2_train_labels.csv"), labels);
        Files.writeString(data.resolve("pneumonia-challenge-dataset-mappings_2018.json"), mapping.toString());
        Files.writeString(
                data.resolve("RSNA_pneumonia_all_probs.csv"),
                "StudyInstanceUID,labelName\n1.0,Lung Opacity (Low Prob)\n1.1,Lung Opacity (Low Prob)\n");
    }

    private static BufferedImage xray(boolean opacity, Random random) {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
        int left = 2 + random.nextInt(SIDE - 12);
        int top = SIDE / 2 + random.nextInt(SIDE / 2 - 10);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                boolean patch = opacity && x >= left && x < left + 10 && y >= top && y < top + 10;
                image.getRaster().setSample(x, y, 0, 60 + random.nextInt(40) + (patch ? 90 : 0));
            }
        }
        return image;
    }

    private Cli.Result run(String command, String experiment, String... more) {
        List<String> call = new ArrayList<>(List.of(
                command,
                experiment,
                "preset=quick",
                "data-dir=" + data,
                "noisy-cxr.pool-size=120",
                "noisy-cxr.test-size=120",
                "noisy-cxr.cache=false",
                "folds=3",
                "extra-trees.trees=20",
                "--jobs",
                "1",
                "--out",
                folder.resolve("run").toString()));
        call.addAll(List.of(more));
        return Cli.run(call.toArray(String[]::new));
    }

    @Test
    void benchmarkBuysExpertsLabels() throws IOException {
        run("benchmark", "noisy-cxr", "rounds=3", "batch=40", "initial.labelled=60")
                .succeeded();

        List<String> rounds = Files.readAllLines(folder.resolve("run/rounds.csv"));
        assertEquals(1 + 4 * 3, rounds.size());
        List<String> columns = List.of(rounds.get(0).split(","));
        for (int n = 1; n < rounds.size(); n += 3) {
            String[] start = rounds.get(n).split(",");
            String[] end = rounds.get(n + 2).split(",");
            int consensus = columns.indexOf("consensus_accuracy");
            assertEquals("60", start[columns.indexOf("labelled_examples")]);
            // Five in six are right at the start, two standard deviations less or more; experts are, but for ambiguous
            // X-rays.
            assertEquals(5 / 6.0, Double.parseDouble(start[consensus]), 0.1);
            assertTrue(Double.parseDouble(end[consensus]) > Double.parseDouble(start[consensus]), rounds.get(n + 2));
            // The larger class is two in three.
            double accuracy = Double.parseDouble(end[columns.indexOf("model_accuracy")]);
            assertTrue(accuracy > 0.7, rounds.get(n + 2));
        }
    }

    @Test
    void cleaningRelabelsNihsLabels() throws IOException {
        Cli.Result result = run("clean", "noisy-cxr-cleaning").succeeded();

        assertTrue(result.out().startsWith("Noise given: "), result.out());
        List<String> curves = Files.readAllLines(folder.resolve("run/curves.csv"));
        int accuracy = List.of(curves.get(0).split(",")).indexOf("label_accuracy");
        for (String selector : List.of("oracle", "vanilla", "activelab", "confidence", "random")) {
            List<String[]> ofSelector = curves.stream()
                    .map(row -> row.split(","))
                    .filter(row -> row[2].equals(selector))
                    .toList();
            double start = Double.parseDouble(ofSelector.get(0)[accuracy]);
            double end = Double.parseDouble(ofSelector.get(ofSelector.size() - 1)[accuracy]);
            assertEquals(5 / 6.0, start, 0.08);
            assertTrue(end > start, selector);
            // Two labels correct a wrong one, and there are 2.5 for each.
            assertTrue(!selector.equals("oracle") || end > 0.98, () -> "oracle ends at " + end);
        }
    }

    @Test
    void saysWhatIsMissing() {
        Cli.run(
                        "benchmark",
                        "noisy-cxr",
                        "preset=quick",
                        "data-dir=" + folder,
                        "--out",
                        folder.resolve("run").toString())
                .refused("there is no stage_2_train_labels.csv in this folder or in folders of it");
    }
}
