package org.relabel4j.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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

    /** The file system has no locks. */
    static final class NoLocksException extends IOException {
        private static final long serialVersionUID = 1L;

        private NoLocksException(Path file, IOException cause) {
            super(file + ": cannot be locked: " + cause.getMessage(), cause);
        }
    }

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
     * @throws OwnFile.NotOursException if something else has its name
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
                FileChannel channel = OwnFile.open(file);
                try {
                    if (!isLocked(file, channel)) {
                        return Optional.empty();
                    }
                    checkContent(file, channel);
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

    private static boolean isLocked(Path file, FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            throw new NoLocksException(file, e);
        }
    }

    /** Nothing but what a kill may have left of a lock is written over: zeros, see {@link #isStillNamed}. */
    private static void checkContent(Path file, FileChannel channel) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(MAX_LENGTH);
        while (content.hasRemaining() && channel.read(content, content.position()) >= 0) {
            continue;
        }
        boolean zeros = true;
        for (int n = 0; n < content.position(); n++) {
            zeros &= content.get(n) == 0;
        }
        if (!zeros || channel.size() >= MAX_LENGTH) {
            throw new OwnFile.NotOursException(file, "is no lock");
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
