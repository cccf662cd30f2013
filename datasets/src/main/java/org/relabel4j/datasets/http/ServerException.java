package org.relabel4j.datasets.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.relabel4j.core.text.Counted;

/** A server could not be asked, or did not answer as it should. The message is one line, and never holds what opens the server. */
public final class ServerException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Fault fault;
    private final transient Optional<Duration> wait;

    /** What a failure means for the call that failed. */
    public enum Fault {
        /** The same call would fail again. */
        LASTING,
        /** The server did nothing; the same call may pass later. */
        NOT_DONE,
        /** Nobody knows whether the server did it; the same call may pass later. */
        UNKNOWN
    }

    /** @param wait how long the server asks to wait */
    public ServerException(String message, Fault fault, Optional<Duration> wait, Throwable cause) {
        super(message, cause);
        this.fault = fault;
        this.wait = wait;
    }

    /** A failure that stays. */
    public ServerException(String message) {
        this(message, Fault.LASTING, Optional.empty(), null);
    }

    /** What it means for the call. */
    public Fault fault() {
        return fault;
    }

    /** How long the server asks to wait. */
    public Optional<Duration> pause() {
        return wait;
    }

    /** Whether it may pass by itself: no connection, a server that starts or has too much to do. */
    public boolean mayPass() {
        return fault != Fault.LASTING;
    }

    /** The same, which says how often it was tried. */
    public ServerException afterTries(int tries) {
        return new ServerException(getMessage() + "; tried " + Counted.of(tries, "time"), fault, wait, getCause());
    }
}
