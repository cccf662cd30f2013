package org.relabel4j.labeling.studio;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.relabel4j.core.text.Counted;

/** Label Studio could not be asked, or did not answer as it should. The message is one line, and never holds the token. */
public final class StudioException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Fault fault;
    private final transient Optional<Duration> wait;

    /** What a failure means for the call that failed. */
    enum Fault {
        /** The same call would fail again. */
        LASTING,
        /** The server did nothing; the same call may pass later. */
        NOT_DONE,
        /** Nobody knows whether the server did it; the same call may pass later. */
        UNKNOWN
    }

    StudioException(String message, Fault fault, Optional<Duration> wait, Throwable cause) {
        super(message, cause);
        this.fault = fault;
        this.wait = wait;
    }

    /** A failure that stays. */
    StudioException(String message) {
        this(message, Fault.LASTING, Optional.empty(), null);
    }

    Fault fault() {
        return fault;
    }

    /** How long the server asks to wait. */
    Optional<Duration> pause() {
        return wait;
    }

    /** Whether it may pass by itself: no connection, a server that starts or has too much to do. */
    public boolean mayPass() {
        return fault != Fault.LASTING;
    }

    StudioException afterTries(int tries) {
        return new StudioException(getMessage() + "; tried " + Counted.of(tries, "time"), fault, wait, getCause());
    }
}
