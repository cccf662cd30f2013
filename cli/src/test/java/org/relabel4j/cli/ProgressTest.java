package org.relabel4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.relabel4j.benchmarks.grid.Experiment.Words;
import org.relabel4j.benchmarks.grid.GridListener.GridProgress;
import org.relabel4j.benchmarks.grid.RunFolder;
import org.relabel4j.benchmarks.learning.LearningCell;

/** What is shown while something runs. */
class ProgressTest {
    private static final LearningCell CELL = new LearningCell("mlp", "random", 0);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long milliseconds;
    private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void linesComeAtMostEveryTenSecondsAndAtTheEnd() {
        try (ProgressLines lines = new ProgressLines(err, "rounds")) {
            lines.update(progress(1, 1, Optional.of(Duration.ofSeconds(99))), "a");
            lines.update(progress(2, 5, Optional.of(Duration.ofSeconds(245))), "b");
            lines.update(progress(3, 12, Optional.of(Duration.ofMinutes(125))), "c");
            lines.update(progress(100, 13, Optional.of(Duration.ZERO)), "d");
        }

        assertEquals(
                List.of(
                        "1 of 100 rounds in 1 s, 1 min 39 s left (a)",
                        "3 of 100 rounds in 12 s, 2 h 5 min left (c)",
                        "100 of 100 rounds in 13 s (d)"),
                shown().lines().toList());
    }

    @Test
    void countsOneInTheSingular() {
        try (ProgressLines lines = new ProgressLines(err, "rounds")) {
            lines.update(new GridProgress(1, 1, Duration.ofSeconds(12), Optional.empty()), "a");
        }

        assertEquals("1 of 1 round in 12 s (a)", shown().strip());
    }

    @Test
    void barFitsTheTerminalAndEndsItsLine() {
        ProgressBarRendering bar = new ProgressBarRendering(new Console(null, err, 90), progress(2, 0), "rounds");
        bar.update(progress(50, 10), "mlp activelab trial 0 round 3");
        bar.close();
        bar.close(); // once by a shutdown hook, once by the end of the run

        String lastState = shown().substring(shown().lastIndexOf('\r') + 1);
        assertTrue(lastState.contains("50/100"), lastState);
        assertTrue(lastState.contains("mlp activelab trial 0 round 3"), lastState);
        assertEquals(1, shown().chars().filter(c -> c == '\n').count(), "one line, which ends once");
        assertTrue(shown().endsWith(System.lineSeparator()), "nothing may follow on the bar's line");
        for (String state : shown().strip().split("\r")) {
            assertTrue(state.strip().length() <= 87, () -> state.length() + " columns: " + state);
        }
    }

    @Test
    void displaySaysWhereAndHowMuchWhenTheRunStarts() {
        try (ProgressDisplay display = new ProgressDisplay(
                new Console(null, err, 0), new Words("loops", "rounds"), closer -> err.println("started"))) {
            display.runStarted(new RunFolder(Path.of("runs/x")), 4, progress(0, 0));
            display.cellFailed(CELL, new IllegalStateException("no"), progress(7, 3));
        }

        assertEquals(
                List.of(
                        "started",
                        "Running 4 loops, 100 rounds, into " + Path.of("runs/x"),
                        "7 of 100 rounds in 3 s (mlp random trial 0 failed)"),
                shown().lines().toList());
    }

    /** A step may end while an interruption is being told. */
    @Test
    void nothingFollowsWhenTheDisplayHasEnded() {
        ProgressDisplay display =
                new ProgressDisplay(new Console(null, err, 0), new Words("loops", "rounds"), closer -> {});
        display.runStarted(new RunFolder(Path.of("x")), 4, progress(0, 0));
        display.close();
        err.println("relabel4j: interrupted");

        display.cellFailed(CELL, new IllegalStateException("no"), progress(7, 3));

        assertTrue(shown().endsWith("relabel4j: interrupted" + System.lineSeparator()), shown());
    }

    @Test
    void oneIsSingular() {
        try (ProgressDisplay display =
                new ProgressDisplay(new Console(null, err, 0), new Words("loops", "rounds"), closer -> {})) {
            display.runStarted(new RunFolder(Path.of("x")), 1, new GridProgress(0, 1, Duration.ZERO, Optional.empty()));
        }

        assertTrue(shown().startsWith("Running 1 loop, 1 round, into x"), shown());
    }

    @Test
    void displayOfAResumedRunSaysWhatIsDone() {
        try (ProgressDisplay display =
                new ProgressDisplay(new Console(null, err, 0), new Words("loops", "rounds"), closer -> {})) {
            display.runStarted(new RunFolder(Path.of("x")), 4, progress(40, 0));
        }

        assertTrue(shown().contains("100 rounds, of which 40 are done, into x"), shown());
    }

    @Test
    void quickJobsShowNothing() {
        try (JobProgress job = job(80)) {
            milliseconds = 499;
            job.update("reading", 1, 2);
        }

        assertEquals("", shown());
    }

    @Test
    void longJobsShowOneLineThatIsRemovedAtTheEnd() {
        try (JobProgress job = job(20)) {
            milliseconds = 500;
            job.update("reading a file with a long name", 1, 2);
            milliseconds = 599;
            job.update("this comes too soon after it", 1, 2);
        }

        assertEquals("\rreading a file wi\r" + " ".repeat(17) + "\r", shown());
    }

    @Test
    void jobsShowNothingInALog() {
        try (JobProgress job = job(0)) {
            milliseconds = 600;
            job.update("reading", 1, 2);
        }

        assertEquals("", shown());
    }

    @Test
    void jobsTellTheSameOnce() {
        try (JobProgress job = job(0)) {
            job.note("left out: a.png");
            job.note("left out: b.png");
            job.note("left out: a.png");
        }

        assertEquals(
                List.of("relabel4j: note: left out: a.png", "relabel4j: note: left out: b.png"),
                shown().lines().toList());
    }

    /** A job whose clock is {@link #milliseconds}. */
    private JobProgress job(int columns) {
        return new JobProgress(new Console(null, err, columns), () -> milliseconds * 1_000_000);
    }

    @Test
    void durationsAreForPeople() {
        assertEquals("0 s", ProgressDisplay.shown(Duration.ofMillis(400)));
        assertEquals("3 min 20 s", ProgressDisplay.shown(Duration.ofSeconds(200)));
        assertEquals("50 h 0 min", ProgressDisplay.shown(Duration.ofHours(50)));
        assertFalse(ProgressDisplay.shownLeft(Optional.empty()).contains("left"));
    }

    private String shown() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static GridProgress progress(int done, int seconds) {
        return progress(done, seconds, Optional.empty());
    }

    private static GridProgress progress(int done, int seconds, Optional<Duration> remaining) {
        return new GridProgress(done, 100, Duration.ofSeconds(seconds), remaining);
    }
}
