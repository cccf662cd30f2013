package org.relabel4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.relabel4j.datasets.format.InputException;

class FailuresTest {
    @Test
    void badInputAndBadOptionsAreTheCallers() {
        var input = InputException.atLine(Path.of("labels.csv"), 3, "has no label", "one", "add it");

        assertEquals(
                new Failures.Failure(2, "labels.csv:3: has no label, expected one; add it"), Failures.explain(input));
        assertEquals(
                new Failures.Failure(2, "rounds is 0"), Failures.explain(new IllegalArgumentException("rounds is 0")));
    }

    @Test
    void fileProblemsNameTheFile() {
        assertEquals(
                new Failures.Failure(2, "a.csv: no such file or directory"),
                Failures.explain(new NoSuchFileException("a.csv")));
        assertEquals(
                new Failures.Failure(2, "a.csv: permission denied"),
                Failures.explain(new AccessDeniedException("a.csv")));
        assertEquals(
                new Failures.Failure(2, "a.csv: No space left on device"),
                Failures.explain(new FileSystemException("a.csv", null, "No space left on device")));
        assertEquals(
                new Failures.Failure(2, "No space left on device"),
                Failures.explain(new UncheckedIOException(new IOException("No space left on device"))));
    }

    @Test
    void sendsNoCommandsToATerminal() {
        assertEquals(
                new Failures.Failure(2, "\\u001b[31mred name.png: no such file or directory"),
                Failures.explain(new NoSuchFileException("\u001b[31mred\nname.png")));
    }

    @Test
    void looksThroughWhatThreadsWrapAround() {
        assertEquals(
                new Failures.Failure(2, "rounds is 0"),
                Failures.explain(new ExecutionException(new IllegalArgumentException("rounds is 0"))));
    }

    @Test
    void outOfMemoryIsThatWhateverWrapsIt() {
        Failures.Failure failure = Failures.explain(
                new IllegalArgumentException("check the quotes", new OutOfMemoryError("Java heap space")));

        assertEquals(1, failure.exitCode());
        assertTrue(failure.message().startsWith("out of memory with "), failure.message());
    }

    @Test
    void anythingElseIsOurs() {
        Failures.Failure failure = Failures.explain(new IllegalStateException("first line\n  second line"));

        assertEquals(1, failure.exitCode());
        assertTrue(failure.message().startsWith("internal error: "), failure.message());
        assertTrue(failure.message().contains("first line second line"), failure.message());
        assertTrue(failure.message().contains("--debug"), failure.message());
    }

    @Test
    void whatLibrariesRefuseIsOurs() {
        IllegalArgumentException ofJava = assertThrows(IllegalArgumentException.class, () -> Integer.parseInt("x"));
        IllegalArgumentException ofAnExpression =
                assertThrows(IllegalArgumentException.class, () -> Pattern.compile("("));

        assertEquals(1, Failures.explain(ofJava).exitCode());
        assertEquals(1, Failures.explain(ofAnExpression).exitCode());
        assertEquals(
                2,
                Failures.explain(assertThrows(InvalidPathException.class, () -> Path.of("a\0b")))
                        .exitCode());
    }

    @Test
    void speaksOfNoClasses() {
        String message = Failures.explain(
                        new ClassCastException("class java.lang.String cannot be cast to class java.util.List"))
                .message();

        assertFalse(message.contains("java"), message);
        assertTrue(message.startsWith("internal error; "), message);
    }

    @Test
    void outOfMemorySaysHowToGiveMore() {
        Failures.Failure failure = Failures.explain(new OutOfMemoryError("Java heap space"));

        assertEquals(1, failure.exitCode());
        assertTrue(failure.message().contains("RELABEL4J_JAVA_OPTS=-Xmx"), failure.message());
    }
}
