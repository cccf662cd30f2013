package org.relabel4j.benchmarks.grid;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.relabel4j.datasets.format.InputException;

/**
 * A cell's file under {@code batches/}: a row for each label bought, in the order of asking.
 *
 * <p>It is appended to before each checkpoint. The checkpoint knows its length, so that rows of a step that did not end are
 * cut off when the cell goes on, and its checksum.
 */
final class BatchLog {
    private final Path file;
    private final CRC32C checksum = new CRC32C();
    private long length;

    private BatchLog(Path file) {
        this.file = file;
    }

    /**
     * A file up to the end of a step.
     *
     * @param length in bytes
     * @param checksum CRC-32C of these bytes
     */
    record Extent(long length, int checksum) {
        /** Nothing, not even a header. */
        static final Extent NONE = new Extent(0, 0);
    }

    /**
     * Opens a file of which a beginning is valid; {@link Extent#NONE} starts it anew.
     *
     * @param header its first line
     * @throws InputException if it cannot be written, or this beginning is damaged
     */
    static BatchLog open(Path file, String header, Extent valid) throws InputException {
        BatchLog log = new BatchLog(file);
        if (valid.equals(Extent.NONE)) {
            log.truncate(0);
            log.append(header + "\n");
            return log;
        }
        log.read(valid.length());
        log.check(valid);
        log.truncate(valid.length());
        return log;
    }

    /**
     * Checks the beginning that is valid, and of a cell that has ended that there is nothing more.
     *
     * @throws InputException if it is damaged, or cannot be read
     */
    static void check(Path file, Extent valid, boolean ended) throws InputException {
        BatchLog log = new BatchLog(file);
        log.read(valid.length() + (ended ? 1 : 0));
        log.check(valid);
    }

    private void check(Extent valid) throws InputException {
        if (!extent().equals(valid)) {
            throw InputException.inFile(
                    file,
                    "is damaged: its first " + valid.length()
                            + " bytes are not those that the cell's checkpoint counts",
                    "",
                    "restore it, or delete the checkpoint to start the cell anew");
        }
    }

    /** Takes in the file's beginning, or all of it if that is shorter. */
    private void read(long bytes) throws InputException {
        byte[] block = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            int count;
            while (length < bytes && (count = in.read(block, 0, (int) Math.min(block.length, bytes - length))) > 0) {
                checksum.update(block, 0, count);
                length += count;
            }
        } catch (NoSuchFileException e) {
            return; // As one of no bytes.
        } catch (IOException e) {
            throw InputException.unreadable(file, e);
        }
    }

    private void truncate(long bytes) throws InputException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            channel.truncate(bytes);
        } catch (IOException e) {
            throw InputException.unwritable(file, e);
        }
    }

    /** What is valid now. */
    Extent extent() {
        return new Extent(length, (int) checksum.getValue());
    }

    /** Appends lines, and waits until they are on the disk. */
    void append(String text) throws InputException {
        if (text.isEmpty()) {
            return;
        }
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            channel.position(length);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
        } catch (IOException e) {
            throw InputException.unwritable(file, e);
        }
        length += bytes.limit();
        checksum.update(bytes.rewind());
    }
}
