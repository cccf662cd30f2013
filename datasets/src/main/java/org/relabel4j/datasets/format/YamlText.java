package org.relabel4j.datasets.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes dotted keys as nested YAML. */
public final class YamlText {
    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .build();

    private YamlText() {}

    /**
     * The YAML text of some settings.
     *
     * @param flat dotted keys with values: text, numbers, or lists of them
     */
    public static String write(Map<String, Object> flat) {
        try {
            return MAPPER.writeValueAsString(nest(flat));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a configuration could not be written as YAML", e);
        }
    }

    private static Map<String, Object> nest(Map<String, Object> flat) {
        Map<String, Object> root = new LinkedHashMap<>();
        flat.forEach((key, value) -> {
            Map<String, Object> group = root;
            String rest = key;
            for (int dot = rest.indexOf('.'); dot >= 0; dot = rest.indexOf('.')) {
                @SuppressWarnings("unchecked") // keys with a dot only ever put such a map there
                Map<String, Object> inner =
                        (Map<String, Object>) group.computeIfAbsent(rest.substring(0, dot), k -> new LinkedHashMap<>());
                group = inner;
                rest = rest.substring(dot + 1);
            }
            group.put(rest, value);
        });
        return root;
    }
}
