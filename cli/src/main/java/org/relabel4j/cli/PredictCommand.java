package org.relabel4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.relabel4j.core.text.Counted;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.jobs.Progress;
import org.relabel4j.labeling.predict.PredictJob;
import org.relabel4j.labeling.predict.ProjectModels;
import org.relabel4j.labeling.project.Project;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code relabel4j predict}. */
@Command(
        name = "predict",
        description = "Predict examples with the model of a project's last round, or with one from a file.",
        footer = {
            "",
            "P.csv gets a column task, with the ids, and one with the probabilities of each class. The model is the",
            "mean of the fold models of the last round, trained again from the labels so far; settings that are given",
            "take the place of the round's.",
            "",
            "Examples:",
            "  relabel4j predict flowers --images new-photos/ --out P.csv",
            "  relabel4j predict loans --table new.csv --id number --out P.csv",
            "  relabel4j predict --model-file flowers.safetensors --images new-photos/ --out P.csv"
        })
final class PredictCommand extends Subcommand {
    @Parameters(index = "0", arity = "0..1", paramLabel = "DIR", description = "The project's folder.")
    private Path folder;

    @Parameters(index = "1..*", paramLabel = "KEY=VALUE", description = "Settings, such as model=knn.")
    private List<String> settings = new ArrayList<>();

    @Option(names = "--model-file", paramLabel = "FILE", description = "A model that relabel4j export wrote.")
    private Path modelFile;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private DataArguments data;

    @Option(
            names = "--id",
            paramLabel = "COLUMN",
            description = "The column of a table with the ids, as in the project by default; of embeddings the file"
                    + " with them, one a line. Default: row numbers.")
    private Optional<String> id = Optional.empty();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "CSV to write.")
    private Path out;

    @Override
    public Integer call() throws InputException, IOException {
        if ((folder == null) == (modelFile == null)) {
            throw new IllegalArgumentException("predict needs the project's folder or --model-file, one of them");
        }
        int predicted;
        String note;
        try (JobProgress progress = new JobProgress(console());
                ProjectModels.Usable model = model(progress)) {
            predicted = PredictJob.run(model, new PredictJob.Request(data.kind(), data.path(), id, out), progress);
            note = model.note();
        }
        if (!note.isEmpty()) {
            console().out().println("Note: " + note + ".");
        }
        console().out().println("Predicted " + Counted.of(predicted, "example") + "; see " + out);
        return 0;
    }

    private ProjectModels.Usable model(Progress progress) throws InputException, IOException {
        if (modelFile != null) {
            return ProjectModels.ofFile(modelFile);
        }
        Project project = Project.open(folder);
        ProjectModels.checkOutput(project, out);
        return ProjectModels.ofProject(project, settings, progress);
    }
}
