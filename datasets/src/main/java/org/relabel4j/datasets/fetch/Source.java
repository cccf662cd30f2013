package org.relabel4j.datasets.fetch;

import java.net.URI;
import java.util.List;

/**
 * Something that can be downloaded.
 *
 * @param name id of the data set or the weights
 * @param kind whether it is data or weights
 * @param files what to download
 * @param licence under which licence it may be used
 */
public record Source(String name, Kind kind, List<RemoteFile> files, String licence) {
    /** What is downloaded. */
    public enum Kind {
        DATASET,
        WEIGHTS
    }

    /**
     * One file.
     *
     * @param address where it is
     * @param name what to call it here
     * @param bytes how long it is; 0 if that is not known
     * @param maxBytes most that is taken; at least {@code bytes}
     * @param sha256 its checksum, 64 hexadecimal digits in lower case; empty if none is published
     */
    public record RemoteFile(URI address, String name, long bytes, long maxBytes, String sha256) {
        /**
         * @throws IllegalArgumentException if the name has a folder or the checksum is none
         */
        public RemoteFile {
            if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")
                    || bytes < 0
                    || maxBytes < Math.max(1, bytes)
                    || !sha256.matches("([0-9a-f]{64})?")) {
                throw new IllegalArgumentException(
                        "remote file is " + name + " of " + bytes + " bytes, at most " + maxBytes + ", with SHA-256 \""
                                + sha256
                                + "\", expected a plain name, at least 0 bytes, a limit above and 64 hexadecimal digits or none");
            }
        }

        /** By what it is checked, for people. */
        public String check() {
            if (!sha256.isEmpty()) {
                return bytes > 0 ? "length and SHA-256" : "SHA-256";
            }
            return bytes > 0 ? "length only" : "nothing: no checksum is published";
        }
    }

    public Source {
        files = List.copyOf(files);
    }
}
