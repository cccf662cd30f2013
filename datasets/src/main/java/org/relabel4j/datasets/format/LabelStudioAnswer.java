package org.relabel4j.datasets.format;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a person said about a task of Label Studio: an annotation, as exports and the server have it. What they never have is refused
 * rather than passed over.
 *
 * @param standing what the annotation is
 * @param task its name
 * @param person id or address; empty if the annotation names nobody, which a label may not
 * @param labels to each control its labels; none to a control that gives no whole task its label
 * @param kinds the kind of each control
 * @param updated when it was last changed; {@link Instant#MIN} if it does not say
 * @param line where the task begins, in a file
 */
public record LabelStudioAnswer(
        Standing standing,
        String task,
        String person,
        Map<String, List<String>> labels,
        Map<String, String> kinds,
        Instant updated,
        long line) {
    private static final String CHOICES = "choices";
    private static final String RATING = "rating";
    private static final String TAXONOMY = "taxonomy";

    /** The kinds of controls that give a task one label. */
    public static final List<String> KINDS = List.of(CHOICES, RATING, TAXONOMY);

    /** What an annotation is. */
    public enum Standing {
        /** A person's answer. */
        ANSWER,
        /** The person skipped the task. */
        SKIPPED,
        /** It is held to be right: no opinion of an annotator. */
        GROUND_TRUTH
    }

    /**
     * Reads an annotation as the server has it.
     *
     * @param task how to call its task in messages
     * @param annotation stands before the object
     * @throws IllegalArgumentException if it is no annotation, or names nobody
     */
    public static LabelStudioAnswer read(String task, JsonParser annotation) throws IOException {
        annotation.nextToken();
        if (!(LabelJson.value(annotation) instanceof Map<?, ?> fields)) {
            throw new IllegalArgumentException("task " + task + " has an annotation that is no object");
        }
        try {
            return of(task, fields, 0);
        } catch (CsvProblem problem) {
            throw new IllegalArgumentException(problem.sentence());
        }
    }

    /**
     * The label that was given to a control; nothing if there was no answer to it.
     *
     * @throws IllegalArgumentException if there were several, or an empty list of them
     */
    public Optional<String> label(String control) {
        try {
            return labelIn(control);
        } catch (CsvProblem problem) {
            throw new IllegalArgumentException(problem.sentence());
        }
    }

    Optional<String> labelIn(String control) {
        List<String> given = labels.getOrDefault(control, List.of());
        String kind = kinds.getOrDefault(control, "");
        if (given.isEmpty() && KINDS.contains(kind)) {
            throw odd(task, kind, given, expected(kind));
        }
        if (given.size() > 1) {
            throw new CsvProblem(
                    "task " + task + " has several labels at once in \"" + control + "\" (" + String.join(", ", given)
                            + ")",
                    "one label for each task and annotator",
                    "score, consensus and find-issues read several with --multi-label; else make a class of each combination");
        }
        return given.stream().findFirst();
    }

    static LabelStudioAnswer of(String task, Map<?, ?> annotation, long line) {
        Map<String, List<String>> labels = new LinkedHashMap<>();
        Map<String, String> kinds = new LinkedHashMap<>();
        Standing standing = standing(task, annotation);
        // What somebody began and then skipped is no answer.
        Object result = standing == Standing.SKIPPED ? null : annotation.get("result");
        if (result != null && !(result instanceof List<?>)) {
            throw odd(task, "result", result, "a list of answers");
        }
        for (Object item : result == null ? List.of() : (List<?>) result) {
            if (!(item instanceof Map<?, ?> fields)) {
                throw odd(task, "answer", item, "an object");
            }
            // Relations between regions have no control.
            if (fields.get("from_name") instanceof String control && fields.get("type") instanceof String kind) {
                kinds.put(control, kind);
                labels.computeIfAbsent(control, name -> new ArrayList<>()).addAll(labels(task, kind, fields));
            }
        }
        String person = person(task, annotation, standing == Standing.ANSWER);
        return new LabelStudioAnswer(standing, task, person, labels, kinds, updated(task, annotation), line);
    }

    private static Standing standing(String task, Map<?, ?> annotation) {
        if (flag(task, annotation, "was_cancelled")) {
            return Standing.SKIPPED;
        }
        return flag(task, annotation, "ground_truth") ? Standing.GROUND_TRUTH : Standing.ANSWER;
    }

    private static boolean flag(String task, Map<?, ?> annotation, String name) {
        Object value = annotation.get(name);
        if (value == null || value.equals("false")) {
            return false;
        }
        if (!value.equals("true")) {
            throw odd(task, name, value, "true or false");
        }
        return true;
    }

    private static String person(String task, Map<?, ?> annotation, boolean needed) {
        Object by = annotation.get("completed_by");
        if (by instanceof Map<?, ?> person) {
            by = person.get("id") != null ? person.get("id") : person.get("email");
        }
        if (!(by instanceof String person) || person.isBlank()) {
            if (!needed) {
                return "";
            }
            throw odd(task, "completed_by", annotation.get("completed_by"), "the person's id");
        }
        return person;
    }

    private static Instant updated(String task, Map<?, ?> annotation) {
        Object time = annotation.get("updated_at");
        Instant instant = UpdateTimes.parse(time);
        if (time != null && instant.equals(Instant.MIN)) {
            throw odd(task, "updated_at", time, "a time such as 2026-01-31T12:00:00Z");
        }
        return instant;
    }

    private static List<String> labels(String task, String kind, Map<?, ?> item) {
        if (!KINDS.contains(kind)) {
            return List.of();
        }
        Object given = item.get("value") instanceof Map<?, ?> value ? value.get(kind) : null;
        if (kind.equals(RATING)) {
            if (!(given instanceof String number) || !isFinite(number)) {
                throw odd(task, kind, given, "a finite number");
            }
            return List.of(number);
        }
        if (!(given instanceof String || given instanceof List<?>)) {
            throw odd(task, kind, given, expected(kind));
        }
        List<?> list = given instanceof List<?> several ? several : List.of(given);
        List<String> labels = new ArrayList<>();
        for (Object label : list) {
            boolean path = kind.equals(TAXONOMY) && label instanceof List<?> steps && !steps.isEmpty();
            // A path of a taxonomy ends in the label.
            Object last = path ? ((List<?>) label).get(((List<?>) label).size() - 1) : label;
            if (!(last instanceof String text)) {
                throw odd(task, kind, given, expected(kind));
            }
            labels.add(text);
        }
        return labels;
    }

    private static String expected(String kind) {
        return kind.equals(CHOICES) ? "a list of texts" : "a list of paths, each a list of texts";
    }

    private static boolean isFinite(String number) {
        try {
            return Double.isFinite(Double.parseDouble(number));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static CsvProblem odd(String task, String field, Object value, String expected) {
        return new CsvProblem(
                "task " + task + " has an annotation with " + field + " " + LabelJson.shown(value),
                expected,
                "fix it, or export the project from Label Studio again");
    }
}
