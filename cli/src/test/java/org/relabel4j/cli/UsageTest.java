package org.relabel4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Calls that ask for help, and calls that do not parse. */
class UsageTest {
    @Test
    void optionsOfSetsAreThoseOfTheCommandsThatReadThem() {
        for (String command : List.of("score", "consensus", "find-issues")) {
            assertTrue(Cli.run(command, "--help").succeeded().out().contains("--multi-label"), command);
        }
        String help = Cli.run("status", "--help").succeeded().out();
        assertFalse(help.contains("--multi-label") || help.contains("--separator"), help);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "benchmark",
                "clean",
                "score",
                "consensus",
                "find-issues",
                "report",
                "track",
                "strategies",
                "consensus-methods",
                "models",
                "datasets",
                "experiments",
                "backends",
                "bench"
            })
    void everyCommandHasHelpWithAnExample(String command) {
        Cli.Result result = Cli.run(command, "--help").succeeded();

        assertTrue(result.out().startsWith("Usage: relabel4j " + command), result.out());
        assertTrue(result.out().contains("Example"), result.out());
        assertTrue(result.out().contains("  relabel4j " + command), result.out());
        assertEquals("", result.err());
    }

    @Test
    void helpListsTheCommands() {
        String out = Cli.run("--help").succeeded().out();

        assertTrue(out.contains("\n  benchmark "), out);
        assertTrue(out.contains("\n  backends "), out);
    }

    @Test
    void callWithoutACommandShowsHelpAsAMistake() {
        Cli.Result result = Cli.run();

        assertEquals(2, result.exitCode());
        assertEquals("", result.out());
        assertTrue(result.err().contains("\n  benchmark "), result.err());
    }

    @Test
    void versionIsTheBuilds() {
        String out = Cli.run("--version").succeeded().out();

        assertTrue(out.matches("relabel4j \\d+\\.\\d+\\.\\d+\\S*( \\(commit \\S+\\))?\\R"), out);
    }

    @Test
    void unknownCommandNamesTheNearest() {
        Cli.run("scroe").refused("unknown command 'scroe'; did you mean score?", "relabel4j --help");
    }

    @Test
    void unknownOptionNamesTheNearest() {
        Cli.run("score", "--lables", "x").refused("unknown option '--lables'; did you mean --labels?");
        Cli.run("score", "--lables=x").refused("unknown option '--lables'; did you mean --labels?");
    }

    @Test
    void nothingNearNothingSuggested() {
        Cli.Result result = Cli.run("transmogrify").refused("unknown command 'transmogrify'; see relabel4j --help");

        assertTrue(!result.err().contains("did you mean"), result.err());
    }

    @Test
    void missingOptionsAreNamed() {
        Cli.run("score", "--strategy", "random").refused("--labels", "--out", "see relabel4j score --help");
        Cli.run("benchmark").refused("EXPERIMENT");
        Cli.run("report").refused("RUN_DIR");
    }

    @Test
    void nameThatNoFileCanHave() {
        Cli.run("status", "a\0b")
                .refused(
                        "'a\\u0000b' is no name of a file in this locale; set LC_ALL=C.UTF-8 if it has letters beyond ASCII; see"
                                + " relabel4j status --help");
    }

    @Test
    void valueMissingAfterAnOption() {
        Cli.run("score", "--strategy").refused("--strategy");
    }

    @Test
    void argumentTooMany() {
        Cli.run("backends", "cuda").refused("unknown argument 'cuda'");
    }

    @Test
    void debugShowsTheTraceOfAMistake() {
        Cli.Result result = Cli.run("scroe", "--debug");

        assertEquals(2, result.exitCode());
        assertTrue(result.err().startsWith("relabel4j: unknown command 'scroe'"), result.err());
        assertTrue(result.err().contains("\n\tat "), result.err());
    }

    @Test
    void wordAfterAnUnknownCommandIsNotTakenForOne() {
        Cli.run("scroe", "--out", "report")
                .refused("unknown command 'scroe'; did you mean score?", "see relabel4j --help");
        Cli.run("transmogrify", "score").refused("unknown command 'transmogrify'; see relabel4j --help");
        Cli.run("--verbose", "scroe", "bench").refused("unknown command 'scroe'; did you mean score?");
    }

    @Test
    void helpOfACommandIsItsHelpOption() {
        assertEquals(
                Cli.run("score", "--help").succeeded(), Cli.run("help", "score").succeeded());
        assertEquals(Cli.run("--help").succeeded(), Cli.run("help").succeeded());
        assertEquals(Cli.run("--help").succeeded(), Cli.run("--verbose", "help").succeeded());
        Cli.run("help", "scroe").refused("unknown command 'scroe'; did you mean score?");
    }

    /** In the groups of the overview, each once. */
    @Test
    void overviewNamesEveryCommandOnceInALineOrTwo() {
        Cli.Result overview = Cli.run();

        assertEquals(2, overview.exitCode());
        assertEquals("", overview.out());
        for (String command : root().getSubcommands().keySet()) {
            assertEquals(
                    1,
                    overview.err()
                            .lines()
                            .filter(line -> line.startsWith("  " + command + "  "))
                            .count(),
                    command);
        }
        assertTrue(overview.err().lines().count() <= 55, overview::err);
    }

    static Stream<Arguments> commandsAndWidths() {
        return root().getSubcommands().keySet().stream()
                .flatMap(command -> Stream.of(40, 60, 80, 200).map(columns -> Arguments.of(command, columns)));
    }

    private static CommandLine root() {
        return new RootCommand(new Console(System.out, System.err, 0)).parser(List.of());
    }

    @ParameterizedTest
    @MethodSource("commandsAndWidths")
    void helpFitsTheTerminalAndKeepsExamplesWhole(String command, int columns) {
        CommandLine parsed = root().getSubcommands().get(command);
        List<String> examples = Arrays.stream(
                        parsed.getCommandSpec().usageMessage().footer())
                .filter(line -> line.startsWith("  "))
                .toList();

        List<String> lines = help(command, columns);

        assertTrue(lines.containsAll(examples), () -> examples + " expected in " + lines);
        for (String line : lines) {
            assertTrue(
                    // A word alone, such as a table's columns, can only be longer.
                    examples.contains(line)
                            || !line.strip().contains(" ")
                            || line.length() <= Math.max(55, Math.min(100, columns)),
                    () -> line.length() + " columns: " + line);
        }
        Set<String> expected = words(help(command, 200));
        Set<String> found = words(lines);
        // A word that is wider than the terminal can only be broken.
        for (String wide : expected.stream().filter(word -> word.length() > 55).toList()) {
            expected.removeIf(wide::contains);
            found.removeIf(wide::contains);
        }
        assertEquals(expected, found);
    }

    /** The words, whatever the lines; one may end at its hyphen. */
    private static Set<String> words(List<String> lines) {
        return new TreeSet<>(List.of(String.join(" ", lines).strip().split("[\\s-]+")));
    }

    private static List<String> help(String command, int columns) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        assertEquals(0, Main.run(new String[] {command, "--help"}, new Console(out, out, columns)));
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void anOptionOfAMethodHasAKeyThatStandsOnce() {
        String[] call = {"consensus", "--method", "mace", "--labels", "l.csv", "--out", "o.csv", "--option"};
        refused(call, "restarts=3 --option=restarts=4", "--option restarts is given twice; give it once");
        refused(
                call,
                "restarts",
                "--option has 'restarts' behind it, expected KEY=VALUE; see relabel4j consensus --help");
        refused(call, "", "--option has nothing behind it, expected KEY=VALUE");
    }

    private static void refused(String[] call, String words, String message) {
        Stream<String> more = Stream.of(words.split(" ")).filter(word -> !word.isEmpty());
        Cli.run(Stream.concat(Stream.of(call), more).toArray(String[]::new)).refused(message);
    }
}
