package org.relabel4j.benchmarks.grid;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.files.SealedFile;

/**
 * The files of {@code checkpoints/} that cells go on from. Each is sealed with the run's and the cell's name, so that another
 * one's is not taken for it.
 *
 * @param <S> what a cell has come to
 */
record Checkpoints<S extends CellState>(RunFolder folder, Experiment<?, S> experiment) {
    /**
     * What a checkpoint holds.
     *
     * @param state of the cell
     * @param batches the cell's batch file at that time; anything beyond was written by a step that did not end
     */
    record Checkpoint<S>(S state, BatchLog.Extent batches) {}

    /**
     * Reads a cell's checkpoint, if it has one.
     *
     * @throws InputException if it is damaged, or another run's
     */
    Optional<Checkpoint<S>> read(Cell cell) throws InputException {
        Path file = folder.checkpoint(cell);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(decode(sealed(cell).read(file)));
        } catch (IOException e) {
            throw InputException.inFile(
                    file,
                    "cannot be gone on from: " + e.getMessage(),
                    "a checkpoint of this run",
                    "restore it, delete it to start this cell anew, or choose another folder by --out");
        }
    }

    private Checkpoint<S> decode(byte[] bytes) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            BatchLog.Extent batches = new BatchLog.Extent(in.readLong(), in.readInt());
            return new Checkpoint<>(experiment.read(in), batches);
        } catch (IOException | RuntimeException e) {
            throw new IOException("its content is impossible", e);
        }
    }

    void write(Cell cell, Checkpoint<S> checkpoint) throws InputException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        try {
            out.writeLong(checkpoint.batches().length());
            out.writeInt(checkpoint.batches().checksum());
            experiment.write(checkpoint.state(), out);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory cannot fail", e);
        }
        Path file = folder.checkpoint(cell);
        try {
            sealed(cell).write(file, bytes.toByteArray());
        } catch (IOException e) {
            throw InputException.unwritable(file, e);
        }
    }

    private SealedFile sealed(Cell cell) {
        return new SealedFile("checkpoint", experiment.stateVersion(), folder.run() + " " + cell.fileName());
    }
}
