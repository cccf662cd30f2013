package org.relabel4j.labeling.project;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.relabel4j.core.text.Counted;
import org.relabel4j.core.training.Examples;
import org.relabel4j.datasets.format.AtomicFiles;
import org.relabel4j.datasets.format.Ids;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.format.SmallText;
import org.relabel4j.files.Folders;
import org.relabel4j.files.OutputLock;
import org.relabel4j.jobs.Progress;
import org.relabel4j.labeling.data.DataKind;
import org.relabel4j.labeling.data.LoadedData;
import org.relabel4j.labeling.model.ModelChooser;

/**
 * A project: a folder with
 *
 * <ul>
 *   <li>{@code project.yaml}, the settings;
 *   <li>{@code examples.csv}, the ids of the examples taken in;
 *   <li>{@code labels/}, the {@linkplain LabelLog log} of what people said;
 *   <li>{@code rounds/0001/}, {@code 0002/}, ..., the rounds;
 *   <li>{@code cache/}, which may be deleted.
 * </ul>
 *
 * <p>Whoever changes something holds the {@linkplain #lock lock}.
 */
public final class Project {
    /** What is found of a project that another process has, see {@link #lock}. */
    public static final String IN_USE = "is in use by another relabel4j";

    private static final String SETTINGS = "project.yaml";
    private static final String EXAMPLES = "examples.csv";
    private static final String LABELS = "labels";
    private static final String ROUNDS = "rounds";
    private static final String LOCK = "lock";
    private static final List<String> OWN = List.of(SETTINGS, EXAMPLES, LABELS, ROUNDS, LOCK, "cache");

    private final Path folder;
    private final ProjectSettings settings;

    private Project(Path folder, ProjectSettings settings) {
        this.folder = folder;
        this.settings = settings;
    }

    /** Whether a folder is a project. */
    public static boolean exists(Path folder) {
        return Files.exists(folder.resolve(SETTINGS));
    }

    /** A path as a project's settings have it: one below the project as seen from there, so that both can be moved together. */
    public static String seenFrom(Path folder, Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        Path home = folder.toAbsolutePath().normalize();
        return absolute.startsWith(home) ? home.relativize(absolute).toString() : absolute.toString();
    }

    /**
     * Makes a project of examples that are there.
     *
     * @param settings with a new or empty folder
     * @throws InputException if the data cannot be read, or the folder holds something or cannot be written
     * @throws IllegalArgumentException if the model cannot take the data; one line
     */
    public static Project create(ProjectSettings settings, Progress progress) throws InputException {
        Path folder = settings.folder();
        if (exists(folder)) {
            throw InputException.inFile(
                    folder,
                    "is a project already",
                    "a new folder",
                    "take in new examples with relabel4j init " + folder + " --update, or choose another folder");
        }
        boolean images = settings.get(ProjectKeys.DATA_KIND) == DataKind.IMAGES;
        if (images) {
            // Before their cache is written: what is refused leaves nothing.
            checkModel(settings, settings.data().blankImage());
        }
        boolean isNew = !Files.exists(folder);
        LoadedData data;
        try {
            data = settings.data().read(progress);
            if (data.ids().size() < 2) {
                throw InputException.inFile(
                        settings.data().path(), "has " + Counted.of(data.ids().size(), "example"), "at least 2", "");
            }
        } catch (InputException e) {
            if (isNew) {
                forget(folder);
            }
            throw e;
        }
        if (!images) {
            checkModel(settings, data.examples());
        }
        try {
            if (Files.isDirectory(folder)) {
                checkFree(folder, settings.data().path());
            }
            Files.createDirectories(folder.resolve(LABELS));
            Files.createDirectories(folder.resolve(ROUNDS));
        } catch (IOException e) {
            throw InputException.unwritable(folder, e);
        }
        Project project = new Project(folder, settings);
        TaskList.write(project.examplesFile(), data.ids());
        // Last: a folder with settings is whole.
        write(folder.resolve(SETTINGS), settings.yaml());
        return project;
    }

    /** Deletes what was kept of images that are refused. */
    private static void forget(Path folder) throws InputException {
        try {
            if (Files.exists(folder)) {
                Folders.delete(folder);
            }
        } catch (IOException e) {
            throw InputException.unwritable(folder, e);
        }
    }

