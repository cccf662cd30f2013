package org.relabel4j.benchmarks.grid;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.relabel4j.datasets.Dataset;
import org.relabel4j.datasets.format.AtomicFiles;

/**
 * Each cell adds its number to a sum, once a step; it hands the sum to the next step in a file too, and predicts it. The cell of number 2
 * in the first trial fails at its third step as often as told.
 *
 * @param failing when it fails
 * @param padding blanks in the file, so that it may be large
 */
public record Sums(Failing failing, int padding) implements Experiment<Sums.Adder, Sums.Sum> {
    private static final int STEPS = 4;

    /** Attempts at number 2, of all experiments of this process: an executor of {@code local} is in it. */
    public static final AtomicInteger ATTEMPTS = new AtomicInteger();

    /** When a cell fails. */
    public enum Failing {
        NEVER,
        ONCE,
        ALWAYS,
        BY_THE_CALLER,
        OUT_OF_MEMORY
    }

    /** A cell. */
    public record Adder(int number, int trial) implements Cell {
        @Override
        public String fileName() {
            return number + "_" + trial;
        }
    }

    /** What a cell has come to. */
    public record Sum(int steps, long value) implements CellState {
        @Override
        public boolean ended() {
            return steps == STEPS;
        }

        @Override
        public String lastStep() {
            return "addition " + steps;
        }
    }

    @Override
    public String name() {
        return "sums";
    }

    @Override
    public Words words() {
        return new Words("sums", "additions");
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of("steps", STEPS);
    }

    @Override
    public Map<String, Object> settings(Path config) {
        return settings();
    }

    @Override
    public Map<String, Object> facts() {
        return Map.of();
    }

    @Override
    public Map<String, String> backend() {
        return Map.of("backend", "java");
    }

    @Override
    public List<Dataset> data() {
        return List.of();
    }

    @Override
    public List<Adder> cells() {
        List<Adder> cells = new ArrayList<>();
        for (int number = 1; number <= 3; number++) {
            cells.add(new Adder(number, 0));
            cells.add(new Adder(number, 1));
        }
        return cells;
    }

    @Override
    public int steps(Adder cell) {
        return STEPS;
    }

    @Override
    public Optional<String> askedHeader(Adder cell) {
        return Optional.of("added");
    }

    @Override
    public int stateVersion() {
        return 1;
    }

    @Override
    public void write(Sum state, DataOutputStream out) throws IOException {
        out.writeInt(state.steps());
        out.writeLong(state.value());
    }

    @Override
    public Sum read(DataInputStream in) throws IOException {
        return new Sum(in.readInt(), in.readLong());
    }

    @Override
    public boolean handsOver(Adder cell) {
        return true;
    }

    @Override
    public void check(Handover.Written handover) {
        assertReads(handover, -1);
    }

    private static void assertReads(Handover.Written handover, long value) {
        try {
            String[] words = Files.readString(handover.file()).strip().split(";");
            if (!words[0].equals(handover.owner()) || value >= 0 && Long.parseLong(words[1]) != value) {
                throw new IllegalStateException(handover.file() + " has " + List.of(words));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void run(Adder cell, CellStore<Sum> store) {
        Sum sum = store.before().orElse(new Sum(0, 0));
        if (sum.steps() > 0) {
            assertReads(store.handover().orElseThrow(), sum.value());
        }
        int attempt = cell.number() == 2 && cell.trial() == 0 ? ATTEMPTS.incrementAndGet() : 0;
        while (!sum.ended()) {
            if (attempt > 0 && sum.steps() == 2) {
                fail(attempt);
            }
            sum = new Sum(sum.steps() + 1, sum.value() + cell.number());
            String text = String.valueOf(sum.value());
            store.keepPredictions(
                    "step-" + sum.steps() + ".txt", file -> AtomicFiles.write(file, out -> out.write(text.getBytes())));
            String blanks = " ".repeat(padding);
            Handover handover = (file, owner) ->
                    AtomicFiles.write(file, out -> out.write((owner + ";" + text + ";" + blanks).getBytes()));
            store.keep(sum, cell.number() + "\n", sum.ended() ? Optional.empty() : Optional.of(handover));
        }
    }

    private void fail(int attempt) {
        switch (failing) {
            case ONCE -> {
                if (attempt == 1) {
                    throw new IllegalStateException("not yet");
                }
            }
            case ALWAYS -> throw new IllegalStateException("no more");
            case BY_THE_CALLER -> throw new IllegalArgumentException("mend it");
            case OUT_OF_MEMORY -> throw new OutOfMemoryError("all gone");
            case NEVER -> {
                return;
            }
        }
    }

    @Override
    public void release(Adder cell) {}

    @Override
    public Map<String, String> tables(List<Sum> states) {
        return Map.of(
                "sums.csv",
                String.join(
                        ",", states.stream().map(s -> String.valueOf(s.value())).toList()));
    }
}
