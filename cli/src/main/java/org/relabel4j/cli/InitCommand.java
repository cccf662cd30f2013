package org.relabel4j.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.relabel4j.core.text.Choices;
import org.relabel4j.core.text.Counted;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.files.OutputLock;
import org.relabel4j.labeling.data.DataKind;
import org.relabel4j.labeling.project.Pool;
import org.relabel4j.labeling.project.Project;
import org.relabel4j.labeling.project.ProjectKeys;
import org.relabel4j.labeling.project.ProjectSettings;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code relabel4j init}. */
@Command(
        name = "init",
        description = "Make a project of your own data, for people to label; or take in new examples.",
        footer = {
            "",
            "DIR then holds project.yaml, which you may edit, and all that the project will know. Next come",
            "relabel4j next DIR (what to ask first) and relabel4j add DIR FILE (what people said).",
            "",
            "Examples:",
            "  relabel4j init flowers --images photos/ --classes daisy,rose,tulip",
            "  relabel4j init loans --table loans.csv --id number --classes good,bad",
            "  relabel4j init notes --embeddings notes.npy --id notes-ids.txt --classes spam,ham batch=100",
            "  relabel4j init scenes --images photos/ --classes sky,sea,people --multi-label",
            "  relabel4j init flowers --update"
        })
final class InitCommand extends Subcommand {
    @Mixin
    private ProjectArguments project;

    @ArgGroup(exclusive = true)
    private DataArguments data;

    @Option(names = "--classes", paramLabel = "NAMES", description = "The classes, with commas between.")
    private String classes;

    @Option(
            names = "--multi-label",
            description = "An example may have several classes, or none. This stays so for the project.")
    private boolean multiLabel;

    @Option(
            names = "--id",
            paramLabel = "COLUMN",
            description =
                    "The column of a table with the ids; of embeddings the file with them, one a line. Default: row numbers.")
    private String id;

    @Option(
            names = "--ignore",
            paramLabel = "COLUMNS",
            description = "Columns of a table that are no features, with commas between.")
    private String ignore;

    @Option(
            names = "--categorical",
            paramLabel = "COLUMNS",
            description = "Columns of a table that are categories though their values are numbers, such as codes.")
    private String categorical;

    @Option(
            names = "--update",
            description =
                    "Take new examples of the data into a project that is there; settings that are given are changed.")
    private boolean update;

    @Override
    public Integer call() throws InputException {
        try (JobProgress progress = new JobProgress(console())) {
            return update ? update(progress) : create(progress);
        }
    }

    private int create(JobProgress progress) throws InputException {
        if (data == null || classes == null) {
            throw new IllegalArgumentException(
                    "init needs the data, by --images, --table or --embeddings, and --classes");
        }
        Project made = Project.create(ProjectSettings.of(project.folder(), given(), project.settings()), progress);
        console()
                .out()
                .println("Made " + project.folder() + " of "
                        + Counted.of(made.tasks().size(), "example") + " and "
                        + Counted.of(made.settings().classNames().size(), "class", "classes")
                        + "; next: relabel4j next " + project.folder());
        return 0;
    }

    @SuppressWarnings("try") // the lock is held, not used
    private int update(JobProgress progress) throws InputException {
        Project before = project.project();
        try (OutputLock lock = before.lock()) {
            List<String> changes = new ArrayList<>();
            given().forEach((key, items) -> changes.add(key + "=" + String.join(",", items)));
            changes.addAll(project.settings());
            Pool pool = before.update(before.settings().with(changes), progress);
            console()
                    .out()
                    .println("Took in " + Counted.of(pool.numNew(), "new example") + "; " + project.folder() + " has "
                            + (pool.tasks().size() + pool.numNew()) + " now"
                            + (pool.vanished().isEmpty()
                                    ? ""
                                    : "; " + pool.vanished().size()
                                            + Counted.noun(pool.vanished().size(), " is", " are")
                                            + " not there any more, the first "
                                            + pool.vanished().get(0)));
        }
        return 0;
    }

    private Map<String, List<String>> given() {
        Map<String, List<String>> given = new LinkedHashMap<>();
        if (data != null) {
            given.put(ProjectKeys.DATA_KIND.name(), List.of(Choices.written(data.kind())));
            given.put(ProjectKeys.DATA_PATH.name(), List.of(seenFromProject(data.path())));
        }
        if (id != null) {
            boolean file = data != null && data.kind() == DataKind.EMBEDDINGS;
            given.put(ProjectKeys.DATA_ID.name(), List.of(file ? seenFromProject(Path.of(id)) : id));
        }
        if (ignore != null) {
            given.put(ProjectKeys.DATA_IGNORE.name(), LabelFormat.words(ignore));
        }
        if (categorical != null) {
            given.put(ProjectKeys.DATA_CATEGORICAL.name(), LabelFormat.words(categorical));
        }
        if (classes != null) {
            given.put(ProjectKeys.CLASSES.name(), LabelFormat.words(classes));
        }
        if (multiLabel) {
            given.put(ProjectKeys.MULTI_LABEL.name(), List.of("true"));
        }
        return given;
    }

    private String seenFromProject(Path path) {
        String seen = Project.seenFrom(project.folder(), path);
        if (seen.isEmpty()) {
            throw new IllegalArgumentException(
                    path + ": the data and the project cannot be the same folder; move the data"
                            + " into a folder within it, such as " + path.resolve("photos")
                            + ", or choose another for the project");
        }
        return seen;
    }
}
