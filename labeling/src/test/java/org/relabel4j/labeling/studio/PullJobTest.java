package org.relabel4j.labeling.studio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.datasets.http.ServerException;
import org.relabel4j.jobs.Progress;
import org.relabel4j.labeling.project.LabelEntry;
import org.relabel4j.labeling.project.LabelState;
import org.relabel4j.labeling.project.Project;

class PullJobTest {
    @TempDir
    Path folder;

    private FakeStudio studio;
    private Project project;

    @BeforeEach
    void connect() throws Exception {
        studio = new FakeStudio();
        project = LabelProject.make(folder, 4);
        for (int n = 0; n < 4; n++) {
            studio.addTask("e" + n);
        }
        LabelProject.connect(project, studio);
    }

    @AfterEach
    void stop() {
        studio.close();
    }

    private PullJob.Result pull() throws Exception {
        return PullJob.run(project, studio.client(), Progress.NONE);
    }

    private static void relabel(ObjectNode annotation, String label) {
        ((ArrayNode) annotation.at("/result/0/value/choices")).removeAll().add(label);
    }

    /** The labels that count, as example, annotator and class. */
    private List<String> counting() throws Exception {
        LabelState state = LabelState.of(
                project.log().entries(), project.tasks(), project.settings().classNames(), List.of());
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            for (int a = state.annotations().rowStart(i);
                    a < state.annotations().rowEnd(i);
                    a++) {
                all.add("e" + i + " "
                        + state.annotators().get(state.annotations().annotatorAt(a)) + " "
                        + project.settings()
                                .classNames()
                                .get(state.annotations().labelAt(a)));
            }
        }
        return all;
    }

    @Test
    void takesLabelsSkipsAndKnownAnswersWithTheirPeople() throws Exception {
        studio.annotate(11, 2, "red");
        studio.annotate(11, 3, "blue");
        studio.skip(12, 2);
        studio.annotate(13, 1, "green").put("ground_truth", true);

        PullJob.Result result = pull();

        assertEquals(
                List.of("LABEL e0 ann@example.com red", "LABEL e0 3 blue", "SKIP e1 ann@example.com", "GOLD e2  green"),
                LabelProject.log(project));
        assertEquals("new: 2 labels, 1 skip, 1 known answer (4 of 4 tasks read)", result.line());
        assertEquals(
                "Label Studio project 7, task 11, annotation 100",
                project.log().entries().get(0).entry().source());
    }

    @Test
    void readsWhatChangedAndTakesNothingTwice() throws Exception {
        studio.annotate(11, 2, "red");
        pull();
        studio.tick();
        studio.annotate(12, 2, "blue");

        // The last task is read again: a change of the same second could have been missed.
        assertEquals("new: 1 label (2 of 4 tasks read)", pull().line());
        assertEquals("nothing new (1 of 4 tasks read)", pull().line());
        assertEquals(
                List.of("LABEL e0 ann@example.com red", "LABEL e1 ann@example.com blue"), LabelProject.log(project));
    }

    @Test
    void keepsChangedAnswersWithBothTimesAndWithdrawsDeletedOnes() throws Exception {
        ObjectNode changed = studio.annotate(11, 2, "red");
        studio.annotate(12, 2, "blue");
        pull();
        relabel(changed, "green");
        changed.put("updated_at", studio.tick().toString());
        studio.touch(11);
        ((ArrayNode) studio.tasks.get(12).get("annotations")).removeAll();
        studio.tick();
        studio.touch(12);
        pull();

        assertEquals(
                List.of(
                        "LABEL e0 ann@example.com red",
                        "LABEL e1 ann@example.com blue",
                        "LABEL e0 ann@example.com green",
                        "WITHDRAWN e1 ann@example.com"),
                LabelProject.log(project));
        assertEquals(List.of("e0 ann@example.com green"), counting());
        assertEquals("nothing new (1 of 4 tasks read)", pull().line());
    }

    @Test
    void anEarlierAnswerCountsAgainWhenTheLaterOneIsDeleted() throws Exception {
        studio.annotate(11, 2, "red");
        studio.annotate(11, 2, "green");
        pull();
        assertEquals(List.of("e0 ann@example.com green"), counting());
        ((ArrayNode) studio.tasks.get(11).get("annotations")).remove(1);
        studio.tick();
        studio.touch(11);
        pull();

        assertEquals(List.of("e0 ann@example.com red"), counting());
        assertEquals("nothing new (1 of 4 tasks read)", pull().line());
    }

    @Test
    void whoAnsweredAndThenSkippedHasAnswered() throws Exception {
        studio.annotate(11, 2, "red");
        studio.skip(11, 2);
        pull();

        assertEquals(List.of("e0 ann@example.com red"), counting());
    }

    @Test
    void readsAllWhenTheCountsDoNotAgree() throws Exception {
        studio.annotate(11, 2, "red");
        studio.tick();
        studio.annotate(12, 2, "blue");
        pull();
        // Deleted in bulk, which moves no time.
        ((ArrayNode) studio.tasks.get(11).get("annotations")).removeAll();

        assertEquals("new: 1 withdrawal (4 of 4 tasks read)", pull().line());
        assertEquals(List.of("e1 ann@example.com blue"), counting());
    }

    @Test
    void keepsWhatWasSaidAboutDeletedTasksAlsoWhenTheirNumbersAreUsedAgain() throws Exception {
        studio.annotate(14, 2, "red");
        pull();
        studio.tasks.remove(14);
        assertEquals("nothing new (3 of 3 tasks read)", pull().line());
        studio.tick();
        assertEquals(14, studio.addTask("e3"));
        pull();

        assertEquals(List.of("e3 ann@example.com red"), counting());
    }

    @Test
    void leavesLabelsFromElsewhere() throws Exception {
        project.log()
                .append(List.of(new LabelEntry(
                        LabelEntry.Kind.LABEL, "e0", "ann@example.com", "blue", Optional.empty(), "labels.csv")));
        studio.annotate(11, 3, "red");
        pull();

        assertEquals(
                List.of("e0 3 red", "e0 ann@example.com blue"),
                counting().stream().sorted().toList());
    }

    @Test
    void refusesSeveralLabelsAtOnceAndUnknownClassesAndTakesNothingThen() throws Exception {
        studio.annotate(12, 3, "red");
        ObjectNode annotation = studio.annotate(11, 2, "purple");
        assertEquals(
                studio.url() + ": task 11 has label \"purple\", expected one of the project's classes blue, green, red;"
                        + " change the answer there, or the classes",
                assertThrows(ServerException.class, this::pull).getMessage());
        ((ArrayNode) annotation.at("/result/0/value/choices"))
                .removeAll()
                .add("red")
                .add("blue");

        assertEquals(
                studio.url()
                        + ": task 11 has several labels at once in \"label\" (red, blue), expected one label for each"
                        + " task and annotator; score, consensus and find-issues read several with --multi-label; else make a class of each combination",
                assertThrows(ServerException.class, this::pull).getMessage());
        assertEquals(List.of(), LabelProject.log(project));
    }

    @Test
    void namesStayWhenAddressesChange() throws Exception {
        studio.annotate(11, 2, "red");
        pull();
        studio.users.put(2, "ann@elsewhere.com");
        studio.tick();
        studio.annotate(12, 2, "red");
        pull();

        assertEquals(List.of("e0 ann@example.com red", "e1 ann@example.com red"), counting());
    }

    @Test
    void answersOfForgottenUsersAreLeftOut() throws Exception {
        studio.annotate(11, 2, "red").putNull("completed_by");

        assertEquals("nothing new (4 of 4 tasks read)", pull().line());
        assertEquals("nothing new (1 of 4 tasks read)", pull().line());
    }

    @Test
    void noFileHoldsTheToken() throws Exception {
        studio.annotate(11, 2, "red");
        pull();
        try (var files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                assertFalse(Files.readString(file).contains(FakeStudio.TOKEN), file::toString);
            }
        }
        assertTrue(Files.exists(folder.resolve("label-studio.json")));
    }
}
