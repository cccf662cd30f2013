package org.relabel4j.labeling.studio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.http.ServerException;
import org.relabel4j.jobs.Progress;
import org.relabel4j.labeling.project.Project;

class ConnectJobTest {
    private static final ImageAddresses LOCAL = new ImageAddresses(Optional.empty(), Optional.empty());

    @TempDir
    Path folder;

    private FakeStudio studio;
    private Project project;

    @BeforeEach
    void start() throws Exception {
        studio = new FakeStudio();
        project = LabelProject.make(folder, 3);
    }

    @AfterEach
    void stop() {
        studio.close();
    }

    private String connect(Optional<Integer> number, Optional<String> control) throws Exception {
        ConnectJob.Request request = new ConnectJob.Request(number, Optional.empty(), control, Optional.empty(), LOCAL);
        return ConnectJob.run(project, request, studio.client(), Progress.NONE)
                .line()
                .replace(studio.url(), "URL");
    }

    @Test
    void makesAProjectOfTheExamplesAndImportsWhatIsLacking() throws Exception {
        assertEquals(
                "URL/projects/7 was made: 3 tasks, 3 of them imported now",
                connect(Optional.empty(), Optional.empty()));
        assertEquals(
                "<View>\n  <Table name=\"example\" value=\"$row\"/>\n"
                        + "  <Choices name=\"label\" toName=\"example\" choice=\"single\" showInline=\"true\">\n"
                        + "    <Choice value=\"red\"/>\n    <Choice value=\"green\"/>\n    <Choice value=\"blue\"/>\n"
                        + "  </Choices>\n</View>\n",
                studio.project.get("label_config").asText());
        assertEquals(
                "{\"example\":\"e2\",\"row\":{\"example\":\"e2\",\"size\":\"2\",\"shape\":\"round\"}}",
                studio.tasks.get(13).get("data").toString());
        studio.tasks.remove(13);
        assertEquals(
                "URL/projects/7 is connected: 3 tasks, 1 of them imported now",
                connect(Optional.empty(), Optional.empty()));
        assertEquals("URL/projects/7 is connected: 3 tasks", connect(Optional.of(7), Optional.empty()));
    }

    @Test
    void anAnswerThatIsLostImportsNothingTwice() throws Exception {
        // The import is the fourth call: after making the project, reading it, and reading its tasks.
        studio.answer(4, true);
        assertThrows(ServerException.class, () -> connect(Optional.empty(), Optional.empty()));
        studio.answer(Integer.MAX_VALUE, false);
        connect(Optional.empty(), Optional.empty());

        assertEquals(3, studio.tasks.size());
    }

    @Test
    void adoptsAProjectWithWhatItHas() throws Exception {
        studio.addTask("e1");
        assertEquals(
                "URL/projects/7 is connected: 1 task; 2 examples have no task there",
                connect(Optional.of(7), Optional.empty()));
        assertTrue(assertThrows(InputException.class, () -> connect(Optional.of(8), Optional.empty()))
                .getMessage()
                .contains("expected --project 7; to connect it with another, remove label-studio.json there first"));
    }

    @Test
    void refusesProjectsThatDoNotFit() throws Exception {
        studio.addTask("other");
        assertEquals(
                "URL/projects/7: its tasks have the fields example, text, of which none holds the ids of the project's"
                        + " examples, such as \"e0\"; import tasks with a field named example that does, or say which one does:"
                        + " --id-field",
                refusal(Optional.empty()));
        ((ArrayNode) studio.project.at("/parsed_label_config/label/labels")).add("purple");
        assertEquals(
                "URL/projects/7: control \"label\" has red, green, blue, purple, expected the project's classes red, green,"
                        + " blue; change its labeling setup, or make the project anew with its classes",
                refusal(Optional.empty()));
        studio.project.withObject("/parsed_label_config/stars").put("type", "Rating");
        studio.project.withObject("/parsed_label_config/why").put("type", "TextArea");
        assertEquals(
                "URL/projects/7: has the controls label (choices), stars (rating), why (textarea), expected one that gives the"
                        + " labels; say which: --control label",
                refusal(Optional.empty()));
        assertEquals(
                "URL/projects/7: has the controls label (choices), stars (rating), why (textarea), expected choices, a rating"
                        + " or a taxonomy named \"why\"",
                refusal(Optional.of("why")));
    }

    private String refusal(Optional<String> control) {
        return assertThrows(ServerException.class, () -> connect(Optional.of(7), control))
                .getMessage()
                .replace(studio.url(), "URL");
    }

    @Test
    void addressesOfImages() {
        Path images = Path.of("/srv/pictures");

        assertEquals("/data/local-files/?d=pictures/a/b%20c.png", LOCAL.of(images, "a/b c.png"));
        assertEquals(
                "/data/local-files/?d=srv/pictures/a.png",
                new ImageAddresses(Optional.empty(), Optional.of(Path.of("/"))).of(images, "a.png"));
        for (String prefix : List.of("https://host/p", "https://host/p/")) {
            assertEquals(
                    "https://host/p/a/%C3%A9%2B.png",
                    new ImageAddresses(Optional.of(prefix), Optional.empty()).of(images, "a/é+.png"));
        }
    }
}
