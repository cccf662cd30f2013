package org.relabel4j.models.weights;

import java.io.IOException;
import java.nio.file.Path;

/** A file of weights is not what it should be. The message is one line: the file, what was found, what was expected. */
public final class WeightsException extends IOException {
    private static final long serialVersionUID = 1L;

    /** A problem with a file: one clause. */
    public WeightsException(Path file, String problem, Throwable cause) {
        super(file + ": " + problem.replaceAll("\\s*\\R\\s*", " "), cause);
    }

    /** What a file made go wrong that says so itself; the file's name is put before it unless it is there. */
    public static WeightsException of(Path file, RuntimeException cause) {
        String message = String.valueOf(cause.getMessage());
        return new WeightsException(
                file,
                message.startsWith(file + ": ")
                        ? message.substring(file.toString().length() + 2)
                        : message,
                cause);
    }
}
