package org.relabel4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is built is what others can name. */
class ArtifactsTest {
    /** The program, and the bill of materials itself. */
    private static final Set<String> NO_LIBRARY = Set.of("cli", "bom");

    private static Set<String> found(Path pom, String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(pom))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theBillOfMaterialsNamesEachLibrary() throws IOException {
        Set<String> modules = found(Path.of("../pom.xml"), "<module>([a-z]+)</module>");
        modules.removeAll(NO_LIBRARY);

        Path bom = Path.of("../bom/pom.xml");
        Set<String> named = found(bom, "<artifactId>relabel4j-([a-z]+)</artifactId>");
        named.removeAll(NO_LIBRARY);

        assertEquals(modules, named);
        assertEquals(1, found(bom, "<version>([0-9][^<]*)</version>").size(), "the parent's version alone");
    }

    /** The parts of a version that Maven cannot fill in. */
    @Test
    void pagesNameTheVersionThatIsBuilt() throws IOException {
        String version = found(Path.of("../bom/pom.xml"), "<version>([0-9][^<]*)</version>")
                .iterator()
                .next();

        assertEquals(Set.of(version), found(Path.of("../docs/JAVA.md"), "<version>([^<]*)</version>"));
        assertEquals(
                Set.of(version),
                found(Path.of("../docs/examples/plugin/pom.xml"), "<relabel4j.version>([^<]*)</relabel4j.version>"));
        assertEquals(Set.of(version), found(Path.of("../CITATION.cff"), "\nversion: (\\S+)"));
        // PyPI writes development versions so.
        assertEquals(
                Set.of(version.replace("-SNAPSHOT", ".dev0")),
                found(Path.of("../python/pyproject.toml"), "\nversion = \"([^\"]*)\""));
    }
}
