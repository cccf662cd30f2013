package org.relabel4j.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * State that a later process goes on from: what is damaged, or of another run or version, is noticed. A file is a line that says
 * what it is and whose, the content, and a line with the CRC-32C of all before it:
 *
 * <pre>
 * # relabel4j checkpoint 3 run 5f0c…
 * …
 * # crc32c 1a2b3c4d
 * </pre>
 *
 * @param kind what it is, a word
 * @param version of the content's format
 * @param run whose it is and what it depends on, without line breaks
 */
public record SealedFile(String kind, int version, String run) {
    private static final String SEAL = "# crc32c ";
    private static final int SEAL_BYTES = SEAL.length() + 2 * Integer.BYTES + 1;

    /** A file is not what it should be; the message is a clause about "it". */
    public static final class BrokenException extends IOException {
        private static final long serialVersionUID = 1L;

        /** @param problem such as {@code its checksum is wrong} */
        public BrokenException(String problem) {
            super(problem);
        }
    }

    /**
     * Replaces a file.
     *
     * @throws IOException if it cannot be written; one that was there is unchanged
     */
    public void write(Path file, byte[] content) throws IOException {
        byte[] header = (start() + version + " run " + run + "\n").getBytes(StandardCharsets.UTF_8);
        CRC32C crc = new CRC32C();
        crc.update(header);
        crc.update(content);
        Replacement.write(file, stream -> {
            stream.write(header);
            stream.write(content);
            stream.write(seal(crc));
        });
    }

    /**
     * Reads a file.
     *
     * @return the content
     * @throws BrokenException if it is damaged, or of another kind, version or run
     * @throws IOException if it cannot be read
     */
    public byte[] read(Path file) throws IOException {
        if (Files.size(file) > Integer.MAX_VALUE - 8) {
            throw new BrokenException("it is too long");
        }
        byte[] bytes = Files.readAllBytes(file);
        int end = bytes.length - SEAL_BYTES;
        int headerEnd = 0;
        while (headerEnd < end && bytes[headerEnd] != '\n') {
            headerEnd++;
        }
        String header = new String(bytes, 0, headerEnd, StandardCharsets.UTF_8);
        if (!header.startsWith(start())) {
            throw new BrokenException("it is no " + kind + " of this version, or its start is damaged");
        }
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, Math.max(0, end));
        if (headerEnd >= end || !Arrays.equals(seal(crc), Arrays.copyOfRange(bytes, end, bytes.length))) {
            throw new BrokenException("its checksum is wrong");
        }
        if (!header.startsWith(start() + version + " ")) {
            throw new BrokenException("it is of another version: " + header);
        }
        if (!header.equals(start() + version + " run " + run)) {
            throw new BrokenException(
                    "it is of a run with other settings or other data, or of another part of this run");
        }
        return Arrays.copyOfRange(bytes, headerEnd + 1, end);
    }

    private String start() {
        return "# relabel4j " + kind + " ";
    }

    private static byte[] seal(CRC32C crc) {
        String digits = HexFormat.of().toHexDigits((int) crc.getValue());
        return (SEAL + digits + "\n").getBytes(StandardCharsets.US_ASCII);
    }
}
