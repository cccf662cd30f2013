package org.relabel4j.datasets.archive;

import java.io.IOException;
import java.io.InputStream;

/** What is checked of every archive's entries, whatever its kind. */
final class Entries {
    private Entries() {}

    /**
     * Checks that an entry's name leads nowhere but below the archive's own folder. Nothing here unpacks to the disk; but whoever
     * packed such a name meant harm, or something else does.
     *
     * @throws MalformedException if the name is absolute or climbs out
     */
    static void checkName(String name) throws MalformedException {
        String path = name.replace('\\', '/');
        boolean absolute = path.startsWith("/") || path.matches("[A-Za-z]:.*");
        if (name.isEmpty() || name.indexOf('\0') >= 0 || absolute || ("/" + path + "/").contains("/../")) {
            throw new MalformedException("holds the entry \"" + name.replaceAll("\\p{Cntrl}", "?")
                    + "\", which leads out of the archive; do not use it");
        }
    }

    /**
     * Reads an entry.
     *
     * @throws MalformedException if it has more than {@code maxBytes}
     */
    static byte[] read(String name, InputStream stream, int maxBytes) throws IOException {
        byte[] bytes = stream.readNBytes(maxBytes);
        if (stream.read() >= 0) {
            throw new MalformedException("holds the entry \"" + name + "\" of more than " + maxBytes
                    + " bytes, which is more than it can have");
        }
        return bytes;
    }

    /** The part of a path after its last slash. */
    static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
