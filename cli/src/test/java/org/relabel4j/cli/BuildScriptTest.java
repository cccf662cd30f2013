package org.relabel4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script relabel4j at the root, with a stand-in for Maven that notes each build in {@code builds}. */
@DisabledOnOs(OS.WINDOWS)
class BuildScriptTest {
    private static final String BUILD = """
            #!/bin/sh
            echo build >>builds
            echo '[INFO] Building Relabel4J core 0.1.0-SNAPSHOT                  [2/6]'
            sleep 0.3
            mkdir -p cli/target/relabel4j/bin
            printf '#!/bin/sh\\necho "called with $*"\\n' >cli/target/relabel4j/bin/relabel4j
            chmod +x cli/target/relabel4j/bin/relabel4j
            touch cli/target/relabel4j/built
            """;

    @TempDir
    Path folder;

    private Path root;

    @BeforeEach
    void checkOut() throws IOException {
        root = Files.createDirectories(folder.resolve("source tree"));
        Files.copy(Path.of("../relabel4j"), root.resolve("relabel4j"));
        assertTrue(root.resolve("relabel4j").toFile().setExecutable(true));
        installMaven(BUILD);
        for (String module : new String[] {"core", "cli"}) {
            Files.createDirectories(root.resolve(module).resolve("src/main/java"));
            Files.createFile(root.resolve(module).resolve("pom.xml"));
        }
        Files.createFile(root.resolve("pom.xml"));
        agePaths();
    }

    @Test
    void buildsOnceThenRuns() throws Exception {
        Cli.Result first = call("score", "--help").succeeded();
        Cli.Result second = call("models").succeeded();

        assertEquals("called with score --help\n", first.out());
        assertTrue(first.err().startsWith("Building Relabel4J (first use, a few minutes) …\n"), first.err());
        assertEquals("called with models\n", second.out());
        assertEquals("", second.err());
        assertEquals(1, builds());
    }

    @Test
    void buildsAgainAfterAnEdit() throws Exception {
        call().succeeded();
        Files.writeString(root.resolve("core/src/main/java/New.java"), "");

        Cli.Result result = call().succeeded();

        assertTrue(result.err().contains("sources have changed"), result.err());
        assertEquals(2, builds());
    }

    @Test
    void buildsAgainAfterARemoval() throws Exception {
        Path source = Files.writeString(root.resolve("core/src/main/java/Old.java"), "");
        agePaths();
        call().succeeded();
        Files.delete(source);

        call().succeeded();

        assertEquals(2, builds());
    }

    @Test
    void leavesTestsAndOtherFilesOutOfAccount() throws Exception {
        call().succeeded();
        Files.createDirectories(root.resolve("core/src/test/java"));
        Files.writeString(root.resolve("README.md"), "");

        call().succeeded();

        assertEquals(1, builds());
    }

    @Test
    void concurrentFirstCallsBuildOnce() throws Exception {
        var other = CompletableFuture.supplyAsync(() -> callUnchecked("models"));
        Cli.Result one = call("models").succeeded();

        assertEquals("called with models\n", one.out());
        assertEquals("called with models\n", other.get().succeeded().out());
        assertEquals(1, builds());
        assertFalse(Files.exists(root.resolve("target/build.lock")));
    }

    @Test
    void takesOverTheLockOfADeadBuild() throws Exception {
        Process finished = new ProcessBuilder("true").start();
        finished.waitFor();
        Path lock = Files.createDirectories(root.resolve("target/build.lock"));
        Files.writeString(lock.resolve("pid"), finished.pid() + "\n");

        call("models").succeeded();

        assertEquals(1, builds());
    }

    @Test
    void showsWhyABuildFailed() throws Exception {
        installMaven("#!/bin/sh\necho '[ERROR] No disk space'\nexit 1\n");

        Cli.Result result = call("models");

        assertEquals(1, result.exitCode());
        assertEquals("", result.out());
        assertTrue(result.err().contains("[ERROR] No disk space"), result.err());
        assertTrue(result.err().contains("relabel4j: the build failed; see "), result.err());
        assertFalse(Files.exists(root.resolve("target/build.lock")));
    }

    private void installMaven(String script) throws IOException {
        Path maven = root.resolve("mvnw");
        Files.writeString(maven, script);
        assertTrue(maven.toFile().setExecutable(true));
    }

    /** A checkout that is an hour old, so that times of one second's precision tell before from after. */
    private void agePaths() throws IOException {
        FileTime old = FileTime.from(Instant.now().minusSeconds(3600));
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.toList()) {
                Files.setLastModifiedTime(path, old);
            }
        }
    }

    private long builds() throws IOException {
        return Files.readAllLines(root.resolve("builds")).size();
    }

    private Cli.Result callUnchecked(String... args) {
        try {
            return call(args);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Cli.Result call(String... args) throws Exception {
        String[] command = Stream.concat(Stream.of(root.resolve("relabel4j").toString()), Stream.of(args))
                .toArray(String[]::new);
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return Cli.finish(builder);
    }
}
