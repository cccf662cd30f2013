package org.relabel4j.datasets.fetch;

import java.io.IOException;

/** A download failed. The message is one line: what, from where, why, how to go on. */
public final class FetchException extends IOException {
    private static final long serialVersionUID = 1L;

    FetchException(String message, Throwable cause) {
        super(message, cause);
    }
}
