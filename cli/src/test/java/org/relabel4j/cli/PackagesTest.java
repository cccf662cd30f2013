package org.relabel4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who imports whom: modules point one way and packages have no cycles, so that each can be read and tested without what stands on it. */
class PackagesTest {
    /** Each module with those it may import. */
    private static final Map<String, Set<String>> MODULES = Map.ofEntries(
            Map.entry("core", Set.of("core")),
            Map.entry("files", Set.of("files")),
            Map.entry("models", Set.of("models", "core", "files")),
            Map.entry("onnx", Set.of("onnx", "models")),
            Map.entry("datasets", Set.of("datasets", "core", "files")),
            Map.entry("jobs", Set.of("jobs", "models", "datasets", "core", "files")),
            Map.entry("pages", Set.of("pages")),
            Map.entry("labeling", Set.of("labeling", "pages", "jobs", "models", "datasets", "core", "files")),
            Map.entry("benchmarks", Set.of("benchmarks", "pages", "models", "datasets", "core", "files")),
            Map.entry("spark", Set.of("spark", "benchmarks", "models", "datasets", "core", "files")),
            Map.entry(
                    "cli",
                    Set.of("cli", "benchmarks", "labeling", "pages", "jobs", "models", "datasets", "core", "files")));

    private static final String ROOT = "org.relabel4j.";
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\n]*", Pattern.DOTALL);
    private static final Pattern CLASS = Pattern.compile("\\b(org\\.relabel4j(?:\\.[a-z]\\w*)+)\\.[A-Z]");
    private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);

    /** The packages that each package names, with one file that does. */
    private static Map<String, Map<String, String>> imports() throws IOException {
        Map<String, Map<String, String>> imports = new TreeMap<>();
        for (String module : MODULES.keySet()) {
            // The tests of a module run in its folder.
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src/main/java"))) {
                for (Path file :
                        (Iterable<Path>) files.filter(path -> path.toString().endsWith(".java"))::iterator) {
                    String source = Files.readString(file);
                    Matcher name = PACKAGE.matcher(source);
                    assertTrue(name.find(), () -> file + " is in no package");
                    Map<String, String> named = imports.computeIfAbsent(name.group(1), key -> new TreeMap<>());
                    CLASS.matcher(COMMENT.matcher(source).replaceAll(""))
                            .results()
                            .map(match -> match.group(1))
                            .filter(other -> !other.equals(name.group(1)))
                            .forEach(other ->
                                    named.putIfAbsent(other, file.getFileName().toString()));
                }
            }
        }
        return imports;
    }

    private static String module(String packageName) {
        return packageName.substring(ROOT.length()).split("\\.", 2)[0];
    }

    @Test
    void modulesPointOneWay() throws IOException {
        List<String> upward = new ArrayList<>();
        imports()
                .forEach((from, named) -> named.forEach((to, file) -> {
                    if (!MODULES.get(module(from)).contains(module(to))) {
                        upward.add(file + " of " + from + " uses " + to);
                    }
                }));

        assertEquals(List.of(), upward);
    }

    @Test
    void packagesHaveNoCycle() throws IOException {
        Map<String, Map<String, String>> imports = imports();
        List<String> cycles = new ArrayList<>();
        imports.forEach((from, named) -> named.forEach((to, file) -> {
            if (reaches(imports, to, from)) {
                cycles.add(file + " of " + from + " uses " + to + ", which stands on it");
            }
        }));

        assertEquals(List.of(), cycles);
    }

    private static boolean reaches(Map<String, Map<String, String>> imports, String start, String end) {
        Set<String> seen = new TreeSet<>();
        Deque<String> next = new ArrayDeque<>(List.of(start));
        while (!next.isEmpty()) {
            String name = next.pop();
            if (name.equals(end)) {
                return true;
            }
            if (seen.add(name)) {
                next.addAll(imports.getOrDefault(name, Map.of()).keySet());
            }
        }
        return false;
    }
}
