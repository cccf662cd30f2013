package org.relabel4j.benchmarks.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine with a kind of experiment of its own, and cells that run elsewhere. */
class GridTest {
    @TempDir
    Path folder;

    /** Runs each cell on a copy of the experiment, to and from which states go as bytes, as to another machine. */
    private static final class Elsewhere implements CellWorkers {
        @Override
        public <C extends Cell, S extends CellState> void run(
                Experiment<C, S> experiment, List<C> cells, Session<C, S> session) {
            for (C cell : cells) {
                session.machine(Map.of("host", "cell" + cell.trial()));
                try {
                    Optional<CellStore<S>> store = session.begin(cell);
                    if (store.isPresent()) {
                        experiment.run(cell, remote(experiment, store.get()));
                        session.end(cell);
                    }
                } catch (Exception e) {
                    session.fail(cell, e);
                }
                experiment.release(cell);
            }
        }

        private static <S extends CellState> CellStore<S> remote(Experiment<?, S> experiment, CellStore<S> store) {
            return new CellStore<>() {
                @Override
                public Optional<S> before() {
                    return store.before().map(state -> sent(experiment, state));
                }

                @Override
                public Optional<Handover.Written> handover() {
                    return store.handover();
                }

                @Override
                public void keepPredictions(String name, FileWriter writer) {
                    store.keepPredictions(name, writer);
                }

                @Override
                public void keep(S now, String asked, Optional<Handover> next) {
                    store.keep(sent(experiment, now), asked, next);
                }
            };
        }

        private static <S extends CellState> S sent(Experiment<?, S> experiment, S state) {
            try {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                experiment.write(state, new DataOutputStream(bytes));
                return experiment.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private GridResult<Sums.Sum> run(Sums.Failing failing, boolean resume, GridListener<Sums.Adder, Sums.Sum> listener)
            throws Exception {
        return Grid.run(new Sums(failing, 0), folder.resolve("run"), new RunOptions(2, resume), listener);
    }

    private String table() throws IOException {
        return Files.readString(folder.resolve("run/sums.csv"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 23})
    void goesOnAfterAnyStep(int steps) throws Exception {
        int[] left = {steps};
        GridListener<Sums.Adder, Sums.Sum> stopper = new GridListener<>() {
            @Override
            public void stepDone(Sums.Adder cell, Sums.Sum state, GridProgress progress) {
                if (--left[0] == 0) {
                    throw new IllegalStateException("enough");
                }
            }
        };
        List<Long> done = new ArrayList<>();
        GridListener<Sums.Adder, Sums.Sum> watch = new GridListener<>() {
            @Override
            public void runStarted(RunFolder started, int cells, GridProgress progress) {
                done.add(progress.steps());
                done.add(progress.stepsInAll());
            }
        };

        assertThrows(IllegalStateException.class, () -> run(Sums.Failing.NEVER, false, stopper));
        assertTrue(run(Sums.Failing.NEVER, true, watch).complete());

        assertEquals(24, done.get(1));
        // The other thread goes on until it hears of it; on a busy machine that may be some steps.
        assertTrue(done.get(0) >= steps && (steps > 12 || done.get(0) < 24), done::toString);
        assertEquals("4,4,8,8,12,12", table());
        assertEquals("added\n3\n3\n3\n3\n", Files.readString(folder.resolve("run/batches/3_1.csv")));
    }

    @Test
    void aFailingCellKeepsItsStepsAndIsTriedAgain() throws Exception {
        GridResult<Sums.Sum> failed = run(Sums.Failing.ALWAYS, false, new GridListener<>() {});

        assertEquals(
                List.of("Adder[number=2, trial=0]: no more"),
                failed.failures().stream().map(GridResult.CellFailure::message).toList());
        assertEquals("4,4,4,8,12,12", table());
        assertTrue(Files.readString(failed.folder().errors()).contains("no more"));

        GridResult<Sums.Sum> again = run(Sums.Failing.NEVER, true, new GridListener<>() {});

        assertEquals("4,4,8,8,12,12", table());
        assertTrue(again.complete() && Files.notExists(again.folder().errors()));
    }

    @Test
    void cellsRunElsewhere() throws Exception {
        GridResult<Sums.Sum> result = Grid.run(
                new Sums(Sums.Failing.NEVER, 0),
                folder.resolve("run"),
                new RunOptions(1, false),
                GridListener.SILENT,
                new Elsewhere());

        assertTrue(result.complete());
        assertEquals("4,4,8,8,12,12", table());
        assertEquals(
                List.of(4L, 4L, 8L, 8L, 12L, 12L),
                result.states().stream().map(Sums.Sum::value).toList());
    }

    @Test
    void environmentNamesTheMachinesOfEachSession() throws Exception {
        RunFolder run = null;
        for (boolean resume : new boolean[] {false, true}) {
            RunOptions options = new RunOptions(1, resume);
            run = Grid.run(
                            new Sums(Sums.Failing.NEVER, 0),
                            folder.resolve("run"),
                            options,
                            GridListener.SILENT,
                            new Elsewhere())
                    .folder();
        }

        Map<String, Object> environment = Environment.read(run.environment());
        List<Map<String, String>> machines = List.of(Map.of("host", "cell0"), Map.of("host", "cell1"));
        assertEquals(machines, environment.get("machines"));
        List<?> resumed = (List<?>) environment.get("resumed");
        assertEquals(1, resumed.size());
        assertEquals(machines, ((Map<?, ?>) resumed.get(0)).get("machines"));
        assertTrue(environment.keySet().containsAll(Machine.facts().keySet()));
    }
}
