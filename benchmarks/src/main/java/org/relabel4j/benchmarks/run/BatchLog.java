package org.relabel4j.benchmarks.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.loop.LabelBatch;
import org.relabel4j.datasets.format.InputException;

/**
 * A cell's file under {@code batches/}: {@code round,example,annotator,label,true_label,earlier_labels}, a row for each label
 * bought, in the order of asking; {@code earlier_labels} is how many the example had before.
 *
 * <p>It is appended to before each checkpoint. The checkpoint knows its length, so that rows of a round that did not end are
 * cut off when the cell goes on.
 */
final class BatchLog {
    private static final String HEADER = "round,example,annotator,label,true_label,earlier_labels\n";

    private final Path file;
    private long length;

    private BatchLog(Path file, long length) {
        this.file = file;
        this.length = length;
    }

    /**
     * Opens a file that is valid up to a length; 0 starts it anew.
     *
     * @throws InputException if it cannot be written, or is shorter
     */
    static BatchLog open(Path file, long validBytes) throws InputException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (channel.size() < validBytes) {
                throw InputException.inFile(
                        file,
                        "has " + channel.size() + " bytes",
                        "at least the " + validBytes + " that the cell's checkpoint counts",
                        "restore it, or delete the checkpoint to start the cell anew");
            }
            channel.truncate(validBytes);
        } catch (IOException e) {
            throw InputException.unwritable(file, e);
        }
        BatchLog log = new BatchLog(file, validBytes);
        if (validBytes == 0) {
            log.append(HEADER);
        }
        return log;
    }

    long length() {
        return length;
    }

    /**
     * Appends a round's batch.
     *
     * @param before the annotations without the batch
     * @param truth true class of each example
     */
    void append(int round, LabelBatch batch, Annotations before, int[] truth) throws InputException {
        int[] examples = batch.examples();
        int[] annotators = batch.annotators();
        int[] labels = batch.labels();
        StringBuilder rows = new StringBuilder();
        for (int n = 0; n < examples.length; n++) {
            int i = examples[n];
            rows.append(round)
                    .append(',')
                    .append(i)
                    .append(',')
                    .append(annotators[n])
                    .append(',');
            rows.append(labels[n])
                    .append(',')
                    .append(truth[i])
                    .append(',')
                    .append(before.count(i))
                    .append('\n');
        }
        append(rows.toString());
    }

    private void append(String text) throws InputException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.position(length);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
        } catch (IOException e) {
            throw InputException.unwritable(file, e);
        }
        length += bytes.limit();
    }
}
