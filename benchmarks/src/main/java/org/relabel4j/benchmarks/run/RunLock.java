package org.relabel4j.benchmarks.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.relabel4j.datasets.format.InputException;

/** Keeps two processes from writing one run. The system releases it when the process ends, however it ends. */
public final class RunLock {
    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock of a run folder.
     *
     * @param file the lock's file, in a folder that exists
     * @param runDir the run folder, for the message
     * @throws IllegalArgumentException if another process, or another run of this one, holds it
     * @throws InputException if its file cannot be written
     */
    public static RunLock acquire(Path file, Path runDir) throws InputException {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!tryLock(channel)) {
                channel.close();
                throw new IllegalArgumentException("run folder " + runDir
                        + " is in use by another process; wait for it, or choose another one by --out");
            }
            return new RunLock(channel);
        } catch (IOException e) {
            throw InputException.unwritable(file, e);
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // held by this very process
        }
    }

    /** Gives the lock back. */
    public void release() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("the lock of a run folder could not be released", e);
        }
    }
}
