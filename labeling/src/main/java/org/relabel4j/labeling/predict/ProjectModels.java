package org.relabel4j.labeling.predict;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.relabel4j.core.multilabel.YesColumns;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.text.Choices;
import org.relabel4j.core.training.Examples;
import org.relabel4j.datasets.fetch.DataHome;
import org.relabel4j.datasets.format.AtomicFiles;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.jobs.Progress;
import org.relabel4j.labeling.data.DataKind;
import org.relabel4j.labeling.data.DataSource;
import org.relabel4j.labeling.next.LastModel;
import org.relabel4j.labeling.project.Project;
import org.relabel4j.labeling.project.ProjectSettings;
import org.relabel4j.models.saved.SavedModel;

/** The models of projects: trained again, or from a file. */
public final class ProjectModels {
    private static final String KIND = "data.kind";
    private static final String ID = "data.id";
    private static final int SMALLEST_IMAGE = 1;

    private ProjectModels() {}

    /**
     * A model, and how the examples that it is for are read.
     *
     * @param models one, or where an example may have several classes one of no and yes for each; closed by whoever has this
     * @param classNames name of each class
     * @param source of the examples that it was trained on; of a file the path of the file
     * @param note what a user should know; empty for nothing
     */
    public record Usable(List<SavedModel> models, List<String> classNames, DataSource source, String note)
            implements AutoCloseable {
        public Usable {
            models = List.copyOf(models);
            classNames = List.copyOf(classNames);
        }

        /** What examples it takes: the data that it was trained on, or none of them but with their shape. */
        Examples like() {
            return models.get(0).like();
        }

        /** The probabilities of each class; those of several classes an example need not sum to 1. */
        Probabilities predict(Examples examples) {
            List<Probabilities> predicted =
                    models.stream().map(model -> model.predict(examples)).toList();
            // A model of a class each is of its question.
            return predicted.size() == classNames.size() ? new YesColumns(predicted) : predicted.get(0);
        }

        @Override
        public void close() {
            models.forEach(SavedModel::close);
        }
    }

    /**
     * The model of a project's last round.
     *
     * @param overrides settings as {@code key=value} that take the place of those of the round
     * @throws InputException if something cannot be read
     * @throws IllegalArgumentException if a setting is wrong, or there are too few labels for a model
     */
    public static Usable ofProject(Project project, List<String> overrides, Progress progress) throws InputException {
        LastModel last = LastModel.train(project, overrides, progress);
        DataSource source = project.settings().data();
        Map<String, String> notes = new LinkedHashMap<>();
        notes.put(KIND, Choices.written(source.kind()));
        if (source.kind() == DataKind.TABLE) {
            source.id().ifPresent(column -> notes.put(ID, column));
        }
        notes.put("model", last.choice().name());
        notes.put("reason", last.choice().reason());
        boolean sets = project.settings().isMultiLabel();
        List<SavedModel> models = last.classifiers().stream()
                .map(classifiers -> new SavedModel(
                        sets ? List.of("no", "yes") : last.classNames(), notes, last.pool(), classifiers))
                .toList();
        return new Usable(
                models,
                last.classNames(),
                source,
                last.sameAsRound()
                        ? ""
                        : "labels, examples or settings have changed since the last round; the model is of all labels so far");
    }

    /**
     * A model from a file.
     *
     * @throws IOException if it is none, or cannot be read
     */
    public static Usable ofFile(Path file) throws IOException {
        SavedModel model = SavedModel.open(file);
        try {
            Map<String, String> notes = model.notes();
            DataKind kind = kind(file, notes.getOrDefault(KIND, ""));
            DataSource source = new DataSource(
                    kind,
                    file,
                    Optional.ofNullable(notes.get(ID)),
                    List.of(),
                    List.of(),
                    kind == DataKind.IMAGES ? model.like().shape()[0] : SMALLEST_IMAGE,
                    DataHome.folder().resolve("images"));
            return new Usable(List.of(model), model.classNames(), source, "");
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    private static DataKind kind(Path file, String text) {
        for (DataKind kind : DataKind.values()) {
            if (Choices.written(kind).equals(text)) {
                return kind;
            }
        }
        throw new IllegalArgumentException(
                file + ": does not say what its examples are; it was not written by relabel4j export");
    }

    /**
     * Checks that a project's model can be written to a file.
     *
     * @throws InputException if an example may have several classes
     */
    public static void checkWritable(Project project) throws InputException {
        if (project.settings().isMultiLabel()) {
            throw InputException.inFile(
                    project.folder(),
                    "is a project with several classes an example, whose models cannot be written to a file yet",
                    "",
                    "predict with the project: relabel4j predict " + project.folder());
        }
    }

    /**
     * Writes the model of a project with one class an example to a file.
     *
     * @throws InputException if it cannot be written; then the file is as it was
     */
    public static void write(Usable usable, Path out) throws InputException {
        try {
            usable.models().get(0).write(out);
        } catch (IOException e) {
            throw InputException.unwritable(out, e);
        }
    }

    /**
     * Checks, before a model is trained, that a file could be written, and that the project does not need what is there.
     *
     * @throws InputException if not
     */
    public static void checkOutput(Project project, Path out) throws InputException {
        if (project.owns(out)) {
            throw InputException.inFile(
                    out, "is to be written, but it is a file of the project", "", "choose another name");
        }
        ProjectSettings settings = project.settings();
        Stream<Path> networks = settings.modelOptions().entrySet().stream()
                .filter(option -> option.getKey().endsWith(".weights"))
                .map(option -> Path.of(option.getValue()));
        AtomicFiles.checkWritable(
                List.of(out),
                Stream.concat(networks, settings.data().files().stream()).toList());
    }
}
