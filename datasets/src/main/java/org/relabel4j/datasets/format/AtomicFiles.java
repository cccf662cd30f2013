package org.relabel4j.datasets.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.relabel4j.files.Replacement;

/**
 * A {@link Replacement} of files that the caller named: what goes wrong is told as an {@link InputException} that names the file.
 *
 * <pre>{@code
 * try (AtomicFiles files = new AtomicFiles()) {
 *     files.add(first, stream -> ...);
 *     files.add(second, stream -> ...);
 *     files.commit();
 * }
 * }</pre>
 */
public final class AtomicFiles implements AutoCloseable {
    private final Replacement replacement = new Replacement();

    /**
     * Writes one file.
     *
     * @throws InputException if it cannot be written; a file that was there is unchanged
     */
    public static void write(Path file, Replacement.Content content) throws InputException {
        try (AtomicFiles files = new AtomicFiles()) {
            files.add(file, content);
            files.commit();
        }
    }

    /**
     * Checks, before long work, that a file could be written: its folder exists and may be written to, and it is no folder
     * itself. The disk may still fill up later.
     *
     * @throws InputException if not
     */
    public static void checkWritable(Path file) throws InputException {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || folder == null) {
            throw InputException.inFile(file, "is a folder", "the name of a file to write", "");
        }
        if (!Files.exists(folder)) {
            throw InputException.inFile(
                    file, "cannot be written: there is no folder " + folder, "", "create the folder first");
        }
        if (!Files.isDirectory(folder)) {
            throw InputException.unwritable(file, new NotDirectoryException(folder + " is not a folder"));
        }
        boolean regular = !Files.exists(file) || Files.isRegularFile(file);
        if (!(regular ? Files.isWritable(folder) : Files.isWritable(file))) {
            throw InputException.inFile(
                    file, "cannot be written: permission denied in " + folder, "", "choose another place");
        }
    }

    /**
     * Checks, before anything is read, that files could be written ({@link #checkWritable(Path)}), and over no file that is read and
     * not over each other.
     *
     * @param inputs files that are read; folders among them do not count
     * @throws InputException if not
     */
    public static void checkWritable(List<Path> outputs, List<Path> inputs) throws InputException {
        List<Path> taken = new ArrayList<>(inputs);
        for (Path output : outputs) {
            checkWritable(output);
            for (Path other : taken) {
                if (same(output, other)) {
                    throw InputException.inFile(
                            output,
                            "is to be written, but it is another file of this command",
                            "",
                            "choose another name");
                }
            }
            taken.add(output);
        }
    }

    private static boolean same(Path a, Path b) {
        try {
            if (Files.exists(a) && Files.exists(b)) {
                return Files.isRegularFile(a) && Files.isSameFile(a, b);
            }
        } catch (IOException e) {
            // A file that cannot be looked at is reported when it is opened; the names tell.
        }
        return a.toAbsolutePath().normalize().equals(b.toAbsolutePath().normalize());
    }

    /**
     * Writes a file's content beside its place; {@link #commit} puts it there.
     *
     * @throws InputException if it cannot be written
     */
    public void add(Path file, Replacement.Content content) throws InputException {
        checkWritable(file);
        try {
            replacement.add(file, content);
        } catch (IOException e) {
            throw InputException.unwritable(file, e);
        } catch (UncheckedIOException e) {
            throw InputException.unwritable(file, e.getCause());
        }
    }

    /**
     * Puts the files in place, in the order in which they were added.
     *
     * @throws InputException if one cannot be put there; that one and those after it are as they were
     */
    public void commit() throws InputException {
        try {
            replacement.commit();
        } catch (IOException e) {
            throw InputException.unwritable(replacement.next().orElseThrow(), e);
        }
    }

    /** Removes what was not committed. */
    @Override
    public void close() {
        replacement.close();
    }
}
