package org.relabel4j.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * Keeps two processes from writing one output. The system releases it when the process ends, however it ends; the lock's file
 * is deleted on release, and does no harm where a kill has left it.
 */
public final class OutputLock implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;

    private OutputLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** The lock's file of an output file: {@code .NAME.lock} beside it. */
    public static Path beside(Path output) {
        Path file = output.toAbsolutePath();
        return file.resolveSibling("." + file.getFileName() + ".lock");
    }

    /**
     * Takes a lock.
     *
     * @param file the lock's file, in a folder that exists
     * @return nothing if another process, or another part of this one, holds it
     * @throws IOException if its file cannot be written
     */
    public static Optional<OutputLock> tryAcquire(Path file) throws IOException {
        // Closing a second channel of the file would give up the first one's lock, so one is not even opened.
        if (!LiveFiles.add(file)) {
            return Optional.empty();
        }
        Optional<OutputLock> lock = Optional.empty();
        try {
            boolean replaced = true;
            while (replaced) {
                FileChannel channel = FileChannel.open(
                        file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                replaced = false;
                if (isLocked(channel)) {
                    replaced = !marks(file, channel);
                    lock = replaced ? Optional.empty() : Optional.of(new OutputLock(file, channel));
                }
                if (lock.isEmpty()) {
                    channel.close();
                }
            }
            return lock;
        } finally {
            if (lock.isEmpty()) {
                LiveFiles.remove(file);
            }
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Whether the file that is locked is still the one of that name: its last holder deletes it. */
    private static boolean marks(Path file, FileChannel channel) throws IOException {
        byte[] mark = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(mark), 0);
        try {
            return Arrays.equals(mark, Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Gives the lock back. */
    @Override
    public void close() {
        try (channel) {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the lock " + file + " could not be released", e);
        } finally {
            LiveFiles.remove(file);
        }
    }
}
