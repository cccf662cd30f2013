package org.relabel4j.spark.grid;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.relabel4j.benchmarks.grid.Cell;
import org.relabel4j.benchmarks.grid.CellState;
import org.relabel4j.benchmarks.grid.CellStore;
import org.relabel4j.benchmarks.grid.CellWorkers;
import org.relabel4j.benchmarks.grid.Experiment;
import org.relabel4j.benchmarks.grid.Handover;
import org.relabel4j.datasets.format.AtomicFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The driver's end of a run: answers tasks about their cells. A later attempt at a cell takes it over, as when Spark has given up an
 * executor that was only out of reach; what the earlier one says then counts for nothing. All state is guarded by this.
 */
final class DriverCells<C extends Cell, S extends CellState> {
    private static final Logger LOG = LoggerFactory.getLogger(DriverCells.class);

    /** Of a file, in one message: 8 MB. */
    static final int PIECE_BYTES = 8 << 20;

    private final Experiment<C, S> experiment;
    private final CellWorkers.Session<C, S> session;
    private final Map<String, C> cells = new HashMap<>();
    private final Map<String, Work> current = new HashMap<>();
    private final Map<String, Failed> failed = new HashMap<>();
    private final int maxFailures;

    /**
     * How a cell has failed on executors.
     *
     * @param times how often
     * @param known how often when Spark last got it
     * @param last what it threw
     */
    private record Failed(int times, int known, Throwable last) {}

    /** The last attempt at a cell that has begun. */
    private final class Work {
        final long attempt;
        final CellStore<S> store;
        Path file;

        Work(long attempt, CellStore<S> store) {
            this.attempt = attempt;
            this.store = store;
        }
    }

    /** @param maxFailures how often a cell may fail in all */
    DriverCells(Experiment<C, S> experiment, CellWorkers.Session<C, S> session, int maxFailures) {
        this.experiment = experiment;
        this.session = session;
        this.maxFailures = maxFailures;
        experiment.cells().forEach(cell -> cells.put(cell.fileName(), cell));
    }

    synchronized Message.Answer answer(Message.Sender from, Message.Question what) {
        C cell = cells.get(from.cell());
        Work work = current.get(from.cell());
        if (work != null && from.attempt() < work.attempt) {
            return Message.Answer.of(Message.Verdict.TAKEN_OVER);
        }
        if (what instanceof Message.Begin begin) {
            if (!begin.machine().isEmpty()) {
                session.machine(begin.machine());
            }
            return begin(from, cell);
        }
        if (what instanceof Message.Fail failure) {
            fail(from, cell, failure);
            return Message.Answer.of(Message.Verdict.STOP);
        }
        if (work == null || from.attempt() != work.attempt) {
            return Message.Answer.of(Message.Verdict.STOP);
        }
        try {
            return new Message.Answer(Message.Verdict.GO_ON, carryOut(what, cell, work));
        } catch (IOException | RuntimeException e) {
            drop(from.cell());
            session.fail(cell, e);
            return Message.Answer.of(Message.Verdict.STOP);
        }
    }

    private Message.Answer begin(Message.Sender from, C cell) {
        Work before = drop(from.cell());
        Failed own = failed.get(from.cell());
        if (own != null && own.times() >= maxFailures) {
            session.fail(cell, own.last());
            return Message.Answer.of(Message.Verdict.STOP);
        }
        Optional<CellStore<S>> store = session.begin(cell);
        if (store.isEmpty()) {
            if (before != null) {
                // It was lost between its last step and saying so.
                session.end(cell);
            }
            return Message.Answer.of(Message.Verdict.STOP);
        }
        current.put(from.cell(), new Work(from.attempt(), store.get()));
        LOG.debug("{} begins on {}", cell, from.host());
        byte[] state = store.get().before().map(this::bytes).orElse(null);
        long handover = store.get().handover().map(DriverCells::size).orElse(-1L);
        return new Message.Answer(Message.Verdict.GO_ON, Message.bytes(new Message.Start(state, handover)));
    }

    private byte[] carryOut(Message.Question what, C cell, Work work) throws IOException {
        if (what instanceof Message.Fetch fetch) {
            return piece(work.store.handover().orElseThrow().file(), fetch.offset());
        }
        if (what instanceof Message.Piece piece) {
            append(work, piece.bytes());
        } else if (what instanceof Message.Predictions predictions) {
            work.store.keepPredictions(predictions.name(), file -> AtomicFiles.write(file, out -> moveTo(out, work)));
        } else if (what instanceof Message.Keep keep) {
            S state = experiment.read(new DataInputStream(new ByteArrayInputStream(keep.state())));
            Handover handover = (file, owner) -> AtomicFiles.write(file, out -> moveTo(out, work));
            work.store.keep(state, keep.asked(), keep.handsOver() ? Optional.of(handover) : Optional.empty());
        } else if (what instanceof Message.End) {
            drop(cell.fileName());
            session.end(cell);
        }
        return new byte[0];
    }

    private void fail(Message.Sender from, C cell, Message.Fail failure) {
        drop(from.cell());
        Throwable thrown = thrown(failure);
        if (failure.again()) {
            LOG.debug("{} failed on {}; Spark may try again", cell, from.host(), thrown);
            Failed before = failed.getOrDefault(from.cell(), new Failed(0, 0, thrown));
            failed.put(from.cell(), new Failed(before.times() + 1, before.known(), thrown));
        } else {
            session.fail(cell, thrown);
        }
    }

    private static Throwable thrown(Message.Fail failure) {
        try {
            return Message.read(failure.thrown(), Throwable.class);
        } catch (ClassNotFoundException | RuntimeException e) {
            return new IllegalStateException(failure.text());
        }
    }

    /**
     * Says that Spark has given a cell up: for good, or because it has failed on each executor that there is, and may more often.
     *
     * @return whether Spark is to get it again
     */
    synchronized boolean giveUp(C cell, Throwable spark) {
        String name = cell.fileName();
        drop(name);
        Failed own = failed.get(name);
        if (own != null && own.times() > own.known() && own.times() < maxFailures) {
            failed.put(name, new Failed(own.times(), own.times(), own.last()));
            return true;
        }
        session.fail(cell, own == null ? spark : own.last());
        return false;
    }

    /** Forgets what tasks have begun. */
    synchronized void close() {
        cells.keySet().forEach(this::drop);
    }

    private Work drop(String cell) {
        Work work = current.remove(cell);
        if (work != null && work.file != null) {
            delete(work.file);
        }
        return work;
    }

    private byte[] bytes(S state) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            experiment.write(state, new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    private static long size(Handover.Written handover) {
        try {
            return Files.size(handover.file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] piece(Path file, long offset) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer piece = ByteBuffer.allocate((int) Math.min(PIECE_BYTES, channel.size() - offset));
            channel.position(offset);
            while (piece.hasRemaining() && channel.read(piece) >= 0) {}
            return piece.array();
        }
    }

    private void append(Work work, byte[] bytes) throws IOException {
        if (work.file == null) {
            work.file = Files.createTempFile("relabel4j-", ".part");
        }
        Files.write(work.file, bytes, StandardOpenOption.APPEND);
    }

    private void moveTo(OutputStream out, Work work) throws IOException {
        if (work.file != null) {
            Files.copy(work.file, out);
            delete(work.file);
            work.file = null;
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} is needed no more and cannot be deleted: {}", file, e.getMessage());
        }
    }
}
