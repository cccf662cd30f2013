package org.relabel4j.labeling.project;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
     */
    @SuppressWarnings("try") // the lock is held, not used
    public static LabelLog.Added run(Project project, Request request, Progress progress) throws InputException {
        try (OutputLock lock = project.lock()) {
            Ids tasks = project.tasks();
            List<LabelEntry> entries = new ArrayList<>();
            for (Path file : request.labels()) {
                progress.update("reading " + file, 0, 0);
                entries.addAll(labels(project, tasks, file, request.options(), progress));
            }
            for (Path file : request.gold()) {
                entries.addAll(gold(project, tasks, file, progress));
            }
            return project.log().append(entries);
        }
    }

    private static List<LabelEntry> labels(
            Project project, Ids tasks, Path file, LabelOptions options, Progress progress) throws InputException {
        List<String> classes = project.settings().classNames();
        // With any rule about repeats but refusing them, the times are read.
        LabelOptions all = options.withClasses(classes).withRepeats(LabelOptions.Repeats.LAST);
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

    /** A skip, or ground truth, of an export of Label Studio. */
    private static LabelEntry entry(Project project, Ids tasks, Path file, LabelAside aside) throws InputException {
        List<String> classes = project.settings().classNames();
        if (tasks.indexOf(aside.task()) < 0) {
            throw InputException.inFile(
                    file,
                    "has task \"" + aside.task() + "\"",
                    "one of the " + tasks.size() + " tasks of " + project.examplesFile(),
                    "");
        }
        if (!aside.skipped() && !classes.contains(aside.label())) {
            throw InputException.inFile(
                    file,
                    "has \"" + aside.label() + "\" as the ground truth of task \"" + aside.task() + "\"",
                    Choices.or(classes),
                    "");
        }
        return new LabelEntry(
                aside.skipped() ? LabelEntry.Kind.SKIP : LabelEntry.Kind.GOLD,
                aside.task(),
                aside.annotator(),
                aside.label(),
                aside.given(),
                file.getFileName().toString());
    }

    private static List<LabelEntry> gold(Project project, Ids tasks, Path file, Progress progress)
            throws InputException {
        List<String> classes = project.settings().classNames();
        KnownLabels known = KnownLabelFile.read(
                file, tasks, project.examplesFile(), classes, note -> progress.note(file + ": " + note));
        return IntStream.range(0, tasks.size())
                .filter(i -> known.of(i) >= 0)
                .mapToObj(i -> new LabelEntry(
                        LabelEntry.Kind.GOLD,
                        tasks.get(i),
                        "",
                        classes.get(known.of(i)),
                        Optional.empty(),
                        file.getFileName().toString()))
                .toList();
    }
}
