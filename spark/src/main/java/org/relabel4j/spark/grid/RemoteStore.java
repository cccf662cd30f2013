package org.relabel4j.spark.grid;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.relabel4j.benchmarks.grid.Cell;
import org.relabel4j.benchmarks.grid.CellState;
import org.relabel4j.benchmarks.grid.CellStore;
import org.relabel4j.benchmarks.grid.Experiment;
import org.relabel4j.benchmarks.grid.Handover;
import org.relabel4j.benchmarks.grid.RunFolder;
import org.relabel4j.datasets.format.InputException;

/**
 * Where a cell on an executor keeps its steps: at the driver. Files go there and back in pieces.
 *
 * @param folder of files on their way; its run is the driver's, so that what is handed over names the same owner
 */
record RemoteStore<C extends Cell, S extends CellState>(
        DriverLink driver, Experiment<C, S> experiment, C cell, Message.Start start, RunFolder folder)
        implements CellStore<S> {
    @Override
    public Optional<S> before() {
        if (start.state() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(experiment.read(new DataInputStream(new ByteArrayInputStream(start.state()))));
        } catch (IOException e) {
            throw new UncheckedIOException("the driver's state cannot be read", e);
        }
    }

    @Override
    public Optional<Handover.Written> handover() {
        if (start.handover() < 0) {
            return Optional.empty();
        }
        Handover.Written handover = folder.handover(cell, before().orElseThrow().steps() - 1);
        try (OutputStream out = Files.newOutputStream(prepared(handover.file()))) {
            long offset = 0;
            while (offset < start.handover()) {
                byte[] piece = driver.ask(new Message.Fetch(offset));
                out.write(piece);
                offset += piece.length;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(handover);
    }

    @Override
    public void keepPredictions(String name, FileWriter writer) {
        Path file = folder.predictions(cell).resolve(name);
        try {
            writer.write(prepared(file));
            send(file);
        } catch (InputException | IOException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
        driver.ask(new Message.Predictions(name));
    }

    @Override
    public void keep(S now, String asked, Optional<Handover> next) {
        ByteArrayOutputStream state = new ByteArrayOutputStream();
        try {
            experiment.write(now, new DataOutputStream(state));
            if (next.isPresent()) {
                Handover.Written written = folder.handover(cell, now.steps() - 1);
                next.get().write(prepared(written.file()), written.owner());
                send(written.file());
            }
        } catch (InputException | IOException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
        driver.ask(new Message.Keep(state.toByteArray(), asked, next.isPresent()));
    }

    private static Path prepared(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        return file;
    }

    private void send(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] piece;
            while ((piece = in.readNBytes(DriverCells.PIECE_BYTES)).length > 0) {
                driver.ask(new Message.Piece(piece));
            }
        }
        Files.delete(file);
    }
}
