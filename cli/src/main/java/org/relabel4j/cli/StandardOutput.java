package org.relabel4j.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Standard output that remembers why writing failed, which a {@code PrintStream} does not. A closed pipe
 * ({@code relabel4j strategies | head -1}) is no failure: the reader has had enough.
 */
final class StandardOutput extends OutputStream {
    private final OutputStream out = new FileOutputStream(FileDescriptor.out);
    private IOException failure;

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (failure != null) {
            return;
        }
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            failure = e;
        }
    }

    /** Why output is missing, if it is and somebody is there to miss it. */
    Optional<String> failure() {
        return Optional.ofNullable(failure)
                .map(problem -> String.valueOf(problem.getMessage()))
                .filter(message -> !message.contains("Broken pipe") && !message.contains("pipe is being closed"));
    }
}
