package org.relabel4j.datasets.format;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Labels from tasks as Label Studio exports them. Cancelled annotations are left out, those marked as ground truth are set apart,
 * and of several annotations of a task by one person the last counts. An annotation without an answer to the control is no label.
 */
final class LabelStudioTasks {
    /** The kinds of controls that give a task one label. */
    private static final List<String> KINDS = List.of("choices", "rating", "taxonomy");

    private final LabelSink sink;
    private final List<Answer> answers = new ArrayList<>();

    /** Kind of each control that somebody used. */
    private final Map<String, String> controls = new TreeMap<>();

    private long line;
    private int numCancelled;
    private int numGroundTruth;
    private int numReplaced;
    private int numUnanswered;

    /** What a person said about a task: to each control its labels. */
    private record Answer(String task, String person, Map<String, List<String>> labels, Instant updated, long line) {}

    LabelStudioTasks(LabelSink sink) {
        this.sink = sink;
    }

    /** Line of what is being looked at; 0 before there is anything. */
    long line() {
        return line;
    }

    void add(Map<?, ?> task, List<?> annotations, long lineOfTask) {
        line = lineOfTask;
        String name = taskName(task);
        sink.task(name);
        Map<String, Answer> latest = new LinkedHashMap<>();
        for (Object annotation : annotations) {
            if (!(annotation instanceof Map<?, ?> fields)) {
                throw new CsvScan.Problem("has an annotation that is no object", "one as Label Studio exports it", "");
            }
            if ("true".equals(fields.get("was_cancelled"))) {
                numCancelled++;
            } else if ("true".equals(fields.get("ground_truth"))) {
                numGroundTruth++;
            } else {
                Answer answer = answer(name, fields);
                Answer earlier = latest.get(answer.person());
                numReplaced += earlier == null ? 0 : 1;
                if (earlier == null || !answer.updated().isBefore(earlier.updated())) {
                    latest.put(answer.person(), answer);
                }
            }
        }
        answers.addAll(latest.values());
    }

    private String taskName(Map<?, ?> task) {
        String path = sink.options().columns().task().orElse("id");
        Object value = task;
        for (String field : path.split("\\.")) {
            value = value instanceof Map<?, ?> map ? map.get(field) : null;
        }
        if (!(value instanceof String name)) {
            String data = task.get("data") instanceof Map<?, ?> map
                    ? map.keySet().stream().map(field -> "data." + field).collect(Collectors.joining(", "))
                    : "nothing else";
            throw new CsvScan.Problem("has no \"" + path + "\" that names the task", "one", "there are id, " + data);
        }
        return name;
    }

    private Answer answer(String task, Map<?, ?> annotation) {
        Object by = annotation.get("completed_by");
        if (by instanceof Map<?, ?> person) {
            by = person.get("id") != null ? person.get("id") : person.get("email");
        }
        Map<String, List<String>> labels = new LinkedHashMap<>();
        List<?> result = annotation.get("result") instanceof List<?> list ? list : List.of();
        for (Object item : result) {
            if (item instanceof Map<?, ?> fields
                    && fields.get("from_name") instanceof String control
                    && fields.get("type") instanceof String kind
                    && fields.get("value") instanceof Map<?, ?> value) {
                controls.put(control, kind);
                labels.computeIfAbsent(control, name -> new ArrayList<>()).addAll(labels(kind, value));
            }
        }
        return new Answer(
                task,
                by instanceof String person ? person : "",
                labels,
                UpdateTimes.parse(annotation.get("updated_at")),
                line);
    }

    private static List<String> labels(String kind, Map<?, ?> value) {
        Object given = value.get(kind);
        if (!(given instanceof List<?> list)) {
            return given instanceof String text ? List.of(text) : List.of();
        }
        List<String> labels = new ArrayList<>();
        for (Object label : list) {
            // A path of a taxonomy ends in the label.
            Object last = label instanceof List<?> path && !path.isEmpty() ? path.get(path.size() - 1) : label;
            if (last instanceof String text) {
                labels.add(text);
            }
        }
        return labels;
    }

    /** Passes the labels on, now that all controls are known. */
    void finish() {
        if (line == 0) {
            return;
        }
        Optional<String> control = control();
        for (Answer answer : answers) {
            line = answer.line();
            List<String> labels = answer.labels().getOrDefault(control.orElse(""), List.of());
            if (labels.size() > 1) {
                throw new CsvScan.Problem(
                        "task " + answer.task() + " has several labels at once in \"" + control.orElseThrow() + "\" ("
                                + String.join(", ", labels) + ")",
                        "one label for each task and annotator",
                        "make a class of each combination, or a file of yes and no for each label");
            }
            if (labels.isEmpty()) {
                numUnanswered++;
            } else {
                sink.row(answer.task(), answer.person(), labels.get(0), answer.line());
            }
        }
        note(numCancelled, "cancelled", "left out");
        note(numGroundTruth, "marked as ground truth", "set apart: no labels of annotators");
        note(numReplaced, "replaced by a later one of the same person", "left out");
        note(numUnanswered, "without an answer", "left out");
    }

    private void note(int count, String what, String done) {
        if (count > 0) {
            sink.note(count + (count == 1 ? " annotation is " : " annotations are ") + what + ", and " + done);
        }
    }

    private Optional<String> control() {
        List<String> usable = controls.keySet().stream()
                .filter(name -> KINDS.contains(controls.get(name)))
                .toList();
        Optional<String> asked = sink.options().control();
        if (asked.isPresent() ? usable.contains(asked.get()) : usable.size() == 1) {
            return asked.or(() -> Optional.of(usable.get(0)));
        }
        if (controls.isEmpty() && asked.isEmpty()) {
            return Optional.empty();
        }
        String all = controls.entrySet().stream()
                .map(control -> control.getKey() + " (" + control.getValue() + ")")
                .collect(Collectors.joining(", "));
        if (usable.isEmpty()) {
            throw new CsvScan.Problem(
                    "has the controls " + all + ", of which none gives a whole task its label",
                    "choices, a rating or a taxonomy",
                    "");
        }
        throw new CsvScan.Problem(
                asked.map(name -> "has no answer to a control \"" + name + "\": there are ")
                                .orElse("has several controls: ")
                        + all,
                "the one that gives the labels",
                "say which: --control " + usable.get(0));
    }
}
