package org.relabel4j.datasets.format;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/**
 * What a file was like when reading it began: tells whether somebody has written to it, or put another in its place, since then.
 */
record FileStamp(Path file, BasicFileAttributes attributes) {
    /** Opens the file. A pipe, which has no position, is a stream of the old kind. */
    InputStream open() throws IOException {
        return attributes.isOther() ? new FileInputStream(file.toFile()) : Files.newInputStream(file);
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
        if (!attributes.isRegularFile()) {
            return;
        }
        BasicFileAttributes now = of(file).attributes;
        // The key is the system's number of the file, or null where there is none.
        if (now.size() != attributes.size()
                || !now.lastModifiedTime().equals(attributes.lastModifiedTime())
                || !Objects.equals(now.fileKey(), attributes.fileKey())) {
            throw InputException.inFile(file, "was changed while it was read", "", "try again when it is complete");
        }
    }
}
