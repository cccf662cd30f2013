package org.relabel4j.models.onnx;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** Finds what computes ONNX files: on the class path, or in the folder {@code plugins} beside the one of the program's libraries. */
final class OnnxEngines {
    private static final String MISSING = "it needs ONNX Runtime (54 MB), which is no part of this build;"
            + " in the source tree ./mvnw -Ponnx -DskipTests package adds it, docs/ONNX.md says how elsewhere";

    private OnnxEngines() {}

    /** Held by a class of its own, so that it is looked for once, and only when it is needed. */
    private static final class Found {
        static final Optional<OnnxEngine> ENGINE = find();

        private static Optional<OnnxEngine> find() {
            Optional<OnnxEngine> own = first(OnnxEngine.class.getClassLoader());
            return own.isPresent() ? own : plugins().flatMap(Found::first);
        }

        private static Optional<OnnxEngine> first(ClassLoader loader) {
            return ServiceLoader.load(OnnxEngine.class, loader).findFirst();
        }
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

    private static Optional<ClassLoader> plugins() {
        try {
            CodeSource source = OnnxEngine.class.getProtectionDomain().getCodeSource();
            Path folder = Path.of(source.getLocation().toURI()).resolveSibling("../plugins");
            if (!Files.isDirectory(folder)) {
                return Optional.empty();
            }
            List<URL> jars = new ArrayList<>();
            try (Stream<Path> files = Files.list(folder)) {
                for (Path jar : (Iterable<Path>)
                        files.filter(file -> file.toString().endsWith(".jar")).sorted()::iterator) {
                    jars.add(jar.toUri().toURL());
                }
            }
            // Stays open: the engine loads classes as it needs them.
            return Optional.of(new URLClassLoader(jars.toArray(URL[]::new), OnnxEngine.class.getClassLoader()));
        } catch (IOException | URISyntaxException e) {
            throw new IllegalArgumentException("the folder plugins cannot be read: " + e.getMessage(), e);
        }
    }
}
