package org.relabel4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The documents: short lines, links that lead somewhere, and calls of {@code relabel4j} that its parser knows. */
class DocsTest {
    /** The tests of a module run in its folder. */
    private static final Path ROOT = Path.of("..");

    private static final int MAX_LENGTH = 120;
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern LINK_ALONE = Pattern.compile("\\s*!?\\[[^]]*\\]\\(\\S+\\)[.,]?");
    private static final Pattern CODE_SPAN = Pattern.compile("`([^`\n]+)`");
    private static final Pattern CALL = Pattern.compile("(?:^|[\\s(])(?:\\./)?relabel4j\\s+([^#|;&>]*)");

    private static final CommandLine PARSER = new RootCommand(new Console(System.out, System.err, 0)).parser(List.of());

    /** One line of a document, numbered from 1. */
    private record Line(int number, String text, boolean code) {}

    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>();
        try (Stream<Path> entries = Files.list(ROOT)) {
            for (Path entry : (Iterable<Path>) entries.sorted()::iterator) {
                if (entry.endsWith("docs") || Files.exists(entry.resolve("pom.xml"))) {
                    try (Stream<Path> files = Files.walk(entry)) {
                        files.filter(DocsTest::isSource).sorted().forEach(documents::add);
                    }
                } else if (isSource(entry)) {
                    documents.add(entry);
                }
            }
        }
        return documents;
    }

    private static boolean isSource(Path file) {
        return file.toString().endsWith(".md") && !file.toString().matches(".*[/\\\\]target[/\\\\].*");
    }

    /** What a document has of code: what is fenced, or indented by four blanks after an empty line or more code. */
    private static List<Line> lines(String text) {
        List<Line> lines = new ArrayList<>();
        boolean fenced = false;
        boolean mayIndent = true;
        int number = 0;
        for (String line : text.lines().toList()) {
            boolean fence = line.startsWith("```");
            boolean indented = mayIndent && line.startsWith("    ");
            lines.add(new Line(++number, line, fenced || fence || indented));
            fenced ^= fence;
            mayIndent = line.isBlank() || indented;
        }
        return lines;
    }

    private static List<String> problems(Path file) {
        try {
            List<Line> lines = lines(Files.readString(file));
            List<String> problems = new ArrayList<>();
            for (Line line : lines) {
                boolean table = line.text().startsWith("|");
                if (line.text().length() > MAX_LENGTH
                        && !line.code()
                        && !table
                        && !LINK_ALONE.matcher(line.text()).matches()) {
                    problems.add(at(file, line) + line.text().length() + " characters, at most " + MAX_LENGTH);
                }
                if (!line.code()) {
                    LINK.matcher(CODE_SPAN.matcher(line.text()).replaceAll(""))
                            .results()
                            .map(link -> link.group(1))
                            .filter(link -> isBroken(file, link))
                            .forEach(link -> problems.add(at(file, line) + "link to nowhere: " + link));
                }
            }
            calls(lines).forEach(call -> problems.addAll(callProblems(file, call)));
            return problems;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String at(Path file, Line line) {
        return file + ":" + line.number() + ": ";
    }

    private static boolean isBroken(Path file, String link) {
        if (link.matches("[a-z]+:.*")) {
            return false;
        }
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? file : file.resolveSibling(parts[0]);
        try {
            return !Files.exists(target)
                    || parts.length == 2 && !anchors(Files.readString(target)).contains(parts[1]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The headings' anchors, as GitHub makes them: lower case, hyphens for blanks, punctuation left out. */
    private static Set<String> anchors(String text) {
        Set<String> anchors = new HashSet<>();
        for (Line line : lines(text)) {
            if (!line.code() && line.text().startsWith("#")) {
                String heading = line.text().replaceFirst("#+ ", "").toLowerCase(Locale.ROOT);
                String anchor = heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
                int copies = 0;
                while (!anchors.add(copies == 0 ? anchor : anchor + "-" + copies)) {
                    copies++;
                }
            }
        }
        return anchors;
    }

    /** What follows {@code relabel4j} in code, lines that end with a backslash joined to the next. */
    private static List<Line> calls(List<Line> lines) {
        List<Line> calls = new ArrayList<>();
        StringBuilder joined = new StringBuilder();
        for (Line line : lines) {
            if (line.code()) {
                boolean open = line.text().endsWith("\\");
                joined.append(line.text(), 0, line.text().length() - (open ? 1 : 0));
                if (!open) {
                    addCalls(joined.toString(), line, calls);
                    joined.setLength(0);
                }
            } else {
                CODE_SPAN.matcher(line.text()).results().forEach(span -> addCalls(span.group(1), line, calls));
            }
        }
        return calls;
    }

    private static void addCalls(String code, Line line, List<Line> calls) {
        CALL.matcher(code).results().forEach(call -> calls.add(new Line(line.number(), call.group(1), true)));
    }

    private static List<String> callProblems(Path file, Line call) {
        List<String> problems = new ArrayList<>();
        CommandLine command = PARSER;
        for (String word : call.text().strip().split("\\s+")) {
            String name = word.replaceFirst("^\\[", "").replaceFirst("[=\\]].*", "");
            if (command == PARSER && name.matches("[a-z][a-z-]*")
                    || command.getSubcommands().containsKey(name)) {
                command = command.getSubcommands().get(name);
                if (command == null) {
                    return List.of(at(file, call) + "no command of relabel4j: " + name);
                }
            } else if (name.startsWith("--") && command.getCommandSpec().findOption(name) == null) {
                problems.add(at(file, call) + "no option of relabel4j "
                        + (command == PARSER ? "" : command.getCommandName() + ": ") + name);
            }
        }
        return problems;
    }

    @Test
    void documentsAreSound() throws IOException {
        List<String> problems =
                documents().stream().flatMap(file -> problems(file).stream()).toList();

        assertEquals("", String.join("\n", problems));
    }

    @Test
    void eachKindOfFaultIsFound(@TempDir Path folder) throws IOException {
        String longLine = "word ".repeat(25).strip();
        Files.writeString(folder.resolve("other.md"), "# Twice\n\n# Twice\n\n# `A` b, c\n");
        Path file = Files.writeString(
                folder.resolve("faulty.md"),
                String.join(
                        "\n",
                        longLine,
                        "| " + longLine,
                        "[a](other.md#twice-1) [b](other.md#a-b-c) [c](https://example.org) `[d](code.md)`",
                        "[e](other.md#thrice) and [f](missing.md)",
                        "`relabel4j scroe`, `relabel4j --version`, `relabel4j`",
                        "",
                        "    ./relabel4j score --labels x \\",
                        "        --lables y   # --no-option",
                        "    " + longLine,
                        "",
                        "```",
                        "relabel4j benchmark wall-robot [--job 2] && ./relabel4j report runs/a --outt=x",
                        "```"));

        assertEquals(
                List.of(
                        file + ":1: 124 characters, at most 120",
                        file + ":4: link to nowhere: other.md#thrice",
                        file + ":4: link to nowhere: missing.md",
                        file + ":5: no command of relabel4j: scroe",
                        file + ":8: no option of relabel4j score: --lables",
                        file + ":12: no option of relabel4j benchmark: --job",
                        file + ":12: no option of relabel4j report: --outt"),
                problems(file));
    }
}
