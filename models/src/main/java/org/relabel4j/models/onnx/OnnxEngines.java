package org.relabel4j.models.onnx;

import java.util.Optional;
import java.util.ServiceConfigurationError;
import org.relabel4j.core.plugin.Plugins;

/** Finds what computes ONNX files: on the class path, or among the plug-ins. */
final class OnnxEngines {
    private static final String MISSING = "it needs ONNX Runtime (54 MB), which is no part of this build;"
            + " in the source tree ./mvnw -Ponnx -DskipTests package adds it, docs/ONNX.md says how elsewhere";

    private OnnxEngines() {}

    /** Held by a class of its own, so that it is looked for once, and only when it is needed. */
    private static final class Found {
        static final Optional<OnnxEngine> ENGINE = Plugins.first(OnnxEngine.class);
    }

    /**
     * The engine.
     *
     * @throws IllegalArgumentException if there is none; the message says how to add it, one line
     */
    static OnnxEngine get() {
        try {
            return Found.ENGINE.orElseThrow(() -> new IllegalArgumentException(MISSING));
        } catch (ServiceConfigurationError | LinkageError e) {
            throw new IllegalArgumentException(
                    "ONNX Runtime cannot be started (" + e.getMessage()
                            + "); add it again, as docs/ONNX.md says; it needs Linux with glibc 2.28, Windows, or a Mac with Apple silicon",
                    e);
        }
    }
}
