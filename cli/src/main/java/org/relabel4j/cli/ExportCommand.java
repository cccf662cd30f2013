package org.relabel4j.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.labeling.predict.ProjectModels;
import org.relabel4j.labeling.project.Project;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code relabel4j export}. */
@Command(
        name = "export",
        description = "Write the model of a project's last round to a file, which needs the project no more.",
        footer = {
            "",
            "The file is one of safetensors: docs/PROJECTS.md says what it holds.",
            "",
            "Examples:",
            "  relabel4j export flowers --model flowers.safetensors",
            "  relabel4j predict --model-file flowers.safetensors --images new-photos/ --out P.csv"
        })
final class ExportCommand extends Subcommand {
    @Parameters(index = "0", paramLabel = "DIR", description = "The project's folder.")
    private Path folder;

    @Parameters(index = "1..*", paramLabel = "KEY=VALUE", description = "Settings, such as model=knn.")
    private List<String> settings = new ArrayList<>();

    @Option(
            names = "--model",
            required = true,
            paramLabel = "FILE",
            description = "The file to write; one that is there is replaced.")
    private Path file;

    @Override
    public Integer call() throws InputException {
        Project project = Project.open(folder);
        ProjectModels.checkOutput(project, file);
        String note;
        try (JobProgress progress = new JobProgress(console());
                ProjectModels.Usable model = ProjectModels.ofProject(project, settings, progress)) {
            ProjectModels.write(model, file);
            note = model.note();
        }
        if (!note.isEmpty()) {
            console().out().println("Note: " + note + ".");
        }
        console().out().println("Wrote " + file);
        return 0;
    }
}
