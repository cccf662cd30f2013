package org.relabel4j.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.relabel4j.onnx.OnnxModelBuilder.ANY;
import static org.relabel4j.onnx.OnnxModelBuilder.FLOAT;
import static org.relabel4j.onnx.OnnxModelBuilder.FLOAT16;
import static org.relabel4j.onnx.OnnxModelBuilder.INT64;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.models.onnx.OnnxFeatures;
import org.relabel4j.onnx.OnnxModelBuilder.Message;

/** Files as they come, or as somebody might make them: one line each. */
class HostileOnnxTest {
    @TempDir
    Path folder;

    private void refused(byte[] model, Map<String, String> own, String... parts) throws IOException {
        Path file = Files.write(folder.resolve("model.onnx"), model);
        refused(() -> OnnxFeatures.open(file, Optional.of("imagenet"), own), parts);
    }

    private static void refused(org.junit.jupiter.api.function.Executable work, String... parts) {
        String message = assertThrows(IllegalArgumentException.class, work).getMessage();
        assertEquals(1, message.lines().count(), message);
        assertTrue(message.length() < 700, message);
        for (String part : parts) {
            assertTrue(message.contains(part), () -> "\"" + part + "\" expected in: " + message);
        }
    }

    private void refused(OnnxModelBuilder model, String... parts) throws IOException {
        refused(model.toBytes(), Map.of(), parts);
    }

    @Test
    void filesThatAreNone() throws IOException {
        byte[] whole = OnnxModelBuilder.means(ANY, ANY, ANY).toBytes();

        refused(new byte[0], Map.of(), "model.onnx: has 0 bytes");
        refused("This is no model.".getBytes(), Map.of(), "model.onnx: is no ONNX file");
        refused(new byte[1000], Map.of(), "model.onnx: is no ONNX file");
        for (int length = 1; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            refused(cut, Map.of(), "model.onnx: ");
        }
        refused(() -> OnnxFeatures.open(folder.resolve("absent.onnx"), Optional.empty(), Map.of()), "no such file");
        refused(
                () -> OnnxFeatures.open(folder, Optional.empty(), Map.of()),
                folder + ": is a folder, expected an ONNX file; give the path of the file itself");
    }

    /** Whatever byte is changed: a message of one line, or features; never an end of the process. */
    @Test
    void damagedFiles() throws IOException {
        byte[] whole = OnnxModelBuilder.means(ANY, 4, 4).toBytes();
        ImageSet image = new ImageSet(4, 4, 3, new byte[][] {new byte[48]});
        int refused = 0;
        for (int n = 0; n < whole.length; n++) {
            for (int change : new int[] {1, 0x80, 0xFF}) {
                byte[] damaged = whole.clone();
                damaged[n] ^= (byte) change;
                Path file = Files.write(folder.resolve("model.onnx"), damaged);
                try {
                    OnnxFeatures.open(file, Optional.of("imagenet"), Map.of()).extract(image);
                } catch (IllegalArgumentException e) {
                    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
                    refused++;
                }
            }
        }
        assertTrue(refused > whole.length, "only " + refused + " refused");
    }

    @Test
    void operatorsOfOthers() throws IOException {
        refused(
                new OnnxModelBuilder()
                        .imports("my.company", 1)
                        .input("in", FLOAT, ANY, 3)
                        .output("out", FLOAT, ANY, 3)
                        .node("Magic", "my.company", new Message(), "out", "in"),
                "it does not know the operator",
                "Magic",
                "operators of ONNX alone");
    }

    @Test
    void weightsElsewhere() throws IOException {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.write(outside.resolve("w.bin"), new byte[4]);
        Path inside = Files.createDirectory(folder.resolve("inside"));
        Files.createSymbolicLink(inside.resolve("link.bin"), outside.resolve("w.bin"));
        for (String location :
                new String[] {"../outside/w.bin", outside.resolve("w.bin").toString(), "link.bin"}) {
            Path file = external(location).write(inside.resolve("model.onnx"));
            refused(
                    () -> OnnxFeatures.open(file, Optional.empty(), Map.of()),
                    "model.onnx: keeps weights in \"" + location + "\", which is not in its folder");
        }
        Path file = external("absent.bin").write(inside.resolve("model.onnx"));
        refused(() -> OnnxFeatures.open(file, Optional.empty(), Map.of()), "\"absent.bin\", which is missing");
        Path odd = external("a\0b").write(inside.resolve("model.onnx"));
        refused(() -> OnnxFeatures.open(odd, Optional.empty(), Map.of()), "whose name is none");
    }

