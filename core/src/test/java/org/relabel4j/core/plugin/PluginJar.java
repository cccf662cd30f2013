package org.relabel4j.core.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Makes jars of plug-ins for tests: of sources, which are compiled, so that their classes are in the jar and nowhere else. */
public final class PluginJar {
    private PluginJar() {}

    /**
     * Makes a jar of one class.
     *
     * @param jar the file to make
     * @param className of the provider, in no package
     * @param source its source
     * @param services names of its interfaces
     */
    public static Path of(Path jar, String className, String source, Class<?>... services) throws IOException {
        Path sources = Files.createTempDirectory("plugin");
        Files.writeString(sources.resolve(className + ".java"), source);
        for (Class<?> service : services) {
            Path file = sources.resolve("META-INF/services").resolve(service.getName());
            Files.createDirectories(file.getParent());
            Files.writeString(file, className + "\n");
        }
        return of(jar, sources);
    }

    /** Makes a jar of folders with sources of Java and whatever else stands in them. */
    public static Path of(Path jar, Path... folders) throws IOException {
        Path classes = Files.createTempDirectory("classes");
        List<String> call = new ArrayList<>(List.of(
                "-d",
                classes.toString(),
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "--release",
                "17"));
        for (Path folder : folders) {
            for (Path file : files(folder)) {
                if (file.toString().endsWith(".java")) {
                    call.add(file.toString());
                } else {
                    Path to = classes.resolve(folder.relativize(file).toString());
                    Files.createDirectories(to.getParent());
                    Files.copy(file, to);
                }
            }
        }
        assertEquals(
                0,
                ToolProvider.getSystemJavaCompiler().run(null, null, null, call.toArray(String[]::new)),
                () -> "compiling " + List.of(folders));
        try (FileSystem zip = FileSystems.newFileSystem(jar, Map.of("create", "true"))) {
            for (Path file : files(classes)) {
                Path to = zip.getPath(classes.relativize(file).toString());
                if (to.getParent() != null) {
                    Files.createDirectories(to.getParent());
                }
                Files.copy(file, to);
            }
        }
        return jar;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }
}
