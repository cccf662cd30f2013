package org.relabel4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Java code of the documents is, but for indentation, that of tests and of the example of a plug-in: compiled and tested. */
class DocsCodeTest {
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)\n```", Pattern.DOTALL);

    private static final List<Path> SOURCES = List.of(
            Path.of("../benchmarks/src/test/java/org/relabel4j/examples"),
            Path.of("../labeling/src/test/java/org/relabel4j/examples"),
            Path.of("../docs/examples/plugin/src"));

    private static String read(Path file) {
        try {
            return words(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With one space for several, and for the end of a line. */
    private static String words(String code) {
        return code.replaceAll("\\s+", " ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "CONTRIBUTING.md", "docs/JAVA.md"})
    void itsCodeIsCompiledAndTested(String page) throws IOException {
        List<String> sources = new ArrayList<>();
        for (Path folder : SOURCES) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .map(DocsCodeTest::read)
                        .forEach(sources::add);
            }
        }

        List<String> blocks = BLOCK.matcher(Files.readString(Path.of("..", page)))
                .results()
                .map(block -> words(block.group(1)))
                .toList();

        assertFalse(blocks.isEmpty());
        assertEquals(
                List.of(),
                blocks.stream()
                        .filter(block -> sources.stream().noneMatch(source -> source.contains(block)))
                        .toList());
    }
}
