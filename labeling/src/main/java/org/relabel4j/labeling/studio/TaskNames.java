package org.relabel4j.labeling.studio;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.relabel4j.datasets.format.Ids;

/**
 * Which example a task is about. Label Studio's own numbers are used again when tasks are deleted, so a field of the data tells: the
 * example's id, or an image's address, which ends in it.
 */
final class TaskNames {
    /** The field in which tasks that this program makes have the example's id. */
    static final String EXAMPLE = "example";

    /** Stands for the server's number of the task. */
    static final String TASK_ID = "id";

    private final Ids examples;
    private final String field;

    /** The examples whose ids end in a file name; built when the first address is looked up. */
    private Map<String, List<Integer>> byFileName;

    /**
     * @param examples ids of the project's examples
     * @param field name of the field
     */
    TaskNames(Ids examples, String field) {
        this.examples = examples;
        this.field = field;
    }

    /** The id of the example that a task is about; empty if the task does not say. */
    Optional<String> of(StudioTask task) {
        JsonNode value = task.data().path(field);
        if (value.isMissingNode() && field.equals(TASK_ID)) {
            return Optional.of(Long.toString(task.id()));
        }
        return value.isValueNode() && !value.isNull() ? Optional.of(example(value.asText())) : Optional.empty();
    }

    private String example(String value) {
        if (examples.indexOf(value) >= 0 || !value.contains("/")) {
            return value;
        }
        return ofAddress(value).orElse(value);
    }

    /** The example whose id is the longest end of an address. */
    private Optional<String> ofAddress(String address) {
        String path = URLDecoder.decode(
                address.replaceFirst("^[^?]*[?&]d=", "/")
                        .replaceFirst("[?#].*$", "")
                        .replace("+", "%2B"),
                StandardCharsets.UTF_8);
        Optional<String> example = ending(path);
        // Label Studio puts eight hexadecimal digits before the name of a file that is uploaded.
        return example.isPresent() ? example : ending(path.replaceFirst("/[0-9a-f]{8}-([^/]*)$", "/$1"));
    }

    private Optional<String> ending(String path) {
        if (byFileName == null) {
            byFileName = new HashMap<>();
            for (int n = 0; n < examples.size(); n++) {
                byFileName
                        .computeIfAbsent(fileName(examples.get(n)), name -> new ArrayList<>())
                        .add(n);
            }
        }
        String longest = null;
        for (int n : byFileName.getOrDefault(fileName(path), List.of())) {
            String id = examples.get(n);
            boolean ends = path.equals(id) || path.endsWith("/" + id);
            longest = ends && (longest == null || id.length() > longest.length()) ? id : longest;
        }
        return Optional.ofNullable(longest);
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /**
     * The field that names the examples: the one that does for most of some tasks.
     *
     * @param tasks some of the server's
     * @param usual names to prefer, in order
     * @return nothing if no field does
     */
    static Optional<String> find(Ids examples, Collection<StudioTask> tasks, List<String> usual) {
        List<String> fields = new ArrayList<>(usual);
        tasks.stream().limit(1).forEach(task -> task.data().fieldNames().forEachRemaining(fields::add));
        fields.add(TASK_ID);
        Optional<String> best = Optional.empty();
        long most = 0;
        for (String field : fields.stream().distinct().toList()) {
            TaskNames names = new TaskNames(examples, field);
            long known = tasks.stream()
                    .filter(task -> names.of(task)
                            .filter(name -> examples.indexOf(name) >= 0)
                            .isPresent())
                    .count();
            best = known > most ? Optional.of(field) : best;
            most = Math.max(most, known);
        }
        return best;
    }
}
