package org.relabel4j.labeling.studio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.relabel4j.datasets.http.ServerException;
import org.relabel4j.jobs.Progress;
import org.relabel4j.labeling.project.Project;

class PushJobTest {
    private static final int NUM_EXAMPLES = 40;

    @TempDir
    Path folder;

    /** A server with e0 labelled by two, e1 by one, and a round that asks for e5, e0, e7 and e1. */
    private record Setting(FakeStudio studio, Project project) implements AutoCloseable {
        static Setting make(Path folder) throws Exception {
            FakeStudio studio = new FakeStudio();
            Project project = LabelProject.make(folder, NUM_EXAMPLES);
            for (int n = 0; n < NUM_EXAMPLES; n++) {
                studio.addTask("e" + n);
            }
            studio.annotate(11, 2, "red");
            studio.annotate(11, 3, "blue");
            studio.annotate(12, 2, "red");
            LabelProject.connect(project, studio);
            PullJob.run(project, studio.client(), Progress.NONE);
            LabelProject.round(project, 1, "e5", "e0", "e7", "e1");
            return new Setting(studio, project);
        }

        PushJob.Result push() throws Exception {
            return PushJob.run(project, studio.client(), Progress.NONE);
        }

        /** What a person is offered until there is nothing left, all answered. */
        List<Integer> answerAll(int user, int most) {
            List<Integer> offered = new ArrayList<>();
            for (Optional<Integer> next = studio.next(user);
                    next.isPresent() && offered.size() < most;
                    next = studio.next(user)) {
                offered.add(next.get());
                studio.annotate(next.get(), user, "red");
            }
            return offered;
        }

        @Override
        public void close() {
            studio.close();
        }
    }

    @Test
    void asksInRankOrderWhoHasNotAnsweredAndThenTheReserve() throws Exception {
        try (Setting setting = Setting.make(folder)) {
            PushJob.Result result = setting.push();

            assertEquals("round 1 is asked for: 4 tasks, 2 of them for a further answer; 10 in reserve", result.line());
            assertEquals(Optional.of(16), setting.studio().next(2));
            // The admin has answered none; one further answer each, then the reserve, of tasks nobody has labelled.
            List<Integer> offered = setting.answerAll(1, 100);
            assertEquals(List.of(16, 11, 18, 12), offered.subList(0, 4));
            assertEquals(14, offered.size());
            assertEquals(Optional.empty(), setting.studio().next(2));
            assertEquals(Optional.empty(), setting.studio().next(3));
        }
    }

    @Test
    void anAnswerThatCameSinceTheRoundIsTheOneItAsksFor() throws Exception {
        try (Setting setting = Setting.make(folder)) {
            setting.studio().annotate(12, 3, "red");
            setting.push();

            assertEquals(List.of(16, 11, 18), setting.answerAll(1, 3));
            assertTrue(setting.studio().tasks.get(12).get("is_labeled").asBoolean());
        }
    }

    @Test
    void pushingAgainAsksNobodyTwice() throws Exception {
        try (Setting setting = Setting.make(folder)) {
            setting.push();
            setting.answerAll(1, 2);
            String state = setting.studio().state();
            int calls = setting.studio().calls.size();
            setting.push();

            assertEquals(state, setting.studio().state());
            List<String> again =
                    setting.studio().calls.subList(calls, setting.studio().calls.size());
            assertFalse(again.stream().anyMatch(call -> !call.startsWith("GET")), again::toString);
        }
    }

    @Test
    void closesWhatAnEarlierRoundLeftOpenAndForgetsItsOrder() throws Exception {
        try (Setting setting = Setting.make(folder)) {
            setting.push();
            LabelProject.round(setting.project(), 2, "e9", "e1");
            PushJob.Result result = setting.push();

            assertEquals(1, result.closed());
            assertEquals(
                    List.of("relabel4j-0002-01"),
                    List.copyOf(setting.studio().predictions.keySet()));
            assertEquals(List.of(20, 12), setting.answerAll(3, 2));
            assertTrue(setting.studio().tasks.get(11).get("is_labeled").asBoolean());
            assertEquals(2, setting.studio().tasks.get(11).get("overlap").asInt());
        }
    }

    @Test
    void setsBackWhatABrowserChanged() throws Exception {
        try (Setting setting = Setting.make(folder)) {
            setting.push();
            String state = setting.studio().state();
            setting.studio().project.put("sampling", "Sequential sampling").put("maximum_annotations", 3);
            setting.studio().project.put("model_version", "");
            setting.push();

            assertEquals(state, setting.studio().state());
        }
    }

    /** Each call in turn is the first that gets no answer; either it was done, or not. Whatever was done, running again ends alike. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPushThatBreaksOffAnywhereEndsInTheSameState(boolean done) throws Exception {
        String expected;
        int calls;
        try (Setting setting = Setting.make(folder.resolve("whole"))) {
            int before = setting.studio().calls.size();
            setting.push();
            calls = setting.studio().calls.size() - before;
            expected = setting.studio().state();
        }
        for (int n = 0; n < calls; n++) {
            try (Setting setting = Setting.make(folder.resolve("broken" + n))) {
                setting.studio().answer(n, done);
                assertThrows(ServerException.class, setting::push);
                setting.studio().answer(Integer.MAX_VALUE, false);
                setting.push();

                assertEquals(expected, setting.studio().state(), "broken off at call " + n);
            }
        }
    }

    @Test
    void placesThatTheServerDropsAreNoticed() throws Exception {
        try (Setting setting = Setting.make(folder)) {
            LabelProject.round(setting.project(), 1, "x", "y");

            ServerException none = assertThrows(ServerException.class, setting::push);
            assertTrue(none.getMessage().contains("has a task for none of the batch's examples"), none::getMessage);
            assertEquals("", setting.studio().project.get("model_version").asText());
        }
    }

    @Test
    void withoutARoundThereIsNothingToPush() throws Exception {
        try (Setting setting = Setting.make(folder)) {
            Files.delete(folder.resolve("rounds/0001/batch.csv"));
            Files.delete(folder.resolve("rounds/0001"));

            assertTrue(assertThrows(org.relabel4j.datasets.format.InputException.class, setting::push)
                    .getMessage()
                    .endsWith("has no round; make one with relabel4j next " + folder));
        }
    }
}
