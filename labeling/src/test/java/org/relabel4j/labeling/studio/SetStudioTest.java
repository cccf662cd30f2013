package org.relabel4j.labeling.studio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.datasets.http.ServerException;
import org.relabel4j.jobs.Progress;
import org.relabel4j.labeling.project.Project;

/** Projects whose examples may have several classes. */
class SetStudioTest {
    @TempDir
    Path folder;

    private FakeStudio studio;
    private Project project;

    @BeforeEach
    void start() throws Exception {
        studio = new FakeStudio();
        project = LabelProject.make(folder, 4, "multi-label: true\n");
    }

    @AfterEach
    void stop() {
        studio.close();
    }

    private void connect(Optional<Integer> number) throws Exception {
        ConnectJob.Request request = new ConnectJob.Request(
                number,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new ImageAddresses(Optional.empty(), Optional.empty()));
        ConnectJob.run(project, request, studio.client(), Progress.NONE);
    }

    private PullJob.Result pull() throws Exception {
        return PullJob.run(project, studio.client(), Progress.NONE);
    }

    @Test
    void itsChoicesAreMultiple() throws Exception {
        connect(Optional.empty());

        assertTrue(studio.project
                .get("label_config")
                .asText()
                .contains("<Choices name=\"label\" toName=\"example\" choice=\"multiple\" showInline=\"true\">"));
        assertEquals(4, studio.tasks.size());
    }

    @Test
    void takesSetsAndTheEmptyOne() throws Exception {
        connect(Optional.empty());
        studio.annotate(11, 2, "blue", "red");
        ObjectNode changed = studio.annotate(12, 2);
        studio.skip(13, 2);
        studio.annotate(14, 1, "green").put("ground_truth", true);

        assertEquals("new: 2 labels, 1 skip, 1 known answer (4 of 4 tasks read)", pull().line());
        assertEquals(
                List.of(
                        "LABEL e0 ann@example.com red|blue",
                        "LABEL e1 ann@example.com |",
                        "SKIP e2 ann@example.com",
                        "GOLD e3  green"),
                LabelProject.log(project));

        ((ArrayNode) changed.get("result"))
                .addObject()
                .put("from_name", "label")
                .put("type", "choices")
                .putObject("value")
                .putArray("choices")
                .add("green");
        changed.put("updated_at", studio.tick().toString());
        studio.touch(12);
        assertEquals("new: 1 label (2 of 4 tasks read)", pull().line());
        assertEquals("LABEL e1 ann@example.com green", LabelProject.log(project).get(4));
    }

    @Test
    void asksInRankOrder() throws Exception {
        connect(Optional.empty());
        studio.annotate(11, 2, "red", "blue");
        pull();
        LabelProject.round(project, 1, "e2", "e0");

        PushJob.run(project, studio.client(), Progress.NONE);

        assertEquals(Optional.of(13), studio.next(2));
        assertEquals(Optional.of(13), studio.next(3));
        studio.annotate(13, 3);
        assertEquals(Optional.of(11), studio.next(3));
    }

    @Test
    void adoptsOnlyWhatAllowsSeveralChoices() throws Exception {
        studio.addTask("e0");
        String config =
                "<View><Text name=\"text\" value=\"$text\"/><Choices name=\"label\" toName=\"text\" choice=\"%s\"/></View>";
        studio.project.put("label_config", String.format(config, "single"));

        ServerException error = assertThrows(ServerException.class, () -> connect(Optional.of(7)));
        assertEquals(
                "URL/projects/7: control \"label\" takes one choice, expected several, since an example of the project may"
                        + " have several classes; set choice=\"multiple\" in its labeling setup",
                error.getMessage().replace(studio.url(), "URL"));

        studio.project.put("label_config", String.format(config, "multiple"));
        connect(Optional.of(7));
        studio.annotate(11, 2, "green", "red");
        pull();
        assertEquals(List.of("LABEL e0 ann@example.com red|green"), LabelProject.log(project));
    }
}
