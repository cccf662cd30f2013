package org.relabel4j.models.backend;

/** Nothing can compute what was asked for: the message is one line that says why and what to do. */
public final class BackendUnavailableException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /** @param message one line that says why and what to do */
    public BackendUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
