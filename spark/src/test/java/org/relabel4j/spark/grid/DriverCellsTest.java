package org.relabel4j.spark.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.relabel4j.benchmarks.grid.CellStore;
import org.relabel4j.benchmarks.grid.CellWorkers;
import org.relabel4j.benchmarks.grid.Handover;
import org.relabel4j.benchmarks.grid.Sums;
import org.relabel4j.spark.grid.Message.Verdict;

/** What the driver answers to attempts at one cell. */
class DriverCellsTest {
    private static final LinkedHashMap<String, Object> HERE = new LinkedHashMap<>();

    private final List<String> heard = new ArrayList<>();
    private boolean ended;

    private final DriverCells<Sums.Adder, Sums.Sum> cells = new DriverCells<>(
            new Sums(Sums.Failing.NEVER, 0),
            new CellWorkers.Session<Sums.Adder, Sums.Sum>() {
                @Override
                public Optional<CellStore<Sums.Sum>> begin(Sums.Adder cell) {
                    return ended ? Optional.empty() : Optional.of(new Store());
                }

                @Override
                public void end(Sums.Adder cell) {
                    heard.add("end");
                }

                @Override
                public void fail(Sums.Adder cell, Throwable cause) {
                    heard.add("fail " + cause.getMessage());
                }

                @Override
                public void machine(Map<String, Object> facts) {
                    heard.add("machine " + facts);
                }

                @Override
                public void interrupt() {
                    throw new AssertionError();
                }
            },
            3);

    private final class Store implements CellStore<Sums.Sum> {
        @Override
        public Optional<Sums.Sum> before() {
            return Optional.empty();
        }

        @Override
        public Optional<Handover.Written> handover() {
            return Optional.empty();
        }

        @Override
        public void keepPredictions(String name, FileWriter writer) {
            throw new AssertionError();
        }

        @Override
        public void keep(Sums.Sum now, String asked, Optional<Handover> next) {
            heard.add("keep " + now.value());
            if (now.value() == 13) {
                throw new IllegalStateException("the disk is full");
            }
        }
    }

    private Verdict ask(long attempt, Message.Question what) {
        return cells.answer(new Message.Sender("session", "1_0", attempt, "host"), what)
                .verdict();
    }

    private static Message.Keep keep(long value) throws Exception {
        ByteArrayOutputStream state = new ByteArrayOutputStream();
        new Sums(Sums.Failing.NEVER, 0).write(new Sums.Sum(1, value), new DataOutputStream(state));
        return new Message.Keep(state.toByteArray(), "1\n", false);
    }

    @Test
    void aLaterAttemptTakesTheCellOver() throws Exception {
        assertEquals(Verdict.GO_ON, ask(7, new Message.Begin(HERE)));
        assertEquals(Verdict.GO_ON, ask(7, keep(1)));
        assertEquals(Verdict.GO_ON, ask(9, new Message.Begin(HERE)));

        assertEquals(Verdict.TAKEN_OVER, ask(7, keep(2)));
        assertEquals(Verdict.TAKEN_OVER, ask(7, new Message.Begin(HERE)));
        assertEquals(Verdict.TAKEN_OVER, ask(7, new Message.Fail(new byte[0], "late", false)));
        assertEquals(Verdict.GO_ON, ask(9, keep(3)));
        assertEquals(Verdict.GO_ON, ask(9, new Message.End()));
        assertEquals(List.of("keep 1", "keep 3", "end"), heard);
    }

    @Test
    void aCellLostBehindItsLastStepHasEnded() {
        ask(1, new Message.Begin(HERE));
        ended = true;

        assertEquals(Verdict.STOP, ask(2, new Message.Begin(HERE)));
        assertEquals(List.of("end"), heard);
    }

    @Test
    void whatCannotBeKeptEndsTheCellAtTheDriver() throws Exception {
        ask(1, new Message.Begin(HERE));

        assertEquals(Verdict.STOP, ask(1, keep(13)));
        assertEquals(Verdict.STOP, ask(1, keep(14)));
        assertEquals(List.of("keep 13", "fail the disk is full"), heard);
    }

    @Test
    void nothingIsKeptOnceTheRunIsOver() throws Exception {
        ask(1, new Message.Begin(HERE));
        cells.close();

        assertEquals(Verdict.STOP, ask(1, keep(1)));
        assertEquals(List.of(), heard);
    }

    private boolean giveUp() {
        return cells.giveUp(new Sums.Adder(1, 0), new IllegalStateException("Spark is at its end"));
    }

    private void failAt(long attempt) {
        ask(attempt, new Message.Begin(HERE));
        ask(attempt, new Message.Fail(new byte[0], "failure " + attempt, true));
    }

    @Test
    void aCellThatHasFailedOnEachExecutorIsTriedThereAgain() {
        failAt(1);
        failAt(2);
        assertTrue(giveUp());
        failAt(3);

        assertEquals(Verdict.STOP, ask(4, new Message.Begin(HERE)), "three times in all");
        assertEquals(List.of("fail failure 3"), heard);
    }

    @Test
    void aCellIsReportedAfterItsLastFailure() {
        failAt(1);
        assertTrue(giveUp());
        failAt(2);
        failAt(3);

        assertFalse(giveUp());
        assertEquals(List.of("fail failure 3"), heard);
    }

    @Test
    void whatSparkGivesUpByItselfIsNotTriedAgain() {
        failAt(1);
        assertTrue(giveUp());

        assertFalse(giveUp(), "no attempt has failed meanwhile");
        assertEquals(List.of("fail failure 1"), heard);
    }

    @Test
    void aMachineIsNamedUnlessItIsTheDriver() {
        ask(1, new Message.Begin(new LinkedHashMap<>(Map.of("host", "one"))));
        ask(2, new Message.Begin(HERE));

        assertEquals(List.of("machine {host=one}"), heard);
    }

    @Test
    void anExceptionThatIsNotKnownHereIsToldAsText() {
        ask(1, new Message.Begin(HERE));
        ask(1, new Message.Fail("no object".getBytes(StandardCharsets.UTF_8), "Strange: at its place", false));

        assertEquals(List.of("fail Strange: at its place"), heard);
    }
}
