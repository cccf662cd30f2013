package org.relabel4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.relabel4j.benchmarks.cleaning.CleaningExperiments;
import org.relabel4j.core.registry.ConsensusMethods;
import org.relabel4j.core.registry.Strategies;
import org.relabel4j.models.registry.Models;

/** docs/PEERS.md names what there is, and all of it. */
class PeersTest {
    private static final Pattern NAMES =
            Pattern.compile("\\b(strategy|consensus|selector|command|model|experiment) ((?:`[\\w-]+`(?:, )?)+)");
    private static final Pattern QUOTED = Pattern.compile("`([\\w-]+)`");

    private static final Map<String, Collection<String>> KNOWN = Map.of(
            "strategy",
            Strategies.names(),
            "consensus",
            ConsensusMethods.names(),
            "selector",
            CleaningExperiments.selectors(),
            "command",
            new RootCommand(new Console(System.out, System.err, 0))
                    .parser(List.of())
                    .getSubcommands()
                    .keySet(),
            "model",
            Models.names(),
            "experiment",
            CleaningExperiments.names());

    private static String page() throws IOException {
        return Files.readString(Path.of("..", "docs", "PEERS.md"));
    }

    private static List<String> quoted(String text) {
        return QUOTED.matcher(text).results().map(match -> match.group(1)).toList();
    }

    @Test
    void namesOnlyWhatThereIs() throws IOException {
        List<MatchResult> found = NAMES.matcher(page()).results().toList();

        List<String> unknown = new ArrayList<>();
        for (MatchResult names : found) {
            quoted(names.group(2)).stream()
                    .filter(name -> !KNOWN.get(names.group(1)).contains(name))
                    .filter(name -> !names.group(1).equals("selector")
                            || !Strategies.names().contains(name))
                    .forEach(name -> unknown.add(names.group(1) + " " + name));
        }

        assertTrue(found.size() > 50, () -> found.size() + " names");
        assertEquals(List.of(), unknown);
    }

    @Test
    void namesAllThatThereIs() throws IOException {
        List<String> named = quoted(page());

        for (String kind : List.of("strategy", "consensus", "selector")) {
            TreeSet<String> missing = new TreeSet<>(KNOWN.get(kind));
            named.forEach(missing::remove);
            assertEquals(List.of(), List.copyOf(missing), kind);
        }
    }
}
