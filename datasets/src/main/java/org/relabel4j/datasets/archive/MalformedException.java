package org.relabel4j.datasets.archive;

import java.io.IOException;

/** A file's content is not what it should be, or not what is safe to read. The message is a clause without the file's name. */
public final class MalformedException extends IOException {
    private static final long serialVersionUID = 1L;

    public MalformedException(String problem) {
        super(problem);
    }
}
