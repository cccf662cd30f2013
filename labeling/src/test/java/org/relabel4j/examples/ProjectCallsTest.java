package org.relabel4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.datasets.format.LabelOptions;
import org.relabel4j.jobs.Progress;
import org.relabel4j.labeling.next.NextJob;
import org.relabel4j.labeling.project.AddJob;
import org.relabel4j.labeling.project.Project;
import org.relabel4j.labeling.project.ProjectSettings;
import org.relabel4j.labeling.round.BatchRow;

class ProjectCallsTest {
    @TempDir
    Path folder;

    @Test
    void runsALiveProject() throws Exception {
        Random random = new Random(1);
        StringBuilder lines = new StringBuilder("id,x,y\n");
        StringBuilder answers = new StringBuilder("task,annotator,label\n");
        for (int i = 0; i < 60; i++) {
            lines.append(i + "," + (i % 2 * 3 + random.nextGaussian()) + "," + random.nextGaussian() + "\n");
            answers.append(
                    i < 40 ? i + "," + (i % 3 == 0 ? "ann" : "bob") + "," + (i % 2 == 0 ? "ham" : "spam") + "\n" : "");
        }
        Path table = Files.writeString(folder.resolve("table.csv"), lines);
        Path labels = Files.writeString(folder.resolve("labels.csv"), answers);

        Project project = Project.create(
                ProjectSettings.of(
                        folder.resolve("notes"),
                        Map.of(
                                "data.kind", List.of("table"),
                                "data.path", List.of(table.toString()),
                                "data.id", List.of("id"),
                                "classes", List.of("ham", "spam")),
                        List.of("model=softmax", "batch=10")),
                Progress.NONE);
        AddJob.run(project, new AddJob.Request(List.of(labels), LabelOptions.defaults(), List.of()), Progress.NONE);
        NextJob.Result next = NextJob.run(project, List.of(), Progress.NONE);
        List<BatchRow> batch = next.batch(); // whom to ask what; the files of the round lie in next.folder()

        assertEquals(10, batch.size());
        assertTrue(Files.exists(next.folder().resolve("consensus.csv")));
    }
}
