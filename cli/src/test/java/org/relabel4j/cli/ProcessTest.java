package org.relabel4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What only a process of its own shows: the classes it loads, its streams, its exit code. */
class ProcessTest {
    /** ND4J, Deeplearning4j and JavaCPP, which would load a native library of 90 MB or get ready to. */
    private static final Pattern NATIVE = Pattern.compile("org\\.(nd4j|deeplearning4j|bytedeco)\\.\\S+");

    @TempDir
    Path folder;

    static Stream<List<String>> commandsWithoutNetworks() {
        return Stream.of(
                List.of("--help"),
                List.of("benchmark", "--help"),
                List.of("strategies"),
                List.of("models"),
                List.of("datasets", "--json"),
                List.of("experiments"),
                List.of("score", "--strategy", "activelab", "--labels", "L", "--pred-probs", "P", "--out", "O"),
                List.of("consensus", "--method", "crowdlab", "--labels", "L", "--pred-probs", "P", "--out", "O"));
    }

    @ParameterizedTest
    @MethodSource("commandsWithoutNetworks")
    void loadsNothingNative(List<String> call) throws Exception {
        Files.writeString(folder.resolve("L"), "task,annotator,label\na,ann,0\na,bob,1\nb,ann,1\n");
        Files.writeString(folder.resolve("P"), "task,0,1\na,0.8,0.2\nb,0.3,0.7\n");
        Path classes = folder.resolve("classes.txt");

        ProcessBuilder process = Cli.process(List.of("-Xlog:class+load:file=" + classes), call.toArray(String[]::new));
        Cli.Result result = Cli.finish(process.directory(folder.toFile())).succeeded();

        String loaded = Files.readString(classes);
        assertTrue(loaded.contains("org.relabel4j.cli.Main"), result.err());
        List<String> found = new ArrayList<>();
        NATIVE.matcher(loaded).results().limit(3).forEach(match -> found.add(match.group()));
        assertEquals(List.of(), found);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void readerThatHasEnoughIsNoError() throws Exception {
        // The reader ends at once; the listing comes a good while later.
        String java = String.join(
                " ", quoted(Cli.process(List.of(), "models", "--json").command()));

        Cli.Result result =
                Cli.finish(new ProcessBuilder("sh", "-c", "{ " + java + "; echo \"exit $?\" >&2; } | true"));

        assertEquals("exit 0\n", result.err());
    }

    @Test
    void fullDiskBehindStandardOutputIsAnError() throws Exception {
        File full = new File("/dev/full");
        assumeTrue(full.canWrite(), "needs the device that is always full");
        Process process = Cli.process(List.of(), "models").redirectOutput(full).start();

        String err = new String(process.getErrorStream().readAllBytes());

        assertEquals(2, process.waitFor());
        assertEquals("relabel4j: cannot write to standard output: No space left on device\n", err);
    }

    @Test
    void exitCodesReachTheCaller() throws Exception {
        assertEquals(0, Cli.finish(Cli.process(List.of(), "--version")).exitCode());
        assertEquals(2, Cli.finish(Cli.process(List.of(), "frobnicate")).exitCode());
    }

    private static List<String> quoted(List<String> words) {
        return words.stream().map(word -> "'" + word + "'").toList();
    }
}
