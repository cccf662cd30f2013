package org.relabel4j.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/** Files of the program's own under names that can be foretold, so that something else may be there. */
public final class OwnFile {
    private OwnFile() {}

    /** Something is there that the program has not made; the message names it and is one line. */
    public static final class NotOursException extends IOException {
        private static final long serialVersionUID = 1L;

        NotOursException(Path file, String found) {
            super(file + ": " + found + ", expected a file of this program or nothing; remove it");
        }
    }

    /**
     * Opens a file to read and write, and makes it if it is missing. Of what is there nothing is changed.
     *
     * @throws NotOursException if there is a link, a pipe, a folder or a file with several names
     * @throws IOException if it cannot be opened
     */
    public static FileChannel open(Path file) throws IOException {
        try {
            check(file);
        } catch (NoSuchFileException e) {
            // It is made now.
        }
        return FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
    }

    private static void check(Path file) throws IOException {
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (found.isSymbolicLink()) {
            throw new NotOursException(file, "is a link");
        }
        if (!found.isRegularFile()) {
            throw new NotOursException(file, found.isDirectory() ? "is a folder" : "is a pipe or device");
        }
        if (file.getFileSystem().supportedFileAttributeViews().contains("unix")
                && (int) Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS) > 1) {
            throw new NotOursException(file, "is a hard link to a file with other names");
        }
    }
}
