package org.relabel4j.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Keeps two processes from writing one output. The system releases it when the process ends, however it ends; the lock's file
 * is deleted on release, and does no harm where a kill has left it.
 */
public final class OutputLock implements AutoCloseable {
    private static final int MAX_LENGTH = 1 << 16;

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
        boolean ours = false;
        try {
            while (true) {
                FileChannel channel = FileChannel.open(
                        file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                try {
                    if (!isLocked(channel)) {
                        return Optional.empty();
                    }
                    ours = isStillNamed(file, channel);
                    if (ours) {
                        return Optional.of(new OutputLock(file, channel));
                    }
                } finally {
                    if (!ours) {
                        channel.close();
                    }
                }
            }
        } finally {
            if (!ours) {
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

    /**
     * Whether the file that is locked is still the one of that name: its last holder deletes it. It is told by a length that
     * chance decides, since reading the file by its name would give up the lock.
     */
    private static boolean isStillNamed(Path file, FileChannel channel) throws IOException {
        int length = ThreadLocalRandom.current().nextInt(1, MAX_LENGTH);
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(new byte[length]), 0);
        try {
            return Files.size(file) == length;
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
