package org.relabel4j.models.onnx;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Preprocessing beside a model: {@code model.onnx.json} or {@code model.json}, an object of what {@link Preprocessing} names. */
final class PreprocessingFile {
    private static final JsonFactory JSON = new JsonFactory();
    private static final long MOST_BYTES = 1 << 16;
    private static final String PRESET = "preset";

    private PreprocessingFile() {}

    /** The file for a model; empty if there is none. */
    static Optional<Path> find(Path model) {
        String name = model.getFileName().toString();
        int dot = name.lastIndexOf('.');
        List<String> names =
                dot > 0 ? List.of(name + ".json", name.substring(0, dot) + ".json") : List.of(name + ".json");
        return names.stream().map(model::resolveSibling).filter(Files::exists).findFirst();
    }

    /**
     * What a file says: values by name, over those of the preset that it may name.
     *
     * @throws IllegalArgumentException if it cannot be read or is no such object; one line. Names are not looked at
     */
    static Choice read(Path file) {
        try {
            long size = Files.size(file);
            if (size > MOST_BYTES) {
                throw new IllegalArgumentException(
                        file + ": has " + size + " bytes, expected at most " + MOST_BYTES + " of preprocessing");
            }
            Map<String, String> own = new TreeMap<>();
            try (JsonParser json = JSON.createParser(Files.readAllBytes(file))) {
                readObject(json, file, own);
            }
            String preset = own.remove(PRESET);
            Choice base = preset == null ? new Choice(Map.of(), false) : preset(file, preset);
            return base.with(own);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    file + ":" + e.getLocation().getLineNr() + ": is no JSON: "
                            + e.getOriginalMessage().lines().findFirst().orElse(""),
                    e);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static Choice preset(Path file, String name) {
        try {
            return new Choice(Presets.byName(name), true);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + PRESET + " " + e.getMessage(), e);
        }
    }

    private static void readObject(JsonParser json, Path file, Map<String, String> values) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw problem(json, file, "does not begin with \"{\"");
        }
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            if (values.put(name, value(json, file, name)) != null) {
                throw problem(json, file, "has \"" + name + "\" twice");
            }
        }
        if (json.nextToken() != null) {
            throw problem(json, file, "goes on after the object");
        }
    }

    private static String value(JsonParser json, Path file, String name) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            return scalar(json, file, name);
        }
        List<String> items = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            items.add(scalar(json, file, name));
        }
        return String.join(",", items);
    }

    private static String scalar(JsonParser json, Path file, String name) throws IOException {
        if (json.currentToken() == null
                || !json.currentToken().isNumeric() && json.currentToken() != JsonToken.VALUE_STRING) {
            throw problem(json, file, "\"" + name + "\" is no text, number, or list of numbers");
        }
        return json.getText();
    }

    private static IllegalArgumentException problem(JsonParser json, Path file, String rest) {
        return new IllegalArgumentException(
                file + ":" + json.currentTokenLocation().getLineNr() + ": " + rest
                        + "; expected an object of names and values, as docs/ONNX.md shows");
    }

    /**
     * Values by name.
     *
     * @param usualSize whether the size is a preset's, that a model's own comes before
     */
    record Choice(Map<String, String> values, boolean usualSize) {
        /** These with others over them. */
        Choice with(Map<String, String> others) {
            Map<String, String> all = new TreeMap<>(values);
            all.putAll(others);
            return new Choice(all, usualSize && !others.containsKey(Preprocessing.SIZE.name()));
        }
    }
}
