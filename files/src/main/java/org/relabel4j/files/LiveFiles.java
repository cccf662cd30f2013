package org.relabel4j.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * The files of this process that must not outlive it. State of the process by nature, so it is static: the end of the program
 * finds them here and deletes them. All is guarded by {@link #FILES}.
 */
final class LiveFiles {
    private static final Set<Path> FILES = new HashSet<>();
    private static boolean ending;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(LiveFiles::deleteAll, "delete temporary files"));
    }

    private LiveFiles() {}

    /**
     * Adds a file.
     *
     * @return whether it is new here
     * @throws IOException if the program is ending, so that nobody would delete it
     */
    static boolean add(Path file) throws IOException {
        synchronized (FILES) {
            if (ending) {
                throw new IOException("the program is ending");
            }
            return FILES.add(key(file));
        }
    }

    static void remove(Path file) {
        synchronized (FILES) {
            FILES.remove(key(file));
        }
    }

    static boolean has(Path file) {
        synchronized (FILES) {
            return FILES.contains(key(file));
        }
    }

    private static Path key(Path file) {
        return file.toAbsolutePath().normalize();
    }

    private static void deleteAll() {
        synchronized (FILES) {
            ending = true;
            for (Path file : FILES) {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    continue; // The next process that writes there tries again.
                }
            }
        }
    }
}
