package org.relabel4j.labeling.studio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.http.ServerException;
import org.relabel4j.files.OutputLock;
import org.relabel4j.labeling.project.Project;
import org.relabel4j.labeling.round.Rounds;

class LoopJobTest {
    private static final LoopJob.Pace QUICK =
            new LoopJob.Pace(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMinutes(1));

    @TempDir
    Path folder;

    private final List<String> lines = new ArrayList<>();
    private FakeStudio studio;
    private Project project;

    /** What is to happen when a line is said. */
    private Runnable onLine = () -> {};

    private final LoopJob.Listener listener = new LoopJob.Listener() {
        @Override
        public void did(String line) {
            lines.add(line.replace(studio.url(), "URL"));
            onLine.run();
        }

        @Override
        public void update(String stage, long done, long total) {}
    };

    @BeforeEach
    void connect() throws Exception {
        studio = new FakeStudio();
        project = LabelProject.make(folder, 8);
        for (int n = 0; n < 8; n++) {
            studio.addTask("e" + n);
        }
        LabelProject.connect(project, studio);
    }

    @AfterEach
    void stop() {
        studio.close();
    }

    private static LoopJob.Request request(Optional<Integer> every, boolean whole) {
        // A model of the features would only take time.
        return new LoopJob.Request(every, whole, List.of("batch=3", "model=softmax"), QUICK);
    }

    private boolean once() throws Exception {
        return LoopJob.once(project, studio.client(), request(Optional.empty(), false), listener);
    }

    private void answer(int number) {
        for (int n = 0; n < number; n++) {
            studio.annotate(studio.next(2).orElseThrow(), 2, n % 2 == 0 ? "red" : "green");
        }
    }

    private int round() throws InputException {
        return new Rounds(project.roundsFolder()).last().orElse(0);
    }

    @Test
    void makesTheNextRoundWhenEnoughHaveCome() throws Exception {
        assertTrue(once());
        assertEquals(1, round());
        answer(2);
        once();
        assertEquals(1, round(), "two labels of three");
        answer(1);
        once();

        assertEquals(2, round());
        assertEquals("made round 1 from 0 labels of 0 people", lines.get(0));
        assertTrue(lines.contains("pulled, new: 1 label (2 of 8 tasks read)"), lines::toString);
        assertTrue(lines.get(lines.size() - 1).startsWith("pushed, round 2 is asked for: 3 tasks"), lines::toString);
    }

    @Test
    void aWholeRoundIsDueWhenEachTaskIsAnsweredOrSkipped() throws Exception {
        LoopJob.Request whole = request(Optional.of(1), true);
        LoopJob.once(project, studio.client(), whole, listener);
        answer(2);
        LoopJob.once(project, studio.client(), whole, listener);
        assertEquals(1, round());
        studio.skip(studio.next(3).orElseThrow(), 3);
        LoopJob.once(project, studio.client(), whole, listener);

        assertEquals(2, round());
    }

    @Test
    void aPushThatWasBrokenOffIsDoneFirst() throws Exception {
        studio.answer(5, false);
        assertThrows(ServerException.class, this::once);
        assertEquals(1, round());
        studio.answer(Integer.MAX_VALUE, false);
        once();

        assertEquals(1, round());
        assertTrue(lines.get(lines.size() - 1).startsWith("pushed, round 1 is asked for: 3 tasks"), lines::toString);
    }

    @Test
    void goesOnWhenTheServerComesBackAndEndsWhenNobodyIsLeft() throws Exception {
        studio.answer(3, false);
        onLine = () -> {
            if (lines.get(lines.size() - 1).contains("trying again")) {
                studio.answer(Integer.MAX_VALUE, false);
            } else if (lines.get(lines.size() - 1).startsWith("pushed")) {
                while (studio.next(2).isPresent()) {
                    answer(1);
                }
            }
        };
        LoopJob.run(project, studio.client(), request(Optional.empty(), false), listener);

        assertTrue(lines.get(1).startsWith("URL/api/"), lines::toString);
        assertEquals("nobody is left to ask about any example; the loop ends", lines.get(lines.size() - 1));
        assertEquals(8, LabelProject.log(project).size());
    }

    @Test
    void aRefusalEndsIt() {
        StudioServer other = new StudioServer(new StudioHttp(
                studio.url() + "/nowhere", StudioToken.of(Optional.of(FakeStudio.TOKEN)), FakeStudio.impatient()));

        assertThrows(
                ServerException.class,
                () -> LoopJob.run(
                        project,
                        other,
                        new LoopJob.Request(
                                Optional.empty(),
                                false,
                                List.of(),
                                new LoopJob.Pace(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ZERO)),
                        listener));
    }

    @Test
    void aSecondLoopIsTold() throws Exception {
        Optional<OutputLock> held = OutputLock.tryAcquire(OutputLock.beside(folder.resolve("label-studio")));
        OutputLock first = held.orElseThrow();
        try (first) {
            InputException told = assertThrows(
                    InputException.class,
                    () -> LoopJob.run(project, studio.client(), request(Optional.empty(), false), listener));

            assertTrue(told.getMessage().contains("has a loop running already"), told::getMessage);
        }
    }
}
