package org.relabel4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that say what cannot be: one line that tells where and how to fix it, exit 2, and nothing written. */
class BadInputTest {
    private static final String LABELS = "task,annotator,label\n0,ann,no\n0,bob,yes\n1,ann,yes\n2,bob,no\n";
    private static final String NUMBERED = LABELS.replace(",no", ",0").replace(",yes", ",1");
    private static final String PROBS = "task,no,yes\n0,0.8,0.2\n1,0.3,0.7\n2,0.9,0.1\n3,0.5,0.5\n";

    @TempDir
    Path folder;

    static Stream<Arguments> badLabels() {
        return Stream.of(
                Arguments.of("empty file", "", "labels.csv"),
                Arguments.of("missing column", "task,label\n0,no\n", "labels.csv:1"),
                Arguments.of("misspelt column", "task,anotator,label\n0,ann,no\n", "labels.csv:1"),
                Arguments.of("too few fields", LABELS + "3,ann\n", "labels.csv:6"),
                Arguments.of("unknown class name", LABELS.replace("1,ann,yes", "1,ann,yess"), "labels.csv:4"),
                Arguments.of("numbers beside named columns", NUMBERED, "probs.csv:1"),
                Arguments.of("negative label", NUMBERED.replace(",0", ",-1"), "labels.csv:2"),
                Arguments.of("same annotator twice", LABELS + "1,ann,no\n", "labels.csv:6"),
                Arguments.of("task without probabilities", LABELS + "9,ann,no\n", "labels.csv:6"),
                Arguments.of("unclosed quote", LABELS + "\"3,ann,no\n", "labels.csv"),
                Arguments.of("missing annotator", LABELS + "3,,no\n", "labels.csv:6"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badLabels")
    void labels(String what, String content, String place) throws IOException {
        refused(score(text("labels.csv", content), text("probs.csv", PROBS)), place);
    }

    static Stream<Arguments> badProbs() {
        return Stream.of(
                Arguments.of("empty file", "", "probs.csv", ""),
                Arguments.of("no rows", "task,no,yes\n", "probs.csv", ""),
                Arguments.of("no class", "task\n0\n1\n2\n", "probs.csv:1", "at least 2"),
                Arguments.of("NaN", PROBS.replace("0.3,0.7", "NaN,0.7"), "probs.csv:3", ""),
                Arguments.of("negative", PROBS.replace("0.3,0.7", "-0.0005,1.0005"), "probs.csv:3", ""),
                Arguments.of("not normalised", PROBS.replace("0.3,0.7", "0.3,0.4"), "probs.csv:3", "0.7"),
                Arguments.of("logits", PROBS.replace("0.3,0.7", "-2.5,4.1"), "probs.csv:3", "logits"),
                Arguments.of("no number", PROBS.replace("0.3,0.7", "0.3,x"), "probs.csv:3", "x"),
                Arguments.of("too few fields", PROBS.replace("0.3,0.7", "1"), "probs.csv:3", ""),
                Arguments.of("task twice", PROBS + "1,0.5,0.5\n", "probs.csv:6", "task"),
                Arguments.of("class twice", PROBS.replace("no,yes", "no,no"), "probs.csv:1", "no"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badProbs")
    void csvProbabilities(String what, String content, String place, String about) throws IOException {
        refused(score(text("labels.csv", LABELS), text("probs.csv", content)), place, about);
    }

    static Stream<Arguments> badArrays() {
        byte[] good = npy("<f8", "False", "(4, 2)", 8);
        return Stream.of(
                Arguments.of("empty file", new byte[0], "empty"),
                Arguments.of("no array", "hello, world".getBytes(StandardCharsets.UTF_8), "npy"),
                Arguments.of("cut off", Arrays.copyOf(good, good.length - 8), "cut off"),
                Arguments.of("dtype", npy("<i8", "False", "(4, 2)", 8), "counts"),
                Arguments.of("objects", npy("|O", "False", "(4, 2)", 8), "astype"),
                Arguments.of("predicted classes", npy("<i8", "False", "(8,)", 8), "whole numbers"),
                Arguments.of("three axes", npy("<f8", "False", "(2, 2, 2)", 8), "shape"),
                Arguments.of("no column", npy("<f8", "False", "(8, 0)", 0), "2 classes"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badArrays")
    void npyProbabilities(String what, byte[] content, String about) throws IOException {
        refused(score(text("labels.csv", NUMBERED), file("probs.npy", content)), "probs.npy", about);
    }

    @Test
    void goodArraysAreAcceptedInEitherOrder() throws IOException {
        run(score(text("labels.csv", NUMBERED), file("c.npy", npy("<f8", "False", "(4, 2)", 8))))
                .succeeded();
        run(score(text("labels.csv", NUMBERED), file("f.npy", npy("<f8", "True", "(4, 2)", 8))))
                .succeeded();
    }

    @Test
    void arrayOfOtherWidthThanTheOtherModels() throws IOException {
        List<String> call = score(text("labels.csv", LABELS), text("probs.csv", PROBS));
        call.addAll(
                List.of("--pred-probs", text("wide.csv", "task,no,yes,maybe\n0,1,0,0\n1,1,0,0\n2,1,0,0\n3,1,0,0\n")));

        refused(call, "wide.csv");
    }

    @Test
    void missingFile() throws IOException {
        refused(
                score(folder.resolve("nowhere.csv").toString(), text("probs.csv", PROBS)),
                "nowhere.csv",
                "no such file");
    }

    @Test
    void folderInsteadOfAFile() throws IOException {
        refused(score(folder.toString(), text("probs.csv", PROBS)), folder.toString());
    }

    @Test
    void misspeltNames() throws IOException {
        List<String> call = score(text("labels.csv", LABELS), text("probs.csv", PROBS));

        refused(replaced(call, "entropy", "entrpy"), "\"entrpy\"", "did you mean \"entropy\"?");
        refused(
                List.of("consensus", "--method", "crowdlap", "--labels", path("labels.csv"), "--out", path("c.csv")),
                "did you mean \"crowdlab\"?");
    }

    @Test
    void consensusThatLacksWhatItNeeds() throws IOException {
        text("labels.csv", LABELS);

        refused(
                List.of("consensus", "--method", "crowdlab", "--labels", path("labels.csv"), "--out", path("c.csv")),
                "crowdlab needs the predicted probabilities");
    }

    @Test
    void outputInAMissingFolder() throws IOException {
        List<String> call = score(text("labels.csv", LABELS), text("probs.csv", PROBS));

        refused(
                replaced(call, path("scores.csv"), path("missing/scores.csv")),
                "missing/scores.csv",
                "create the folder");
    }

    @Test
    void outputThatIsAFolder() throws IOException {
        List<String> call = score(text("labels.csv", LABELS), text("probs.csv", PROBS));
        Files.createDirectory(folder.resolve("scores.csv"));

        refused(call, "scores.csv", "is a folder");
    }

    @Test
    void outputOverAnInput() throws IOException {
        List<String> call = score(text("labels.csv", LABELS), text("probs.csv", PROBS));

        refused(replaced(call, path("scores.csv"), path("labels.csv")), "labels.csv");
        assertEquals(LABELS, Files.readString(folder.resolve("labels.csv")));
    }

    @Test
    void diskFullWhileWriting() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.isWritable(full), "needs the device that is always full");
        List<String> call = score(text("labels.csv", LABELS), text("probs.csv", PROBS));

        refused(replaced(call, path("scores.csv"), full.toString()), "/dev/full", "No space left on device");
    }

    @Test
    void debugShowsTheTrace() throws IOException {
        List<String> call = score(text("labels.csv", ""), text("probs.csv", PROBS));
        call.add("--debug");

        Cli.Result result = run(call);

        assertEquals(2, result.exitCode());
        assertTrue(result.err().contains("\n\tat org.relabel4j.datasets"), result.err());
    }

    static Stream<Arguments> badSettings() {
        return Stream.of(
                Arguments.of("strategies=activelab-ensemble", "activelab-ensemble, which needs an ensemble", "mlp"),
                Arguments.of("strategies=disagreement,random", "disagreement, which needs an ensemble", "models=a+b"),
                Arguments.of("models=mlp+knn", "activelab, which needs a single model", "mlp+knn is an ensemble"),
                Arguments.of("darl.ratio=1.5", "darl.ratio is set, but darl is not in use", "activelab"),
                Arguments.of("noise.trace=1.2", "noise.trace is \"1.2\", expected a number from 1e-9 to 1", ""),
                Arguments.of("noise.trace=0.2", "noise.trace is 0.2 for 4 classes", "more than 1"),
                Arguments.of("noise.rate=0.2", "noise.rate is set, but not noise.kind", ""),
                Arguments.of("noise.kind=symetric", "did you mean \"symmetric\"?", "noise.kind"),
                Arguments.of("budget=0.9", "budget is 0.9 label, which buys no label", ""),
                Arguments.of("costs.repeat=0.5", "costs.repeat is set, but not its unit", "costs.unit"),
                Arguments.of("variants=a", "variants is set, but the experiment has none", ""),
                Arguments.of("stop.noise-bellow=0.1", "did you mean \"stop.noise-below\"?", ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badSettings")
    void settingsOfAnExperiment(String setting, String about, String more) throws IOException {
        refused(List.of("benchmark", "wall-robot", setting, "--out", path("run")), about, more);
    }

    @Test
    void shareOfRepeatsOutsideItsRange() throws IOException {
        refused(
                List.of("benchmark", "wall-robot", "strategies=darl", "darl.ratio=1.5", "--out", path("run")),
                "command line: option \"ratio\" of strategy darl is \"1.5\", expected a number from 0 to 1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --repeats=lst      | --repeats is "lst"; did you mean "last"?
            --join=cases       | --join is "cases"; did you mean "case"?
            --columns=worker=a | columns are "worker=a", expected task=...,annotator=...,label=...
            --classes=a        | the classes are a, expected at least 2, each with a name of its own
            """)
    void optionsOfLabels(String option, String about) throws IOException {
        List<String> call = score(text("labels.csv", LABELS), text("probs.csv", PROBS));
        call.add(option);

        refused(call, about);
    }

    private List<String> score(String labels, String probs) {
        return new ArrayList<>(List.of(
                "score",
                "--strategy",
                "entropy",
                "--labels",
                labels,
                "--pred-probs",
                probs,
                "--out",
                path("scores.csv")));
    }

    private static List<String> replaced(List<String> call, String old, String now) {
        return call.stream().map(word -> word.equals(old) ? now : word).toList();
    }

    private static Cli.Result run(List<String> call) {
        return Cli.run(call.toArray(String[]::new));
    }

    /** Refused, and the folder is as it was. */
    private void refused(List<String> call, String... parts) throws IOException {
        List<Path> before = files();

        run(call).refused(parts);

        assertEquals(before, files());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted().toList();
        }
    }

    private String text(String name, String content) throws IOException {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    private String file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content).toString();
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    /** A .npy file of even chances: version 1.0, header padded to 64 bytes. */
    private static byte[] npy(String dtype, String fortran, String shape, int numValues) {
        String header = "{'descr': '" + dtype + "', 'fortran_order': " + fortran + ", 'shape': " + shape + ", }";
        int padded = (10 + header.length() + 1 + 63) / 64 * 64 - 10;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) padded, (byte) (padded >> 8)});
        out.writeBytes((header + " ".repeat(padded - header.length() - 1) + "\n").getBytes(StandardCharsets.US_ASCII));
        ByteBuffer values = ByteBuffer.allocate(numValues * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        while (values.hasRemaining()) {
            values.putDouble(0.5);
        }
        out.writeBytes(values.array());
        return out.toByteArray();
    }
}
