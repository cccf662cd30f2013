package org.relabel4j.labeling.studio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.labeling.data.DataKind;
import org.relabel4j.labeling.project.Project;

/** What annotators are shown of an example. */
final class TaskData {
    private final DataKind kind;
    private final Path source;
    private final ImageAddresses images;

    TaskData(Project project, DataKind kind, Path source, ImageAddresses images) throws InputException {
        this.kind = kind;
        this.source = source;
        this.images = images;
    }

    ObjectNode of(String example) {
        ObjectNode data = StudioHttp.JSON.createObjectNode().put(TaskNames.EXAMPLE, example);
        if (kind == DataKind.IMAGES) {
            return data.put(LabelConfig.IMAGE, images.of(source, example));
        }
        ObjectNode row = data.putObject(LabelConfig.ROW);
        row.put("todo", "");
        return data;
    }
}
