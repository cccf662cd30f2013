package org.relabel4j.datasets.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.relabel4j.datasets.format.LabelColumns.Role;

/**
 * Reads labels from JSON: an object of tasks, each with the label of each annotator; a list of objects with the columns of the
 * long form, or one such object a line; or tasks as Label Studio exports them. One task or row is in memory at a time.
 */
final class LabelJson {
    private final LabelSink sink;
    private final LabelStudioTasks labelStudio;
    private long line = 1;
    private List<String> header = List.of();
    private LabelColumns.Found columns;

    private LabelJson(LabelSink sink) {
        this.sink = sink;
        this.labelStudio = new LabelStudioTasks(sink);
    }

    /** Reads a text to its end. */
    static void read(TextSource text, LabelSink sink) throws IOException, InputException {
        JsonFactory factory = JsonFactory.builder()
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                .build();
        LabelJson json = new LabelJson(sink);
        try (Reader reader = text.reader();
                JsonParser parser = factory.createParser(reader)) {
            while (parser.nextToken() != null) {
                json.root(parser);
            }
            json.labelStudio.finish();
        } catch (CsvProblem problem) {
            throw problem.atLine(text.file(), Math.max(json.line, json.labelStudio.line()));
        } catch (JsonProcessingException e) {
            long at = e.getLocation() == null ? json.line : e.getLocation().getLineNr();
            throw InputException.atLine(text.file(), at, reason(e), "", "");
        }
    }

    /** What is the matter with JSON that cannot be read: a clause. */
    static String reason(JsonProcessingException e) {
        if (e instanceof StreamConstraintsException) {
            return "has a number, text or name that is too long, or is nested too deeply";
        }
        // What follows, the library says of its own classes and settings.
        String reason = e.getOriginalMessage()
                .split("[`\\[\\n]| \\((start marker|for) |: enable ", 2)[0]
                .strip();
        return reason.startsWith("Duplicate")
                ? "has a name twice in one object"
                : "is no sound JSON from here on: " + reason;
    }

    private static long line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }

    private void root(JsonParser parser) throws IOException {
        line = line(parser);
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                line = line(parser);
                row(value(parser));
            }
        } else if (parser.currentToken() == JsonToken.START_OBJECT) {
            object(parser);
        } else {
            throw notUnderstood();
        }
    }

    /** Either a row, or tasks with the labels of each. */
    private void object(JsonParser parser) throws IOException {
        Map<String, Object> row = new LinkedHashMap<>();
        boolean nested = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            line = row.isEmpty() ? line(parser) : line;
            parser.nextToken();
            nested |= row.isEmpty() && parser.currentToken() == JsonToken.START_OBJECT;
            Object value = value(parser);
            if (nested) {
                task(name, value);
            } else {
                row.put(name, value);
            }
        }
        if (!nested && !row.isEmpty()) {
            row(row);
        }
    }

    private void task(String task, Object labels) {
        if (!(labels instanceof Map<?, ?> byAnnotator) || Role.LABEL.isName(task) || Role.ANNOTATOR.isName(task)) {
            throw notUnderstood();
        }
        sink.task(task);
        for (Map.Entry<?, ?> entry : byAnnotator.entrySet()) {
            String annotator = (String) entry.getKey();
            sink.row(task, annotator, label(entry.getValue(), task, annotator), line);
        }
    }

    private void row(Object value) {
        if (!(value instanceof Map<?, ?> row)) {
            throw notUnderstood();
        }
        if (LabelStudioTasks.isTask(row)) {
            labelStudio.add(row, line);
            return;
        }
        List<String> names = names(row);
        if (columns == null || !header.containsAll(names)) {
            columns = sink.options().columns().find(names);
            header = names;
        }
        String labelName = header.get(columns.of(Role.LABEL));
        String task = scalar("task", row.get(header.get(columns.of(Role.TASK))));
        int annotatorColumn = columns.of(Role.ANNOTATOR);
        String annotator =
                annotatorColumn < 0 ? LabelColumns.NOBODY : scalar("annotator", row.get(header.get(annotatorColumn)));
        Object label = row.containsKey(labelName) ? row.get(labelName) : absentLabel();
        sink.row(task == null ? "" : task, annotator == null ? "" : annotator, label(label, task, annotator), line);
        if (label instanceof String) {
            sink.mayBePart();
        }
        int timeColumn = sink.timeColumn(header);
        if (timeColumn >= 0 && row.get(header.get(timeColumn)) instanceof String time) {
            sink.updated(time);
        }
    }

    /** The names of a row, and where labels are sets that of the label: it is left out where the set is empty. */
    private List<String> names(Map<?, ?> row) {
        Stream<String> names = row.keySet().stream().map(String.class::cast);
        return sink.options().areSets()
                ? Stream.concat(names, sink.options().columns().label().stream())
                        .distinct()
                        .toList()
                : names.toList();
    }

    private String absentLabel() {
        return sink.options().areSets() ? "" : null;
    }

    private String label(Object value, String task, String annotator) {
        if (!sink.options().areSets() || value == null || value instanceof String) {
            return scalar("label", value);
        }
        return LabelSetText.list(value)
                .map(classes -> LabelSetText.text(classes, sink.options()))
                .orElseThrow(() -> new CsvProblem(
                        "has as label of task \"" + task + "\" by annotator \"" + annotator + "\" a value "
                                + shown(value),
                        "a list of texts, or one text",
                        ""));
    }

    private static String scalar(String what, Object value) {
        if (value != null && !(value instanceof String)) {
            boolean number = value instanceof Double;
            throw new CsvProblem(
                    "has " + (number ? "a number that is too large as " : "several values as ") + what,
                    "one text or number",
                    number
                            ? ""
                            : "if a task may have several classes, add --multi-label; else give each question a file of its own");
        }
        return (String) value;
    }

    private static CsvProblem notUnderstood() {
        return new CsvProblem(
                "is JSON of no form that is read",
                "{task: {annotator: label}}, a list of objects with task, annotator and label, or an export of Label Studio",
                "");
    }

    /** How a value of {@link #value} is, for people. */
    static String shown(Object value) {
        if (value instanceof List<?> list) {
            Object first = list.isEmpty() ? null : list.get(0);
            return list.isEmpty()
                    ? "that is an empty list"
                    : "that is a list " + (first instanceof String ? "with \"" + first + "\"" : "of what is no text");
        }
        return value instanceof Map<?, ?>
                ? "that is an object"
                : value == null
                        ? "that is missing or null"
                        : value instanceof Double ? "that is too large a number" : "\"" + value + "\"";
    }

    /**
     * A value as a map, a list, a text or null; numbers and truth values as they are written, but a number that is too large as
     * an infinite one.
     */
    static Object value(JsonParser parser) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> map = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    map.put(name, value(parser));
                }
                return map;
            }
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                return list;
            }
            case VALUE_NULL -> {
                return null;
            }
            case VALUE_NUMBER_FLOAT -> {
                // Words such as NaN, which some programs write, are numbers too.
                boolean tooLarge = !parser.isNaN() && Double.isInfinite(parser.getDoubleValue());
                return tooLarge ? (Object) parser.getDoubleValue() : parser.getText();
            }
            default -> {
                return parser.getText();
            }
        }
    }
}
