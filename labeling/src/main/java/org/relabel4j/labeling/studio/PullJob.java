package org.relabel4j.labeling.studio;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.relabel4j.core.text.Counted;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.http.ServerException;
import org.relabel4j.files.OutputLock;
import org.relabel4j.jobs.Progress;
import org.relabel4j.labeling.project.LabelEntry;
import org.relabel4j.labeling.project.LabelEntry.Kind;
import org.relabel4j.labeling.project.LabelLog;
import org.relabel4j.labeling.project.Project;

/** Takes what people said in Label Studio into a project's log: since the last time, or all if the server's counts do not agree. */
public final class PullJob {
    /** How far to look back beyond the last change that was seen, for changes that were not written yet then. */
    private static final Duration OVERLAP = Duration.ofSeconds(1);

    private final Project project;
    private final StudioServer server;
    private final StudioLink link;
    private final Progress progress;

    private PullJob(Project project, StudioServer server, StudioLink link, Progress progress) {
        this.project = project;
        this.server = server;
        this.link = link;
        this.progress = progress;
    }

    /**
     * What came.
     *
     * @param kinds new entries of the log, of each kind
     * @param tasks tasks on the server
     * @param read tasks that were read for it
     */
    public record Result(Map<Kind, Integer> kinds, int tasks, int read) {
        /** In one line. */
        public String line() {
            List<String> parts = new ArrayList<>();
            kinds.forEach((kind, count) -> parts.add(Counted.of(count, word(kind))));
            return (parts.isEmpty() ? "nothing new" : "new: " + String.join(", ", parts)) + " (" + read + " of "
                    + Counted.of(tasks, "task") + " read)";
        }

        private static String word(Kind kind) {
            return switch (kind) {
                case LABEL -> "label";
                case SKIP -> "skip";
                case WITHDRAWN -> "withdrawal";
                case GOLD -> "known answer";
            };
        }
    }

    /**
     * Pulls.
     *
     * @throws ServerException if the server cannot be read; then nothing was taken in
     * @throws InputException if the project cannot be read or written, or another process has it
     */
    public static Result run(Project project, StudioServer server, Progress progress)
            throws IOException, InputException {
        OutputLock lock = project.lock();
        try (lock) {
            return new PullJob(project, server, StudioLink.read(project), progress).pull();
        }
    }

    private Result pull() throws IOException, InputException {
        progress.update("reading Label Studio", 0, 0);
        StudioServer.Totals totals = server.totals(link.settings().project());
        Collection<StudioTask> changed = link.since().isPresent() ? changed() : List.of();
        boolean whole = link.since().isEmpty()
                || link.tasks().size() != totals.tasks()
                || link.counted() != totals.annotations();
        if (whole) {
            changed = all(totals);
        }
        nameThe(changed);
        LabelLog log = project.log();
        List<LabelEntry> entries = entries(changed, new ServerLabels(link, project.settings(), log.entries()));
        Map<Kind, Integer> fresh = appendTo(log, entries);
        Optional<Instant> latest = changed.stream().map(StudioTask::updated).max(Instant::compareTo);
        latest.filter(time -> link.since().filter(time::isBefore).isEmpty()).ifPresent(link::setSince);
        // After the log: what is not in it would not be read again.
        link.write();
        return new Result(fresh, totals.tasks(), changed.size());
    }

    private Collection<StudioTask> changed() throws ServerException {
        Optional<Instant> after = link.since().map(time -> time.minus(OVERLAP));
        Collection<StudioTask> tasks =
                server.tasks(link.settings().project(), after, true).values();
        tasks.forEach(task -> link.tasks().put(task.id(), StudioLink.Seen.of(task)));
        return tasks;
    }

    private Collection<StudioTask> all(StudioServer.Totals totals) throws ServerException {
        Map<Long, StudioTask> tasks = server.tasks(link.settings().project(), Optional.empty(), true);
        Set<Long> gone = new HashSet<>(link.tasks().keySet());
        gone.removeAll(tasks.keySet());
        if (!gone.isEmpty()) {
            progress.note(
                    Counted.of(gone.size(), "task was", "tasks were") + " deleted in Label Studio; what was said about "
                            + Counted.noun(gone.size(), "it", "them") + " stays in the project");
        }
        link.tasks().clear();
        tasks.values().forEach(task -> link.tasks().put(task.id(), StudioLink.Seen.of(task)));
        link.setUncounted(0);
        link.setUncounted(totals.annotations() - link.counted());
        return tasks.values();
    }

    /** Gives people their names: the addresses that they have when they are first seen. */
    private void nameThe(Collection<StudioTask> tasks) throws ServerException {
        Set<String> unknown = new HashSet<>();
        tasks.forEach(task ->
                task.answers().forEach(given -> unknown.add(given.answer().person())));
        unknown.removeAll(link.people().keySet());
        unknown.remove("");
        if (!unknown.isEmpty()) {
            Map<String, String> users = server.users();
            for (String id : unknown) {
                String address = users.getOrDefault(id, "");
                link.people().put(id, address.isEmpty() ? id : address);
            }
        }
    }

    private List<LabelEntry> entries(Collection<StudioTask> tasks, ServerLabels labels)
            throws ServerException, InputException {
        TaskNames names = new TaskNames(project.tasks(), link.settings().idField());
        List<LabelEntry> entries = new ArrayList<>();
        int nameless = 0;
        int unknown = 0;
        for (StudioTask task : tasks) {
            Optional<String> example = names.of(task);
            nameless += task.nameless();
            unknown += example.isEmpty() ? 1 : 0;
            if (example.isPresent()) {
                entries.addAll(labels.of(task, example.get()));
            }
        }
        if (unknown > 0) {
            progress.note(Counted.of(unknown, "task has", "tasks have") + " no \""
                    + link.settings().idField() + "\" in the data, and " + Counted.noun(unknown, "is", "are")
                    + " left out");
        }
        if (nameless > 0) {
            progress.note(Counted.of(nameless, "annotation is", "annotations are") + " of deleted users, and left out");
        }
        return entries;
    }

    private static Map<Kind, Integer> appendTo(LabelLog log, List<LabelEntry> entries) throws InputException {
        int before = log.entries().size();
        log.append(entries);
        Map<Kind, Integer> kinds = new EnumMap<>(Kind.class);
        List<LabelLog.Logged> now = log.entries();
        now.subList(before, now.size())
                .forEach(logged -> kinds.merge(logged.entry().kind(), 1, Integer::sum));
        return kinds;
    }
}
