package org.relabel4j.labeling.studio;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.relabel4j.datasets.format.LabelSetText;
import org.relabel4j.datasets.format.LabelStudioAnswer;
import org.relabel4j.datasets.format.LabelStudioAnswer.Standing;
import org.relabel4j.datasets.http.ServerException;
import org.relabel4j.labeling.project.LabelEntry;
import org.relabel4j.labeling.project.LabelEntry.Kind;
import org.relabel4j.labeling.project.LabelLog;
import org.relabel4j.labeling.project.ProjectSettings;

/**
 * Entries of the log that say what the tasks of the server say. What the server no longer has, since it was deleted or emptied, is
 * withdrawn; but what came from elsewhere stays, and so does what a deleted task had.
 */
final class ServerLabels {
    private final StudioLink link;
    private final List<String> classes;
    private final boolean sets;

    /** The last word of each person on each example, as the log has it. */
    private final Map<Pair, LabelEntry> last = new HashMap<>();

    private record Pair(String task, String annotator) {}

    ServerLabels(StudioLink link, ProjectSettings project, List<LabelLog.Logged> log) {
        this.link = link;
        this.classes = project.classNames();
        this.sets = project.isMultiLabel();
        for (LabelLog.Logged logged : log) {
            note(last, logged.entry());
        }
    }

    private static void note(Map<Pair, LabelEntry> last, LabelEntry entry) {
        if (entry.kind() != Kind.GOLD) {
            last.merge(new Pair(entry.task(), entry.annotator()), entry, LabelEntry::orLater);
        }
    }

    /**
     * What a task says, in the order in which it was said; much of it the log may have already.
     *
     * @param example the task's
     * @throws ServerException if a label is none of the classes, or there are several at once where a label is one
     */
    List<LabelEntry> of(StudioTask task, String example) throws ServerException {
        List<LabelEntry> entries = new ArrayList<>();
        Map<String, LabelEntry> standing = new LinkedHashMap<>();
        List<StudioTask.Given> byTime = new ArrayList<>(task.answers());
        byTime.sort(
                Comparator.comparing((StudioTask.Given given) -> given.answer().updated()));
        for (StudioTask.Given given : byTime) {
            Optional<LabelEntry> entry = entry(task, example, given);
            entry.ifPresent(entries::add);
            entry.filter(said -> said.kind() != Kind.GOLD)
                    .ifPresent(said -> standing.merge(
                            said.annotator(),
                            said,
                            // Who answered and skipped has answered.
                            (one, next) -> next.kind() == Kind.SKIP && one.kind() == Kind.LABEL ? one : next));
        }
        entries.addAll(corrections(task, example, entries, standing));
        return entries;
    }

    private Optional<LabelEntry> entry(StudioTask task, String example, StudioTask.Given given) throws ServerException {
        LabelStudioAnswer answer = given.answer();
        String source = origin(link, task.id()) + ", annotation " + given.id();
        Optional<Instant> time = Optional.of(answer.updated());
        if (answer.standing() == Standing.SKIPPED) {
            return answer.person().isEmpty()
                    ? Optional.empty()
                    : Optional.of(new LabelEntry(Kind.SKIP, example, name(answer), "", time, source));
        }
        Optional<String> label = label(task, answer);
        boolean gold = answer.standing() == Standing.GROUND_TRUTH;
        return label.map(text ->
                new LabelEntry(gold ? Kind.GOLD : Kind.LABEL, example, gold ? "" : name(answer), text, time, source));
    }

    private Optional<String> label(StudioTask task, LabelStudioAnswer answer) throws ServerException {
        if (sets) {
            // Who chooses nothing and does not skip the task says that.
            List<String> chosen = answer.labels().getOrDefault(link.settings().control(), List.of());
            for (String name : chosen) {
                checkClass(task, name);
            }
            return Optional.of(
                    LabelSetText.of(classes.stream().filter(chosen::contains).toList()));
        }
        Optional<String> label;
        try {
            label = answer.label(link.settings().control());
        } catch (IllegalArgumentException e) {
            throw new ServerException(link.settings().url() + ": " + e.getMessage());
        }
        if (label.isPresent()) {
            checkClass(task, label.get());
        }
        return label;
    }

    private void checkClass(StudioTask task, String label) throws ServerException {
        if (!classes.contains(label)) {
            throw new ServerException(link.settings().url() + ": task " + task.id() + " has label \"" + label
                    + "\", expected one of the project's classes "
                    + String.join(", ", classes.stream().sorted().toList())
                    + "; change the answer there, or the classes");
        }
    }

    private String name(LabelStudioAnswer answer) {
        return link.people().getOrDefault(answer.person(), answer.person());
    }

    /** What the sources of a task's entries begin with. */
    static String origin(StudioLink link, long task) {
        return "Label Studio project " + link.settings().project() + ", task " + task;
    }

    /** What brings the log's last words where the server's are, where the entries alone do not. */
    private List<LabelEntry> corrections(
            StudioTask task, String example, List<LabelEntry> entries, Map<String, LabelEntry> standing) {
        Map<Pair, LabelEntry> words = new LinkedHashMap<>();
        link.people()
                .values()
                .forEach(person -> Optional.ofNullable(last.get(new Pair(example, person)))
                        .ifPresent(entry -> note(words, entry)));
        entries.forEach(entry -> note(words, entry));
        List<LabelEntry> corrections = new ArrayList<>();
        words.forEach((pair, word) -> {
            LabelEntry now = standing.get(pair.annotator());
            Kind kind = now == null ? Kind.WITHDRAWN : now.kind();
            String label = now == null ? "" : now.label();
            boolean differs = word.kind() != kind || !word.label().equals(label);
            if (differs && isOf(task, word)) {
                Instant time = word.given()
                        .filter(given -> given.isAfter(task.updated()))
                        .orElse(task.updated());
                corrections.add(new LabelEntry(
                        kind,
                        example,
                        pair.annotator(),
                        label,
                        Optional.of(time),
                        now == null ? word.source() : now.source()));
            }
        });
        return corrections;
    }

    /** Whether an entry came from this task, and not from a deleted one that had its number. */
    private boolean isOf(StudioTask task, LabelEntry entry) {
        return entry.source().startsWith(origin(link, task.id()) + ",")
                && entry.given().filter(given -> given.isBefore(task.created())).isEmpty();
    }
}
