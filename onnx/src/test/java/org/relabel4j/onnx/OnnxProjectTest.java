package org.relabel4j.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.relabel4j.onnx.OnnxModelBuilder.ANY;
import static org.relabel4j.onnx.OnnxModelBuilder.FLOAT;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.cli.Main;
import org.relabel4j.onnx.OnnxModelBuilder.Message;

/** Projects on images, by the commands, whose network gives the means of an image's colours. */
class OnnxProjectTest {
    private static final int SIZE = 24;

    @TempDir
    private Path folder;

    private Path network;
    private Path project;

    /** Images in which noise is redder or bluer, and labels of a half. */
    @BeforeEach
    void make() throws IOException {
        Random random = new Random(1);
        Path images = Files.createDirectory(folder.resolve("images"));
        StringBuilder labels = new StringBuilder("task,annotator,label\n");
        for (int i = 0; i < SIZE; i++) {
            BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
            for (int n = 0; n < 64; n++) {
                int colour = random.nextInt(1 << 24) & 0x7F7F7F;
                image.setRGB(n % 8, n / 8, colour + (i % 2 == 0 ? 0x200000 : 0x20));
            }
            String name = String.format("i%02d.png", i);
            ImageIO.write(image, "png", images.resolve(name).toFile());
            labels.append(i < SIZE / 2 ? name + ",ann," + (i % 2 == 0 ? "red" : "blue") + "\n" : "");
        }
        Files.writeString(folder.resolve("labels.csv"), labels);
        network = OnnxModelBuilder.means(ANY, 8, 8).write(folder.resolve("net.onnx"));
        preprocessing("{\"scale\": 1}");
        project = folder.resolve("project");
    }

    private void preprocessing(String json) throws IOException {
        Files.writeString(folder.resolve("net.json"), json);
    }

    /** What a command says, on either stream. */
    private String run(int exitCode, String... args) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
        int found = Main.run(args, stream, stream);
        String text = said.toString(StandardCharsets.UTF_8);
        assertEquals(exitCode, found, text);
        return text;
    }

    private String[] init(String... more) {
        List<String> all = new ArrayList<>(List.of(
                "init",
                project.toString(),
                "--images",
                folder.resolve("images").toString(),
                "--classes",
                "red,blue",
                "onnx.weights=" + network,
                "onnx.cache=" + folder.resolve("cache"),
                "batch=4"));
        all.addAll(Arrays.asList(more));
        return all.toArray(String[]::new);
    }

    private String[] predict() {
        return new String[] {
            "predict",
            project.toString(),
            "--images",
            folder.resolve("images").toString(),
            "--out",
            folder.resolve("p.csv").toString()
        };
    }

    @Test
    void aNetworkIsAmongThoseComparedAndAnotherIsNoticed() throws IOException {
        run(0, init());
        run(0, "add", project.toString(), folder.resolve("labels.csv").toString());
        String round = run(0, "next", project.toString()).replaceAll("\\s+", " ");
        assertTrue(round.contains("beside") && round.contains("hog") && round.contains("onnx"), round);
        run(0, predict());

        preprocessing("{\"scale\": 2}");
        String refused = run(2, predict());
        assertTrue(
                refused.contains("the file of preprocessing beside the network in " + network
                        + " (onnx.weights) is another one than in round 1; put the former one back"),
                refused);
        preprocessing("{\"scale\": 1}");
        run(0, predict());
        OnnxModelBuilder.identity(ANY, 3, 8, 8).write(network);
        assertTrue(
                run(2, predict()).contains("the network in " + network + " (onnx.weights) is another one"),
                "predict with another network");
        assertTrue(run(0, "next", project.toString()).replaceAll("\\s+", " ").contains("Note: the network in"));
        run(0, predict());

        Files.delete(network);
        run(0, "status", project.toString());
        run(0, "add", project.toString(), folder.resolve("labels.csv").toString());
        assertTrue(run(2, predict()).contains(network + ": no such file"));
    }

    @Test
    void whatCannotWorkIsRefusedAtOnce() throws IOException {
        OnnxModelBuilder.identity(ANY, 5).write(network);
        Files.delete(folder.resolve("net.json"));
        refused("takes vectors of 5 numbers, but the examples have shape [64, 64, 3]");
        new OnnxModelBuilder()
                .input("image", FLOAT, ANY, 3, 8, 8)
                .output("features", FLOAT, ANY, 3, 8, 8)
                .weights("w", new float[] {Float.NaN}, 1)
                .node("Add", "", new Message(), "features", "image", "w")
                .write(network);
        refused("gives NaN for example 0, expected finite numbers", "onnx.preset=tf");
        Files.delete(network);
        refused("option \"weights\" of model onnx: " + network + ": no such file; put it there, or name another");
    }

    /** Who has no images is not asked how to prepare them. */
    @Test
    void aTableIsNoImages() throws IOException {
        Files.delete(folder.resolve("net.json"));
        Path table = Files.writeString(folder.resolve("t.csv"), "x,y\n1,2\n3,4\n");

        for (String[] call : new String[][] {
            {
                "init",
                project.toString(),
                "--table",
                table.toString(),
                "--classes",
                "red,blue",
                "model=onnx",
                "onnx.weights=" + network
            },
            {"evaluate", "--model", "onnx", "--weights", network.toString(), "--dataset", "wall-robot", "--linear"}
        }) {
            String said = run(2, call);
            assertTrue(said.contains("model onnx needs images, but the examples have shape ["), said);
        }
    }

    private void refused(String part, String... more) {
        for (String model : List.of("auto", "onnx")) {
            List<String> all = new ArrayList<>(List.of(more));
            all.add("model=" + model);
            String said = run(2, init(all.toArray(String[]::new)));
            assertTrue(said.contains(part), said);
            assertEquals(1, said.lines().count(), said);
            assertFalse(Files.exists(project));
        }
    }
}
