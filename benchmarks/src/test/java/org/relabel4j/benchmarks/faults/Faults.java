package org.relabel4j.benchmarks.faults;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.HashSet;
import java.util.Set;

/**
 * What goes wrong in a {@link FaultyFileSystemProvider}: nothing, or one change of the disk: an opening to write, a write, a rename,
 * a sync, a new folder or a deletion. State of the process, since there is one default file system.
 */
final class Faults {
    private static final Set<FileChannel> OPEN = new HashSet<>();
    private static long left = Long.MAX_VALUE;
    private static boolean stops;
    private static boolean struck;

    private Faults() {}

    /** What a killed process does: nothing any more. */
    static final class Stopped extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** From now on the n-th change fails; or the process stops there, and makes no change any more. */
    static synchronized void arm(long n, boolean stop) {
        left = n;
        stops = stop;
        struck = false;
    }

    /**
     * Ends what was armed, and what the system ends for a process that has died: its open files and their locks.
     *
     * @return whether the change was reached
     */
    static synchronized boolean disarm() throws IOException {
        if (struck && stops) {
            for (FileChannel channel : OPEN) {
                channel.close();
            }
        }
        OPEN.clear();
        left = Long.MAX_VALUE;
        return struck;
    }

    static synchronized void opened(FileChannel channel) {
        OPEN.add(channel);
    }

    /** A change is about to be made. */
    static synchronized void change() throws IOException {
        if (strikes()) {
            fail();
        }
    }

    /** Whether the next change is the one; from then on the process does nothing, if it stops. */
    static synchronized boolean strikes() {
        if (struck) {
            return stops && left != Long.MAX_VALUE;
        }
        left--;
        struck = left == 0;
        return struck;
    }

    static synchronized boolean hasStruck() {
        return struck;
    }

    static void fail() throws IOException {
        if (stops) {
            throw new Stopped();
        }
        throw new IOException("No space left on device");
    }
}
