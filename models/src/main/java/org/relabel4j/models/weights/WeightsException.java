package org.relabel4j.models.weights;

import java.io.IOException;
import java.nio.file.Path;

/** A file of weights is not what it should be. The message is one line: the file, what was found, what was expected. */
public final class WeightsException extends IOException {
    private static final long serialVersionUID = 1L;

    WeightsException(Path file, String problem, Throwable cause) {
        super(file + ": " + problem.replaceAll("\\s*\\R\\s*", " "), cause);
    }
}
