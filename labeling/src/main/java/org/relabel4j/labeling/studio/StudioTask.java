package org.relabel4j.labeling.studio;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.relabel4j.datasets.format.LabelStudioAnswer;
import org.relabel4j.datasets.format.LabelStudioAnswer.Standing;
import org.relabel4j.datasets.http.ServerException;

/**
 * A task as the server has it.
 *
 * @param id the server's, which it may use again when the task is deleted
 * @param data what annotators see, and other fields
 * @param overlap how many answers it is to have
 * @param closed whether it is offered to nobody any more
 * @param created when it was imported
 * @param updated when it, or an answer to it, was last changed
 * @param answers what people said, as far as they are known
 * @param nameless answers of people whom the server has forgotten
 */
record StudioTask(
        long id,
        JsonNode data,
        int overlap,
        boolean closed,
        Instant created,
        Instant updated,
        List<Given> answers,
        int nameless) {
    /**
     * An annotation.
     *
     * @param id the server's
     */
    record Given(long id, LabelStudioAnswer answer) {}

    /**
     * Reads a task of the server's list.
     *
     * @param where address that it came from, for messages
     */
    static StudioTask of(JsonNode node, String where) throws ServerException {
        long id = node.path("id").asLong(-1);
        if (id < 0 || !node.path("data").isObject() || !node.path("annotations").isArray()) {
            throw StudioHttp.KIND.lacks(where, "a task's id, data or annotations");
        }
        List<Given> answers = new ArrayList<>();
        int nameless = 0;
        for (JsonNode annotation : node.get("annotations")) {
            boolean answer = !annotation.path("was_cancelled").asBoolean()
                    && !annotation.path("ground_truth").asBoolean();
            if (answer && annotation.path("completed_by").isNull()) {
                nameless++;
            } else {
                answers.add(new Given(annotation.path("id").asLong(), answer(Long.toString(id), annotation, where)));
            }
        }
        return new StudioTask(
                id,
                node.get("data"),
                node.path("overlap").asInt(1),
                node.path("is_labeled").asBoolean(),
                time(node, "created_at", where),
                time(node, "updated_at", where),
                List.copyOf(answers),
                nameless);
    }

    private static LabelStudioAnswer answer(String task, JsonNode annotation, String where) throws ServerException {
        try {
            return LabelStudioAnswer.read(task, annotation.traverse());
        } catch (IllegalArgumentException e) {
            throw new ServerException(where + ": " + e.getMessage());
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
    }

    private static Instant time(JsonNode node, String field, String where) throws ServerException {
        try {
            return Instant.parse(node.path(field).asText());
        } catch (DateTimeParseException e) {
            throw StudioHttp.KIND.lacks(where, "a time as " + field);
        }
    }

    /** Annotations that the server counts: all but those that were skipped. */
    int counted() {
        return (int) answers.stream()
                        .filter(given -> given.answer().standing() != Standing.SKIPPED)
                        .count()
                + nameless;
    }

    /**
     * Answers that it has, as its overlap counts them: who answered twice counts twice, since a task is locked by annotations; ground
     * truth counts as its author's, who is not asked again.
     */
    int answered() {
        long people = answers.stream()
                .filter(given -> given.answer().standing() != Standing.SKIPPED)
                .map(given -> given.answer().person())
                .distinct()
                .count();
        long opinions = answers.stream()
                .filter(given -> given.answer().standing() == Standing.ANSWER)
                .count();
        return (int) Math.max(people, opinions) + nameless;
    }
}
