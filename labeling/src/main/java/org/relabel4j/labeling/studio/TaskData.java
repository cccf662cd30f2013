package org.relabel4j.labeling.studio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.format.TextRows;
import org.relabel4j.labeling.data.DataKind;
import org.relabel4j.labeling.project.Project;
import org.relabel4j.labeling.project.ProjectKeys;

/** What annotators are shown of an example: its image, or its row of the table as it stands there. */
final class TaskData {
    private final Path source;
    private final ImageAddresses images;

    /** Row of each example; empty if they are images. */
    private final Map<String, List<String>> rows = new HashMap<>();

    private List<String> header = List.of();

    TaskData(Project project, Path source, ImageAddresses images) throws InputException {
        this.source = source;
        this.images = images;
        if (project.settings().get(ProjectKeys.DATA_KIND) == DataKind.TABLE) {
            Optional<String> id = project.settings().get(ProjectKeys.DATA_ID);
            TextRows.Table table = TextRows.read(source);
            header = table.header();
            int column = id.map(header::indexOf).orElse(-1);
            for (List<String> row : table.rows()) {
                rows.put(column < 0 ? Integer.toString(rows.size()) : row.get(column), row);
            }
        }
    }

    ObjectNode of(String example) {
        ObjectNode data = StudioHttp.JSON.createObjectNode().put(TaskNames.EXAMPLE, example);
        if (header.isEmpty()) {
            return data.put(LabelConfig.IMAGE, images.of(source, example));
        }
        ObjectNode shown = data.putObject(LabelConfig.ROW);
        List<String> row = rows.getOrDefault(example, List.of());
        for (int n = 0; n < row.size(); n++) {
            shown.put(header.get(n), row.get(n));
        }
        return data;
    }
}
