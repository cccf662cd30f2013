package org.relabel4j.files;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Puts files in the place of old ones so that a reader sees the old file or the new one, never half of one: each is written to a
 * temporary file in the same folder, forced to the disk, then renamed, and the folder is forced too. If anything fails (the disk
 * is full, say), the old file is as it was and the temporary one is removed.
 *
 * <p>Several files can be written together: none is put in place before all are complete.
 *
 * <pre>{@code
 * try (Replacement files = new Replacement()) {
 *     files.add(first, stream -> ...);
 *     files.add(second, stream -> ...);
 *     files.commit();
 * }
 * }</pre>
 *
 * <p>What is there and no regular file (a pipe, {@code /dev/stdout}) is written to directly. A symbolic link stays, and the
 * file that it leads to is replaced. Temporary files are those of {@link TemporaryFile}. Not thread-safe.
 */
public final class Replacement implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final long PAUSE_MILLIS = 5;

    /** A minute: files are put in place within milliseconds, but a disk may be slow. */
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final List<Pending> pending = new ArrayList<>();

    private record Pending(Path named, Path target, TemporaryFile temporary) {}

    /** Writes a file's content; the stream is buffered, and closed by whoever opened it. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream stream) throws IOException;
    }

    /**
     * Writes one file.
     *
     * @throws IOException if it cannot be written; a file that was there is unchanged
     */
    public static void write(Path file, Content content) throws IOException {
        try (Replacement files = new Replacement()) {
            files.add(file, content);
            files.commit();
        }
    }

    /**
     * Writes a file's content beside its place; {@link #commit} puts it there.
     *
     * @throws IOException if it cannot be written
     */
    public void add(Path file, Content content) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES)) {
                content.writeTo(stream);
            }
            return;
        }
        Path target = Files.isSymbolicLink(file) && Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        TemporaryFile temporary = TemporaryFile.beside(target);
        pending.add(new Pending(file, target, temporary));
        OutputStream stream = new BufferedOutputStream(Channels.newOutputStream(temporary.channel()), BUFFER_BYTES);
        content.writeTo(stream);
        stream.flush();
        temporary.channel().force(true);
    }

    /**
     * Puts the files in place, in the order in which they were added. Several are put there under the locks of all: another
     * process's come before or after them, not between.
     *
     * @throws IOException if one cannot be put there: those after it are as they were, and so is it, unless only its folder
     *     could not be forced to the disk
     */
    public void commit() throws IOException {
        List<OutputLock> locks = new ArrayList<>();
        try {
            if (pending.size() > 1) {
                lock(locks);
            }
            move();
        } finally {
            release(locks);
        }
    }

    /** Gives all up, whatever happens to one: a lock whose file cannot be deleted does no harm. */
    private static void release(List<OutputLock> locks) {
        if (locks.isEmpty()) {
            return;
        }
        try {
            locks.remove(locks.size() - 1).close();
        } catch (UncheckedIOException e) {
            return; // after the others
        } finally {
            release(locks);
        }
    }

    /** Takes the locks in an order that is the same for all processes, or two could wait for each other. */
    private void lock(List<OutputLock> locks) throws IOException {
        Set<Path> files = new TreeSet<>();
        for (Pending file : pending) {
            Path folder = file.target().getParent().toRealPath();
            files.add(OutputLock.beside(folder.resolve(file.target().getFileName())));
        }
        for (Path file : files) {
            try {
                locks.add(await(file));
            } catch (OutputLock.NoLocksException e) {
                Files.deleteIfExists(file); // It was made in vain.
            }
        }
    }

    private static OutputLock await(Path file) throws IOException {
        long start = System.nanoTime();
        while (true) {
            Optional<OutputLock> lock = OutputLock.tryAcquire(file);
            if (lock.isPresent()) {
                return lock.get();
            }
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                throw new InterruptedIOException("another process is writing it, and holds " + file);
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while another process is writing it");
            }
        }
    }

    private void move() throws IOException {
        while (!pending.isEmpty()) {
            Pending next = pending.get(0);
            Files.move(next.temporary().path(), next.target(), StandardCopyOption.ATOMIC_MOVE);
            next.temporary().moved();
            forceFolder(next.target().getParent());
            pending.remove(0);
        }
    }

    /** The file that {@link #commit} could not put in place, as it was named. */
    public Optional<Path> next() {
        return pending.stream().map(Pending::named).findFirst();
    }

    /** Forces a folder's names to the disk: without it, the old file may be found under the name after a power cut. */
    public static void forceFolder(Path folder) throws IOException {
        if (System.getProperty("os.name").startsWith("Windows")) {
            return; // which cannot
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (AccessDeniedException e) {
            return; // A folder that may be written to but not read.
        } catch (IOException e) {
            // EINVAL: a file system whose folders cannot be forced, such as some on a network.
            if (!"Invalid argument".equals(e.getMessage())) {
                throw e;
            }
        }
    }

    /** Removes what was not committed. */
    @Override
    public void close() {
        pending.forEach(file -> LiveFiles.remove(file.temporary().path()));
        pending.forEach(file -> file.temporary().delete());
        pending.clear();
    }
}