    /**
     * Refuses a folder with something else in it, unless the data lie there: then it is meant. What a start that was killed leaves does
     * not count, nor does what reading the data cached.
     */
    private static void checkFree(Path folder, Path data) throws IOException, InputException {
        String within = seenFrom(folder, data);
        if (!Path.of(within).isAbsolute()) {
            String name = Path.of(within).getName(0).toString();
            if (OWN.contains(name)) {
                throw InputException.inFile(
                        data,
                        "has the name of what a project writes",
                        "another",
                        "rename " + name + ", such as to data");
            }
            return;
        }
        try (var files = Files.list(folder)) {
            Optional<String> other = files.map(file -> file.getFileName().toString())
                    .filter(name -> !OWN.contains(name) && !name.endsWith(".tmp"))
                    .sorted()
                    .findFirst();
            if (other.isPresent()) {
                throw InputException.inFile(
                        folder,
                        "holds " + other.get() + " and is no project",
                        "a new or empty folder, or one that the data lie in",
                        "choose a name that is new, such as " + folder.resolve("project"));
            }
        }
    }

    /**
     * Opens a project.
     *
     * @throws InputException if it is none
     * @throws IllegalArgumentException if its settings are wrong; the message names file and line
     */
    public static Project open(Path folder) throws InputException {
        if (!exists(folder)) {
            throw InputException.inFile(
                    folder,
                    Files.isDirectory(folder)
                            ? "is no project: it has no " + SETTINGS
                            : "is no project: no such folder",
                    "",
                    "make one with relabel4j init " + folder + ", or check the path");
        }
        Path file = folder.resolve(SETTINGS);
        return new Project(folder, ProjectSettings.parse(SmallText.read(file), file));
    }

    /**
     * Takes the project for oneself.
     *
     * @throws InputException if another process has it, or the folder cannot be written
     */
    public OutputLock lock() throws InputException {
        Path file = folder.resolve(LOCK);
        try {
            Optional<OutputLock> lock = OutputLock.tryAcquire(file);
            return lock.orElseThrow(
                    () -> InputException.inFile(folder, IN_USE, "", "wait until it has ended, and try again"));
        } catch (IOException e) {
            throw InputException.unwritable(file, e);
        }
    }

    /** Its folder. */
    public Path folder() {
        return folder;
    }

    /** Its settings. */
    public ProjectSettings settings() {
        return settings;
    }

    /** The file of the examples taken in, for messages. */
    public Path examplesFile() {
        return folder.resolve(EXAMPLES);
    }

    /** The folder of the rounds. */
    public Path roundsFolder() {
        return folder.resolve(ROUNDS);
    }

    /** What people said. */
    public LabelLog log() {
        return new LabelLog(folder.resolve(LABELS), settings.isMultiLabel());
    }

    /** The examples taken in, whether or not they are still there. */
    public Ids tasks() throws InputException {
        return TaskList.read(examplesFile());
    }

    /** The examples that are there now, read anew. */
    public Pool pool(Progress progress) throws InputException {
        return TaskList.pool(tasks(), settings.data().read(progress));
    }

    /**
     * Takes in new examples, and changes settings.
     *
     * @param changed the settings from now on
     * @return the project as it is then, with the number of new examples and the ids of those that vanished
     */
    public Pool update(ProjectSettings changed, Progress progress) throws InputException {
        if (changed.isMultiLabel() != settings.isMultiLabel()) {
            throw InputException.inFile(
                    folder.resolve(SETTINGS),
                    "has labels of "
                            + (settings.isMultiLabel() ? "several classes an example" : "one class an example"),
                    ProjectKeys.MULTI_LABEL.name() + " as it is",
                    "for the other kind of labels make a new project");
        }
        // No class is taken away that somebody has given.
        Answers.of(log().entries(), tasks(), changed);
        LoadedData data = changed.data().read(progress);
        if (!changed.sameModel(settings)) {
            checkModel(changed, data.examples());
        }
        Ids accepted = tasks();
        Pool pool = TaskList.pool(accepted, data);
        TaskList.write(examplesFile(), TaskList.updated(accepted, data));
        write(folder.resolve(SETTINGS), changed.yaml());
        return pool;
    }

    /** Whether a file that is there is one of the project's own. */
    public boolean owns(Path file) {
        Path within = Path.of(seenFrom(folder, file));
        return !within.isAbsolute() && OWN.contains(within.getName(0).toString()) && Files.exists(file);
    }

    private static void write(Path file, String text) throws InputException {
        AtomicFiles.write(file, stream -> stream.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Checks that the model can take examples. */
    private static void checkModel(ProjectSettings settings, Examples examples) {
        ModelChooser.check(settings.get(ProjectKeys.DATA_KIND), settings.model(), settings.modelOptions(), examples);
    }
}
