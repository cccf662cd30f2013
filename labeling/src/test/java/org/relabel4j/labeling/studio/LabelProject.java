package org.relabel4j.labeling.studio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.labeling.project.Project;
import org.relabel4j.labeling.round.BatchRow;

/** Projects on disk for tests: examples e0, e1, ... of three colours. */
final class LabelProject {
    private LabelProject() {}

    static Project make(Path folder, int numExamples) throws IOException, InputException {
        return make(folder, numExamples, "");
    }

    /** @param more settings, a line each */
    static Project make(Path folder, int numExamples, String more) throws IOException, InputException {
        Files.createDirectories(folder.resolve("labels"));
        Files.createDirectories(folder.resolve("rounds"));
        StringBuilder examples = new StringBuilder("task\n");
        StringBuilder table = new StringBuilder("example,size,shape\n");
        for (int n = 0; n < numExamples; n++) {
            examples.append('e').append(n).append('\n');
            table.append('e').append(n).append(',').append(n).append(",round\n");
        }
        Files.writeString(folder.resolve("examples.csv"), examples);
        Files.writeString(folder.resolve("table.csv"), table);
        Files.writeString(
                folder.resolve("project.yaml"),
                "version: 1\ndata:\n  kind: table\n  path: table.csv\n  id: example\nclasses: [red, green, blue]\n"
                        + more);
        return Project.open(folder);
    }

    /** Writes the batch of a round. */
    static void round(Project project, int number, String... examples) throws IOException {
        List<BatchRow> rows = new ArrayList<>();
        for (String example : examples) {
            rows.add(new BatchRow(example, false, rows.size(), rows.size() + 1, ""));
        }
        Path folder = project.roundsFolder().resolve(String.format("%04d", number));
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("batch.csv"), BatchRow.TABLE.text(rows));
    }

    /** The log, a line an entry without its source. */
    static List<String> log(Project project) throws InputException {
        return project.log().entries().stream()
                .map(logged -> logged.entry())
                .map(entry ->
                        (entry.kind() + " " + entry.task() + " " + entry.annotator() + " " + entry.label()).strip())
                .toList();
    }

    static void connect(Project project, FakeStudio studio) throws InputException {
        StudioLink.of(project, new StudioLink.Settings(studio.url(), FakeStudio.PROJECT, "label", "example", false))
                .write();
    }
}