    private static OnnxModelBuilder external(String location) {
        return new OnnxModelBuilder()
                .input("x", FLOAT, ANY, 1)
                .output("y", FLOAT, ANY, 1)
                .external("w", location, 1, 1)
                .node("MatMul", "", new Message(), "y", "x", "w");
    }

    @Test
    void giganticShapes() throws IOException {
        refused(OnnxModelBuilder.means(ANY, 1L << 40, 1L << 40), "expected lengths from 1 to 1024");
        refused(OnnxModelBuilder.means(1L << 40, 4, 4), "expected lengths from 1 to 1024");
        refused(OnnxModelBuilder.identity(ANY, 1L << 50), "expected lengths from 1 to 1048576");
        refused(
                new OnnxModelBuilder()
                        .input("x", FLOAT, ANY, 3, 4, 4)
                        .output("y", FLOAT, ANY, 1L << 40)
                        .weights("w", new float[4], 1L << 20, 1L << 20)
                        .node("MatMul", "", new Message(), "y", "x", "w"),
                "cannot be loaded");
    }

    /** Before anybody is asked how to prepare images, which would not help. */
    @Test
    void shapesThatNoPresetHelps() throws IOException {
        for (OnnxModelBuilder model : List.of(
                OnnxModelBuilder.identity(ANY, 4, 8, 8),
                OnnxModelBuilder.means(ANY, ANY, 1L << 40),
                OnnxModelBuilder.means(1024, 1024, 1024))) {
            Path file = model.write(folder.resolve("model.onnx"));
            String message = assertThrows(
                            IllegalArgumentException.class, () -> OnnxFeatures.open(file, Optional.empty(), Map.of()))
                    .getMessage();
            assertFalse(message.contains("preset"), message);
        }
        refused(OnnxModelBuilder.means(1024, 1024, 1024), "expected at most 268435456 numbers a run");
        refused(OnnxModelBuilder.identity(1024, 1L << 20).toBytes(), Map.of(), "numbers a run");
    }

    @Test
    void otherInputs() throws IOException {
        refused(
                new OnnxModelBuilder()
                        .input("a", FLOAT, ANY, 3)
                        .input("b", FLOAT, ANY, 3)
                        .output("out", FLOAT, ANY, 3)
                        .node("Add", "", new Message(), "out", "a", "b"),
                "takes 2 inputs (a float[n, 3], b float[n, 3])");
        refused(
                new OnnxModelBuilder()
                        .input("in", FLOAT16, ANY, 3, 4, 4)
                        .output("out", FLOAT, ANY, 3, 4, 4)
                        .node("Cast", "", OnnxModelBuilder.to(FLOAT), "out", "in"),
                "takes in float16[n, 3, 4, 4], expected an input of float");
        refused(OnnxModelBuilder.identity(ANY, 3, 4), "expected images");
        refused(OnnxModelBuilder.identity(ANY, 5, 4, 4), "images of 5 channels");
        refused(OnnxModelBuilder.identity(ANY, ANY), "leaves the length of its vectors open");
        refused(OnnxModelBuilder.identity(ANY, 3), "takes vectors, which", "has no effect");
    }

    @Test
    void otherOutputs() throws IOException {
        for (int type : new int[] {INT64, FLOAT16}) {
            OnnxModelBuilder model = new OnnxModelBuilder()
                    .input("in", FLOAT, ANY, 3, 4, 4)
                    .output("out", type, ANY, 3, 4, 4)
                    .node("Cast", "", OnnxModelBuilder.to(type), "out", "in");
            refused(model, "expected float features");
            refused(model.toBytes(), Map.of("output", "out"), "gives out ", "expected float");
        }
        refused(
                OnnxModelBuilder.means(ANY, 4, 4).toBytes(),
                Map.of("output", "other"),
                "has no output \"other\", only features float[n, 3]");
        // Whatever it says, it gives one row for any number of images.
        refused(
                new OnnxModelBuilder()
                        .input("image", FLOAT, ANY, 3, 4, 4)
                        .output("out", FLOAT, ANY, ANY)
                        .node("Shape", "image", "shape")
                        .node("Cast", "", OnnxModelBuilder.to(FLOAT), "floats", "shape")
                        .tensor("axes", new Message().bytes(9, new byte[8]), INT64, 1)
                        .node("Unsqueeze", "", new Message(), "out", "floats", "axes"),
                "gives [1, 4] for 2 examples");
    }

