package org.relabel4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs commands as a user does, in this process or in one of their own. */
final class Cli {
    private Cli() {}

    /** What a command left behind. */
    record Result(int exitCode, String out, String err) {
        /** Fails unless the command succeeded, silently on standard error but for progress. */
        Result succeeded() {
            assertEquals(0, exitCode, () -> "exit code; standard error: " + err);
            return this;
        }

        /** Fails unless the call was refused as bad input is: exit 2, one line that holds all the parts, nothing printed. */
        Result refused(String... parts) {
            assertEquals(2, exitCode, () -> "exit code; standard error: " + err);
            assertEquals("", out);
            assertEquals(1, err.lines().count(), () -> "one line expected, found: " + err);
            assertTrue(err.startsWith("relabel4j: "), () -> err);
            assertFalse(err.contains("Exception"), () -> "an exception's name in: " + err);
            for (String part : parts) {
                assertTrue(err.contains(part), () -> "\"" + part + "\" expected in: " + err);
            }
            return this;
        }
    }

    /** Runs a command in this process. */
    static Result run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = Main.run(
                args,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Result(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** A command as a process of its own, with the test's class path; more options for Java come first. */
    static ProcessBuilder process(List<String> javaOptions, String... args) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(javaOptions);
        command.addAll(List.of("-cp", classPath(), "org.relabel4j.cli.Main"));
        command.addAll(Arrays.asList(args));
        return new ProcessBuilder(command);
    }

    /** Runs a process to its end. Standard output goes through a file, so that neither stream can block the other. */
    static Result finish(ProcessBuilder builder) throws IOException, InterruptedException {
        File out = File.createTempFile("relabel4j-test", ".out");
        try {
            Process process = builder.redirectOutput(out).start();
            String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            int exitCode = process.waitFor();
            return new Result(exitCode, java.nio.file.Files.readString(out.toPath()), err);
        } finally {
            out.delete();
        }
    }

    private static String classPath() {
        return System.getProperty("java.class.path");
    }
}
