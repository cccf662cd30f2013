package org.relabel4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files as people have them, each with the commands that they try and what these must do: {@code cases.yaml}.
 *
 * <p>Small copies of the files are bundled, and their commands run in this process. Where {@code RELABEL4J_CASES} names a
 * folder with a folder a case, its files are run as well, each command in a process of its own, and a case there that
 * {@code cases.yaml} does not know fails.
 */
class CasesTest {
    private static final Path BUNDLED = Path.of("src/test/resources/cases");
    private static final String HANDED = System.getenv("RELABEL4J_CASES");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path scratch;

    /** Commands of one case, in order; they share a folder. */
    record Case(String name, List<Call> calls) {}

    /**
     * A command and what it must do.
     *
     * @param run the command, as typed after {@code relabel4j}
     * @param exit its exit code
     * @param says what standard error must hold
     * @param rows how many rows {@code --out} must have below its header; null if any number will do
     * @param lines lines that {@code --out} must hold
     * @param matches patterns, each of which a line of {@code --out} must match
     * @param sameAs a file of an earlier command that {@code --out} must equal but for the names of classes; null if none
     */
    record Call(
            String run,
            int exit,
            List<String> says,
            Integer rows,
            List<String> lines,
            List<String> matches,
            String sameAs) {
        Call {
            says = says == null ? List.of() : says;
            lines = lines == null ? List.of() : lines;
            matches = matches == null ? List.of() : matches;
        }
    }

    /** Runs words in a folder. */
    private interface Runner {
        Cli.Result run(Path folder, List<String> words) throws IOException, InterruptedException;
    }

    @TestFactory
    Stream<DynamicTest> bundledFiles() throws IOException {
        return tests(BUNDLED, CasesTest::inThisProcess);
    }

    @TestFactory
    Stream<DynamicTest> handedFiles() throws IOException {
        return HANDED == null ? Stream.empty() : tests(Path.of(HANDED), CasesTest::inItsOwnProcess);
    }

    private Stream<DynamicTest> tests(Path folder, Runner runner) throws IOException {
        Map<String, List<Call>> cases = new ObjectMapper(new YAMLFactory())
                .readValue(Path.of("src/test/resources/cases.yaml").toFile(), new TypeReference<>() {});
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory).sorted().toList().stream().map(entry -> {
                String name = entry.getFileName().toString();
                return DynamicTest.dynamicTest(name, () -> {
                    assertTrue(cases.containsKey(name), "cases.yaml says nothing of " + name);
                    Path copy = copy(entry);
                    for (Call call : cases.get(name)) {
                        check(call, copy, runner);
                    }
                });
            });
        }
    }

    private static void check(Call call, Path folder, Runner runner) throws IOException, InterruptedException {
        List<String> words = Arrays.asList(call.run().split(" +"));
        Path out = folder.resolve(words.get(words.indexOf("--out") + 1));

        Cli.Result result = runner.run(folder, words);

        String told = "relabel4j " + call.run() + "\n" + result.err();
        assertEquals(call.exit(), result.exitCode(), told);
        call.says()
                .forEach(part -> assertTrue(result.err().contains(part), () -> "\"" + part + "\" expected in " + told));
        assertFalse(result.err().contains("Exception"), told);
        if (call.exit() != 0) {
            assertEquals(1, result.err().lines().count(), told);
            assertFalse(Files.exists(out), () -> out + " was written; " + told);
            return;
        }
        List<String> lines = Files.readAllLines(Files.isDirectory(out) ? out.resolve("rounds.csv") : out);
        if (call.rows() != null) {
            assertEquals(call.rows(), lines.size() - 1, () -> String.join("\n", lines));
        }
        call.lines()
                .forEach(line ->
                        assertTrue(lines.contains(line), () -> line + " expected in\n" + String.join("\n", lines)));
        call.matches()
                .forEach(pattern -> assertTrue(
                        lines.stream().anyMatch(line -> line.matches(pattern)),
                        () -> pattern + " expected in\n" + String.join("\n", lines)));
        if (call.sameAs() != null) {
            assertEquals(withoutClasses(Files.readAllLines(folder.resolve(call.sameAs()))), withoutClasses(lines));
        }
    }

    private static List<String> withoutClasses(List<String> lines) {
        return lines.get(0).startsWith("task,consensus_label,")
                ? lines.stream().map(line -> line.replaceFirst(",[^,]*", "")).toList()
                : lines;
    }

    /** The case's inputs, in a folder of its own: what stands in {@code result.txt} is what some version did. */
    private Path copy(Path folder) throws IOException {
        Path copy = Files.createTempDirectory(scratch, folder.getFileName().toString());
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Path target = copy.resolve(folder.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else if (!isOutput(file)) {
                    Files.copy(file, target);
                }
            }
        }
        return copy;
    }

    private static boolean isOutput(Path file) {
        return file.getFileName()
                .toString()
                .matches("result\\.txt|out\\.csv|o\\.csv|ann\\.csv|scores\\.csv|s[0-9]\\.csv|w\\.json");
    }

    /** A word that names a file of the folder, or one to write there, is that file. */
    private static Cli.Result inThisProcess(Path folder, List<String> words) {
        return Cli.run(words.stream()
                .map(word -> word.replaceFirst("^(csv\\.file=)?([\\w-]+\\.[a-z.]+|[a-z]|run)$", "$1" + folder + "/$2"))
                .toArray(String[]::new));
    }

    private static Cli.Result inItsOwnProcess(Path folder, List<String> words)
            throws IOException, InterruptedException {
        return Cli.finish(Cli.process(List.of("-XX:TieredStopAtLevel=1"), words.toArray(String[]::new))
                .directory(folder.toFile()));
    }
}