    @Test
    void preprocessingThatIsWrong() throws IOException {
        Path file = OnnxModelBuilder.means(ANY, 4, 4).write(folder.resolve("model.onnx"));
        refused(
                () -> OnnxFeatures.open(file, Optional.empty(), Map.of("size", "4")),
                "nobody says how to prepare them",
                "onnx.preset=NAME",
                "clip");
        refused(() -> OnnxFeatures.open(file, Optional.of("imagnet"), Map.of()), "did you mean \"imagenet\"?");
        refused(
                () -> OnnxFeatures.open(file, Optional.of("tf"), Map.of("size", "5")),
                "takes images of 4 pixels",
                "size is 5");
        Map<String, String> wrong = Map.of(
                "", "model.json:1: does not begin with",
                "[]", "model.json:1: does not begin with",
                "{\"scale\": 1", "model.json:1: is no JSON from column 12 on; expected an object of names and values",
                "{\"scale\": 1} 2", "goes on",
                "{\"scale\": null}", "\"scale\" is no text, number",
                "{\"scale\": \"much\"}", "model.json is \"much\", expected a number",
                "{\"sizes\": 4}", "model.json has no option \"sizes\"; did you mean \"size\"?",
                "{\"mean\": [1, 2]}", "has 2 numbers, expected 1, or 3",
                "{\"sd\": 0}", "model.json has \"0\", expected",
                "{\"preset\": \"none\"}", "model.json: preset is \"none\"; expected one of imagenet, clip");
        for (Map.Entry<String, String> each : wrong.entrySet()) {
            Files.writeString(folder.resolve("model.json"), each.getKey());
            refused(() -> OnnxFeatures.open(file, Optional.empty(), Map.of()), each.getValue());
        }
        Files.writeString(folder.resolve("model.json"), "{\"preset\": \"none\"}");
        String twice = assertThrows(
                        IllegalArgumentException.class, () -> OnnxFeatures.open(file, Optional.empty(), Map.of()))
                .getMessage();
        assertEquals(twice.indexOf("expected one of"), twice.lastIndexOf("expected one of"));
    }

    /** What the network does not go with is told with the file that says it. */
    @Test
    void preprocessingThatDoesNotFit() throws IOException {
        Path json = folder.resolve("model.json");
        Path file = OnnxModelBuilder.means(ANY, 4, 4).write(folder.resolve("model.onnx"));
        Files.writeString(json, "{\"size\": 5}");
        refused(() -> OnnxFeatures.open(file, Optional.empty(), Map.of()), "size is 5 in " + json);
        Files.writeString(json, "{\"output\": \"z\"}");
        refused(() -> OnnxFeatures.open(file, Optional.empty(), Map.of()), "no output \"z\" (named in " + json + ")");
        OnnxModelBuilder.means(ANY, ANY, ANY).write(file);
        Files.writeString(json, "{\"scale\": 1}");
        refused(
                () -> OnnxFeatures.open(file, Optional.empty(), Map.of()),
                "any size",
                "by size in " + json + ", or by the option size (onnx.size=PIXELS in settings)");
        OnnxModelBuilder.identity(ANY, 3).write(file);
        refused(() -> OnnxFeatures.open(file, Optional.empty(), Map.of()), "takes vectors, which scale in " + json);
    }

    @Test
    void otherExamples() throws IOException {
        Path file = OnnxModelBuilder.means(ANY, 4, 4).write(folder.resolve("model.onnx"));
        FeatureMatrix vectors = FeatureMatrix.ofRowMajor(1, 3, new float[3]);
        OnnxFeatures images = OnnxFeatures.open(file, Optional.of("tf"), Map.of());
        refused(() -> images.dimension(vectors), "model onnx needs images");
        Path other = OnnxModelBuilder.identity(ANY, 4).write(folder.resolve("vectors.onnx"));
        OnnxFeatures ofVectors = OnnxFeatures.open(other, Optional.empty(), Map.of());
        refused(() -> ofVectors.extract(vectors), "takes vectors of 4 numbers");
        refused(() -> ofVectors.extract(new ImageSet(2, 2, 1, new byte[1][4])), "takes vectors of 4 numbers");
    }

    @Test
    void aFileThatChanges() throws IOException {
        Path file = OnnxModelBuilder.means(ANY, 4, 4).write(folder.resolve("model.onnx"));
        OnnxFeatures features = OnnxFeatures.open(file, Optional.of("tf"), Map.of());
        OnnxModelBuilder.identity(ANY, 3, 4, 4).write(file);

        refused(() -> features.extract(new ImageSet(4, 4, 3, new byte[1][48])), "has changed since it was first read");
        assertFalse(features.needsNativeLibrary());
    }
}
