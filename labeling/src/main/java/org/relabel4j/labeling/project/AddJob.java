package org.relabel4j.labeling.project;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.relabel4j.core.consensus.KnownLabels;
import org.relabel4j.core.text.Choices;
import org.relabel4j.datasets.format.CheckedLabels;
import org.relabel4j.datasets.format.Ids;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.format.KnownLabelFile;
import org.relabel4j.datasets.format.LabelAside;
import org.relabel4j.datasets.format.LabelFiles;
import org.relabel4j.datasets.format.LabelOptions;
import org.relabel4j.datasets.format.LabelSetText;
import org.relabel4j.datasets.format.LabelTable;
import org.relabel4j.files.OutputLock;
import org.relabel4j.jobs.Progress;

/** Adds labels from files to a project's log. Behind {@code relabel4j add}. */
public final class AddJob {
    private AddJob() {}

    /**
     * What to add.
     *
     * @param labels files of labels, of any form
     * @param options how to read them; classes and repeats are the project's business
     * @param gold files of known answers, read by {@link KnownLabelFile}
     */
    public record Request(List<Path> labels, LabelOptions options, List<Path> gold) {
        public Request {
            labels = List.copyOf(labels);
            gold = List.copyOf(gold);
        }
    }

    /**
     * Reads all files, then adds what is new: all or nothing.
     *
     * @throws InputException if another process has the project, or a file cannot be read or names an unknown task or class
     * @throws IllegalArgumentException if the log has labels that are none by the settings
     */
    @SuppressWarnings("try") // the lock is held, not used
    public static LabelLog.Added run(Project project, Request request, Progress progress) throws InputException {
        try (OutputLock lock = project.lock()) {
            Ids tasks = project.tasks();
            // Settings that somebody has changed by hand are told before the log grows.
            Answers.of(project.log().entries(), tasks, project.settings());
            List<LabelEntry> entries = new ArrayList<>();
            for (Path file : request.labels()) {
                progress.update("reading " + file, 0, 0);
                entries.addAll(labels(project, tasks, file, request.options(), progress));
            }
            for (Path file : request.gold()) {
                entries.addAll(gold(project, tasks, file, request.options(), progress));
            }
            return project.log().append(entries);
        }
    }

    private static List<LabelEntry> labels(
            Project project, Ids tasks, Path file, LabelOptions options, Progress progress) throws InputException {
        List<String> classes = project.settings().classNames();
        // With any rule about repeats but refusing them, the times are read.
        LabelOptions all = withSets(project, options).withClasses(classes).withRepeats(LabelOptions.Repeats.LAST);
        LabelTable table = LabelFiles.read(List.of(file), all);
        CheckedLabels checked = CheckedLabels.of(table, tasks, project.examplesFile(), classes);
        checked.notes().forEach(note -> progress.note(file + ": " + note));
        List<LabelEntry> entries = new ArrayList<>();
        String source = file.getFileName().toString();
        for (int n = 0; n < checked.size(); n++) {
            entries.add(new LabelEntry(
                    LabelEntry.Kind.LABEL,
                    checked.task(n),
                    checked.annotator(n),
                    checked.label(n),
                    checked.time(n),
                    source));
        }
        for (LabelAside aside : table.asides()) {
            entries.add(entry(project, tasks, file, aside));
        }
        return entries;
    }

    /**
     * The options, with sets of classes if the project's labels are that.
     *
     * @throws IllegalArgumentException if sets are asked for of a project whose labels are single classes
     */
    private static LabelOptions withSets(Project project, LabelOptions options) {
        boolean sets = project.settings().isMultiLabel();
        if (!sets && options.areSets()) {
            throw new IllegalArgumentException(
                    project.folder()
                            + ": has labels of one class each, but --separator is for several; make a project with init --multi-label");
        }
        return sets && !options.areSets() ? options.withSets(LabelSetText.SEPARATOR) : options;
    }

    /** A skip, or ground truth, of an export of Label Studio. */
    private static LabelEntry entry(Project project, Ids tasks, Path file, LabelAside aside) throws InputException {
        if (tasks.indexOf(aside.task()) < 0) {
            throw InputException.inFile(
                    file,
                    "has task \"" + aside.task() + "\"",
                    "one of the " + tasks.size() + " tasks of " + project.examplesFile(),
                    "");
        }
        return new LabelEntry(
                aside.skipped() ? LabelEntry.Kind.SKIP : LabelEntry.Kind.GOLD,
                aside.task(),
                aside.annotator(),
                aside.skipped() ? "" : label(project.settings(), file, aside),
                aside.given(),
                file.getFileName().toString());
    }

    private static String label(ProjectSettings settings, Path file, LabelAside aside) throws InputException {
        List<String> classes = settings.classNames();
        List<String> given = settings.isMultiLabel() ? LabelSetText.parse(aside.label()) : List.of(aside.label());
        if (!classes.containsAll(given)) {
            throw InputException.inFile(
                    file,
                    "has \"" + aside.label() + "\" as the ground truth of task \"" + aside.task() + "\"",
                    Choices.or(classes),
                    "");
        }
        return settings.isMultiLabel()
                ? LabelSetText.of(classes.stream().filter(given::contains).toList())
                : aside.label();
    }

    private static List<LabelEntry> gold(Project project, Ids tasks, Path file, LabelOptions options, Progress progress)
            throws InputException {
        List<String> classes = project.settings().classNames();
        Consumer<String> notes = note -> progress.note(file + ": " + note);
        SortedMap<Integer, String> answers = new TreeMap<>();
        if (project.settings().isMultiLabel()) {
            String separator = withSets(project, options).separator().orElseThrow();
            answers.putAll(KnownLabelFile.readSets(file, tasks, project.examplesFile(), classes, separator, notes));
        } else {
            KnownLabels known = KnownLabelFile.read(file, tasks, project.examplesFile(), classes, notes);
            IntStream.range(0, tasks.size())
                    .filter(i -> known.of(i) >= 0)
                    .forEach(i -> answers.put(i, classes.get(known.of(i))));
        }
        List<LabelEntry> entries = new ArrayList<>();
        answers.forEach((i, label) -> entries.add(new LabelEntry(
                LabelEntry.Kind.GOLD,
                tasks.get(i),
                "",
                label,
                Optional.empty(),
                file.getFileName().toString())));
        return entries;
    }
}
