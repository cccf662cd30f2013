package org.relabel4j.benchmarks.grid;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.relabel4j.core.text.Counted;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.format.SmallText;

/** What a run folder says of the run, as keys with dots and their values as text, in the order of the files. */
public final class RunKeys {
    private RunKeys() {}

    /**
     * The resolved configuration; none if there is no such file.
     *
     * @throws InputException if the file is malformed, or has fewer lines than were written
     */
    public static Map<String, String> config(RunFolder folder) throws IOException, InputException {
        Map<String, String> config = keys(folder.config(), new YAMLMapper());
        String written = environment(folder).getOrDefault(Environment.CONFIG_LINES, "");
        if (written.matches("\\d{1,9}") && Files.isRegularFile(folder.config())) {
            long lines = SmallText.read(folder.config()).lines().count();
            if (lines < Integer.parseInt(written)) {
                throw InputException.inFile(
                        folder.config(),
                        "has " + Counted.of(lines, "line"),
                        "the " + written + " that the run wrote",
                        "restore it, or remove it");
            }
        }
        return config;
    }

    /** What ran it, where and when; likewise. */
    public static Map<String, String> environment(RunFolder folder) throws IOException, InputException {
        return keys(folder.environment(), new JsonMapper());
    }

    /** The values of a file by dotted keys, in file order; none if there is no such file. */
    private static Map<String, String> keys(Path file, ObjectMapper mapper) throws IOException, InputException {
        Map<String, String> keys = new LinkedHashMap<>();
        if (Files.isRegularFile(file)) {
            try {
                JsonNode root = mapper.readTree(SmallText.read(file));
                if (!root.isObject() && !root.isMissingNode()) {
                    throw InputException.inFile(
                            file, "holds no keys", "keys and values", "mend the file, or remove it");
                }
                keys.putAll(flat(root));
            } catch (JsonProcessingException e) {
                String reason = e.getOriginalMessage().lines().findFirst().orElse("malformed");
                long line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
                throw InputException.atLine(file, line, reason, "", "mend the file, or remove it");
            }
        }
        return keys;
    }

    /** The values of a tree by dotted keys, in order. */
    public static Map<String, String> flat(JsonNode root) {
        Map<String, String> keys = new LinkedHashMap<>();
        flatten("", root, keys);
        return keys;
    }

    /** Nested keys get dots between their parts; lists of plain values become one value. */
    private static void flatten(String prefix, JsonNode node, Map<String, String> into) {
        if (node.isObject()) {
            node.properties()
                    .forEach(entry -> flatten(
                            prefix.isEmpty() ? entry.getKey() : prefix + "." + entry.getKey(), entry.getValue(), into));
        } else if (node.isArray()) {
            List<String> items = new ArrayList<>();
            node.forEach(item -> items.add(item.isValueNode() ? item.asText() : item.toString()));
            into.put(prefix, String.join(", ", items));
        } else if (!node.isMissingNode()) {
            into.put(prefix, node.asText());
        }
    }
}
