package org.relabel4j.datasets.format;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes files so that a reader sees the old file or the new one, never half of one: to a temporary file in the same folder,
 * forced to the disk, then renamed. If anything fails (the disk is full, say), the old file is as it was and the temporary one
 * is removed.
 *
 * <p>Several files can be written together: none is put in place before all are complete.
 *
 * <pre>{@code
 * try (AtomicFiles files = new AtomicFiles()) {
 *     files.add(first, stream -> ...);
 *     files.add(second, stream -> ...);
 *     files.commit();
 * }
 * }</pre>
 *
 * <p>What is there and no regular file (a pipe, {@code /dev/stdout}) is written to directly. A symbolic link stays, and the
 * file that it leads to is replaced. Not thread-safe.
 */
public final class AtomicFiles implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final AtomicLong TEMPORARY_NAMES = new AtomicLong();

    private final List<Pending> pending = new ArrayList<>();

    private record Pending(Path named, Path target, Path temporary) {}

    /** Writes a file's content; the stream is buffered, and closed by whoever opened it. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream stream) throws IOException;
    }

    /**
     * Writes one file.
     *
     * @throws InputException if it cannot be written; a file that was there is unchanged
     */
    public static void write(Path file, Content content) throws InputException {
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
     * Writes a file's content beside its place; {@link #commit} puts it there.
     *
     * @throws InputException if it cannot be written
     */
    public void add(Path file, Content content) throws InputException {
        checkWritable(file);
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES)) {
                    content.writeTo(stream);
                }
                return;
            }
            Path target = Files.isSymbolicLink(file) && Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            Path temporary = target.resolveSibling("." + target.getFileName() + "."
                    + ProcessHandle.current().pid() + "-" + TEMPORARY_NAMES.incrementAndGet() + ".tmp");
            pending.add(new Pending(file, target, temporary));
            writeForced(temporary, content);
        } catch (IOException e) {
            throw InputException.unwritable(file, e);
        } catch (UncheckedIOException e) {
            throw InputException.unwritable(file, e.getCause());
        }
    }

    private static void writeForced(Path temporary, Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(
                        temporary,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING);
                OutputStream stream = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES)) {
            content.writeTo(stream);
            stream.flush();
            channel.force(true);
        }
    }

    /**
     * Puts the files in place, in the order in which they were added.
     *
     * @throws InputException if one cannot be put there; that one and those after it are as they were
     */
    public void commit() throws InputException {
        while (!pending.isEmpty()) {
            Pending next = pending.get(0);
            try {
                Files.move(next.temporary(), next.target(), StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw InputException.unwritable(next.named(), e);
            }
            pending.remove(0);
            forceFolder(next.target().getParent());
        }
    }

    private static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Not every system can force a folder to the disk (Windows cannot). The file is complete either way; after
            // a
            // power cut the old one may be found under its name.
            return;
        }
    }

    /** Removes what was not committed. */
    @Override
    public void close() {
        for (Pending file : pending) {
            try {
                Files.deleteIfExists(file.temporary());
            } catch (IOException e) {
                // The failure that brought us here is the one to report; a hidden temporary file is left behind.
                file.temporary().toFile().deleteOnExit();
            }
        }
        pending.clear();
    }
}
