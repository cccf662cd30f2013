package org.relabel4j.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A file that becomes another, {@code .NAME.RANDOM.tmp}. Its name cannot be foretold and it is never one that was there, so that
 * no link that somebody has planted is followed and no two processes share one, on whatever machine they are.
 *
 * <p>It is locked while it is written. When the program ends, Ctrl-C and TERM included, it is deleted; one that a killed process
 * has left holds no lock, and is deleted by the next one that writes into the folder.
 */
final class TemporaryFile {
    private static final String RANDOM = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final Pattern NAME = Pattern.compile("\\..+\\." + RANDOM + "\\.tmp", Pattern.DOTALL);

    private final Path path;
    private final FileChannel channel;

    private TemporaryFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Makes one for a file.
     *
     * @throws IOException if it cannot be made
     */
    static TemporaryFile beside(Path target) throws IOException {
        sweep(target.getParent());
        while (true) {
            Path path = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
            LiveFiles.add(path);
            boolean locked = false;
            FileChannel channel = null;
            try {
                channel = FileChannel.open(
                        path, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW, LinkOption.NOFOLLOW_LINKS);
                locked = isOurs(path, channel);
                if (locked) {
                    return new TemporaryFile(path, channel);
                }
            } catch (FileAlreadyExistsException e) {
                continue;
            } finally {
                if (!locked) {
                    LiveFiles.remove(path);
                    if (channel != null) {
                        channel.close();
                    }
                }
            }
        }
    }

    /** Whether nobody has taken the file for a leftover between its making and its lock. */
    private static boolean isOurs(Path path, FileChannel channel) throws IOException {
        return tryLock(channel) != Lock.OTHERS && Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    private enum Lock {
        OURS,
        OTHERS,
        NONE
    }

    /** Locks a place that no content reaches, since Windows lets nobody read what is locked. */
    private static Lock tryLock(FileChannel channel) {
        try {
            FileLock lock = channel.tryLock(Long.MAX_VALUE - 1, 1, false);
            return lock == null ? Lock.OTHERS : Lock.OURS;
        } catch (OverlappingFileLockException e) {
            return Lock.OTHERS;
        } catch (IOException e) {
            return Lock.NONE; // A file system without locks: nothing is swept there.
        }
    }

    /** Deletes what killed processes have left in a folder; what cannot be deleted does no harm. */
    private static void sweep(Path folder) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(
                folder, file -> NAME.matcher(file.getFileName().toString()).matches())) {
            for (Path file : files) {
                // Not even opened if it is ours: closing any channel of a file gives up the process's locks on it.
                if (!LiveFiles.has(file) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    deleteIfLeft(file);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return;
        }
    }

    private static void deleteIfLeft(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            if (tryLock(channel) == Lock.OURS) {
                Files.deleteIfExists(file);
            }
        }
    }

    Path path() {
        return path;
    }

    FileChannel channel() {
        return channel;
    }

    /** Says that it is under its right name now. */
    void moved() throws IOException {
        LiveFiles.remove(path);
        channel.close();
    }

    /** Deletes it; the failure that brought us here is the one to report, so that none is reported here. */
    void delete() {
        try (channel) {
            LiveFiles.remove(path);
            Files.deleteIfExists(path);
        } catch (IOException e) {
            return; // Without its lock it is swept away by the next one that writes here.
        }
    }
}
