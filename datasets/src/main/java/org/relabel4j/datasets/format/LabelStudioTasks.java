package org.relabel4j.datasets.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.relabel4j.core.text.Counted;

/**
 * Labels from tasks as Label Studio exports them. Cancelled annotations are left out, those marked as ground truth are set apart,
 * and of several annotations of a task by one person the last counts. An annotation without an answer to the control is no label.
 */
final class LabelStudioTasks {
    private final LabelSink sink;
    private final List<LabelStudioAnswer> answers = new ArrayList<>();
    private final List<LabelStudioAnswer> asides = new ArrayList<>();

    /** Kind of each control that somebody used. */
    private final Map<String, String> controls = new TreeMap<>();

    private long line;
    private int numTasks;
    private int numReplaced;
    private int numUnanswered;

    LabelStudioTasks(LabelSink sink) {
        this.sink = sink;
    }

    /** Line of what is being looked at; 0 before there is anything. */
    long line() {
        return line;
    }

    /** Whether an object is a task rather than a row of a table. */
    static boolean isTask(Map<?, ?> row) {
        Object annotations = row.get("annotations");
        return annotations instanceof List<?>
                || row.containsKey("annotations") && (annotations instanceof Map<?, ?> || row.containsKey("data"));
    }

    void add(Map<?, ?> task, long lineOfTask) {
        line = lineOfTask;
        String name = taskName(task);
        if (!(task.get("annotations") instanceof List<?> annotations)) {
            throw new CsvProblem(
                    "task " + name + " has annotations " + LabelJson.shown(task.get("annotations")),
                    "a list of them",
                    "export the project from Label Studio as JSON");
        }
        sink.task(name);
        Map<String, LabelStudioAnswer> latest = new LinkedHashMap<>();
        for (Object annotation : annotations) {
            if (!(annotation instanceof Map<?, ?> fields)) {
                throw new CsvProblem(
                        "task " + name + " has the annotation " + LabelJson.shown(annotation),
                        "an object as Label Studio exports it",
                        "");
            }
            LabelStudioAnswer answer = LabelStudioAnswer.of(name, fields, line);
            if (answer.standing() != LabelStudioAnswer.Standing.ANSWER) {
                asides.add(answer);
            } else {
                controls.putAll(answer.kinds());
                LabelStudioAnswer earlier = latest.get(answer.person());
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
            List<String> fields = new ArrayList<>(task.get("id") instanceof String ? List.of("id") : List.of());
            if (task.get("data") instanceof Map<?, ?> data) {
                data.forEach((field, content) -> {
                    if (content instanceof String) {
                        fields.add("data." + field);
                    }
                });
            }
            throw new CsvProblem(
                    "task number " + ++numTasks + " of the file has \"" + path + "\" " + LabelJson.shown(value)
                            + ", which should name it",
                    "a text or a number",
                    fields.isEmpty()
                            ? ""
                            : "there are " + String.join(", ", fields) + "; choose one by --columns task=NAME");
        }
        numTasks++;
        return name;
    }

    /** Passes the labels on, now that all controls are known. */
    void finish() {
        if (line == 0) {
            return;
        }
        if (controls.isEmpty()) {
            asides.forEach(aside -> controls.putAll(aside.kinds()));
        }
        Optional<String> control = control();
        for (LabelStudioAnswer answer : answers) {
            line = answer.line();
            Optional<String> label = label(answer, control.orElse(""));
            numUnanswered += label.filter(text -> !text.isEmpty()).isPresent() ? 0 : 1;
            if (label.isPresent()) {
                sink.row(answer.task(), answer.person(), label.get(), answer.line());
                sink.updated(answer.updated());
            }
        }
        int numCancelled = 0;
        for (LabelStudioAnswer answer : asides) {
            line = answer.line();
            boolean skipped = answer.standing() == LabelStudioAnswer.Standing.SKIPPED;
            numCancelled += skipped ? 1 : 0;
            sink.aside(answer, skipped ? Optional.empty() : label(answer, control.orElse("")));
        }
        note(numCancelled, "cancelled", "left out");
        note(asides.size() - numCancelled, "marked as ground truth", "set apart: no labels of annotators");
        note(numReplaced, "replaced by a later one of the same person", "left out");
        note(numUnanswered, "without an answer", sink.options().areSets() ? "taken as the empty set" : "left out");
    }

    /** A label, or the text of a set of them, which may be empty: who chooses nothing and does not skip the task says that. */
    private Optional<String> label(LabelStudioAnswer answer, String control) {
        return sink.options().areSets()
                ? Optional.of(LabelSetText.text(answer.labels().getOrDefault(control, List.of()), sink.options()))
                : answer.labelIn(control);
    }

    private void note(int count, String what, String done) {
        if (count > 0) {
            sink.note(Counted.of(count, "annotation is ", "annotations are ") + what + ", and " + done);
        }
    }

    private Optional<String> control() {
        List<String> usable = controls.keySet().stream()
                .filter(name -> LabelStudioAnswer.KINDS.contains(controls.get(name)))
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
            throw new CsvProblem(
                    "has the controls " + all + ", of which none gives a whole task its label",
                    "choices, a rating or a taxonomy",
                    "");
        }
        throw new CsvProblem(
                asked.map(name -> "has no answer to a control \"" + name + "\": there are ")
                                .orElse("has several controls: ")
                        + all,
                "the one that gives the labels",
                "say which: --control " + usable.get(0));
    }
}
