package org.relabel4j.labeling.predict;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.relabel4j.core.text.Choices;
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
     * @param model closed by whoever has this
     * @param source of the examples that it was trained on; of a file the path of the file
     * @param note what a user should know; empty for nothing
     */
    public record Usable(SavedModel model, DataSource source, String note) implements AutoCloseable {
        @Override
        public void close() {
            model.close();
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
        SavedModel model = project.settings().isMultiLabel()
                ? SavedModel.ofSets(last.classNames(), notes, last.pool(), last.classifiers())
                : new SavedModel(
                        last.classNames(),
                        notes,
                        last.pool(),
                        last.classifiers().get(0));
        return new Usable(
                model,
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
            return new Usable(model, source, "");
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
     * Writes a model to a file.
     *
     * @throws InputException if it cannot be written; then the file is as it was
     */
    public static void write(Usable usable, Path out) throws InputException {
        try {
            usable.model().write(out);
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
