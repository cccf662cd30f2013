package org.relabel4j.jobs.labelling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.function.Executable;

/** A folder with the good files of a small job: 5 tasks, 3 annotators, 2 named classes. */
record JobFixture(Path folder) {
    static final String LABELS =
            "task,annotator,label\na,ann,cat\na,bob,cat\nb,ann,dog\nb,bob,cat\nc,cid,dog\nc,ann,dog\n";
    static final String PROBS = "task,cat,dog\na,0.9,0.1\nb,0.4,0.6\nc,0.2,0.8\nd,0.5,0.5\ne,0.99,0.01\n";

    static JobFixture in(Path folder) {
        JobFixture fixture = new JobFixture(folder);
        fixture.write("labels.csv", LABELS);
        fixture.write("probs.csv", PROBS);
        return fixture;
    }

    Path write(String name, String content) {
        try {
            return Files.writeString(folder.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String read(String name) {
        try {
            return Files.readString(folder.resolve(name)).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    JobInputs inputs(String... predProbs) {
        return new JobInputs(
                file("labels.csv"), Stream.of(predProbs).map(this::file).toList());
    }

    private List<String> names() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Checks that a job fails with one line, the folder left out of it, and writes nothing. */
    void refuses(Class<? extends Exception> type, String message, Executable job) {
        List<String> before = names();
        Exception error = assertThrows(type, job);
        assertFalse(error.getMessage().contains("\n"), error.getMessage());
        assertEquals(message, error.getMessage().replace(folder + "/", "").replace(folder.toString(), "."));
        assertEquals(before, names(), "a failed job must write nothing");
    }
}
