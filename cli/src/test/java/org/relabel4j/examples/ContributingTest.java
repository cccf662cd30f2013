package org.relabel4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The code of README and CONTRIBUTING is that of this folder, but for indentation, so that it is compiled and tested. */
class ContributingTest {
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)\n```", Pattern.DOTALL);

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
    @ValueSource(strings = {"README.md", "CONTRIBUTING.md"})
    void itsCodeIsCompiledAndTested(String page) throws IOException {
        List<String> sources;
        try (Stream<Path> files = Files.list(Path.of("src/test/java/org/relabel4j/examples"))) {
            sources = files.map(ContributingTest::read).toList();
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
