package org.relabel4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** NOTICE names the libraries that the program comes with, and their licences. Which are allowed is the build's own check. */
class NoticeTest {
    @Test
    void noticeListsTheLibrariesOfTheBuild() throws IOException {
        Path resolved = Path.of("target", "libraries.txt");
        assumeTrue(Files.exists(resolved), "made by Maven; an IDE has none");
        List<String> libraries = Files.readAllLines(resolved).stream()
                .filter(line -> !line.isBlank())
                .toList();
        assumeTrue(libraries.stream().noneMatch(line -> line.contains("cuda")), "more by -Pcuda");

        List<String> listed = Files.readAllLines(Path.of("..", "NOTICE")).stream()
                .filter(line -> line.matches("\\* [\\w.-]+:[\\w.-]+: .*"))
                .map(line -> line.substring(2))
                .toList();

        assertEquals(libraries, listed);
    }
}
