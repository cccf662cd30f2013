package org.relabel4j.datasets.format;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;

/**
 * What a file was like when reading it began: tells whether somebody has written to it, or put another in its place, since then.
 */
final class FileStamp {
    private final Path file;
    private final boolean regular;
    private final boolean pipe;
    private final long bytes;
    private final FileTime modified;

    /** The system's number of the file, or null where there is none. */
    private final Object key;

    private FileStamp(Path file, BasicFileAttributes attributes) {
        this.file = file;
        this.regular = attributes.isRegularFile();
        this.pipe = attributes.isOther();
        this.bytes = attributes.size();
        this.modified = attributes.lastModifiedTime();
        this.key = attributes.fileKey();
    }

    /** Opens the file. A pipe, which has no position, is a stream of the old kind. */
    InputStream open() throws IOException {
        return pipe ? new FileInputStream(file.toFile()) : Files.newInputStream(file);
    }

    /** Looks at the file as it is now. */
    static FileStamp of(Path file) throws InputException {
        try {
            return new FileStamp(file, Files.readAttributes(file, BasicFileAttributes.class));
        } catch (IOException e) {
            throw InputException.unreadable(file, e);
        }
    }

    /**
     * Checks that the file is still the same. A pipe always is.
     *
     * @throws InputException if it was changed, so that what was read is not to be trusted
     */
    void checkUnchanged() throws InputException {
        if (!regular) {
            return;
        }
        FileStamp now = of(file);
        if (now.bytes != bytes || !now.modified.equals(modified) || !Objects.equals(now.key, key)) {
            throw InputException.inFile(file, "was changed while it was read", "", "try again when it is complete");
        }
    }
}
