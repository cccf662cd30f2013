package org.relabel4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that ask for help, and calls that do not parse. */
class UsageTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "benchmark",
                "clean",
                "score",
                "consensus",
                "report",
                "strategies",
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
}
