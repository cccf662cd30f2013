package org.relabel4j.models.onnx;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.relabel4j.core.option.Option;

/** Preprocessing beside a model: {@code model.onnx.json} or {@code model.json}, an object of what {@link Preprocessing} names. */
final class PreprocessingFile {
    private static final JsonFactory JSON = new JsonFactory();
    private static final long MOST_BYTES = 1 << 16;
    private static final String PRESET = "preset";
    private static final String EXPECTED = "; expected an object of names and values, as docs/ONNX.md shows";

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
            Choice base = preset == null ? Choice.NONE : preset(file, preset);
            Choice all = base.with(own);
            return new Choice(all.values(), all.usualSize(), file.toString(), Set.of());
        } catch (JsonProcessingException e) {
            // In our words: the library's are of its own classes and settings.
            throw new IllegalArgumentException(
                    file + ":" + e.getLocation().getLineNr() + ": is no JSON from column "
                            + e.getLocation().getColumnNr() + " on" + EXPECTED,
                    e);
        } catch (AccessDeniedException e) {
            throw new IllegalArgumentException(file + ": may not be read", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static Choice preset(Path file, String name) {
        try {
            return Choice.preset(name);
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
                file + ":" + json.currentTokenLocation().getLineNr() + ": " + rest + EXPECTED);
    }

    /**
     * Values by name.
     *
     * @param usualSize whether the size is a preset's, that a model's own comes before
     * @param source who says them, for messages; empty if nobody says how images are prepared
     * @param others names of those that somebody else says
     */
    record Choice(Map<String, String> values, boolean usualSize, String source, Set<String> others) {
        /** What is said where nobody says anything. */
        static final Choice NONE = new Choice(Map.of(), false, "", Set.of());

        /** What the preset of a name says. */
        static Choice preset(String name) {
            return new Choice(Presets.byName(name), true, "preset " + name, Set.of());
        }

        /** These with others over them. */
        Choice with(Map<String, String> own) {
            Map<String, String> all = new TreeMap<>(values);
            all.putAll(own);
            return new Choice(all, usualSize && !own.containsKey(Preprocessing.SIZE.name()), source, own.keySet());
        }

        /** Where a value is to be changed, with a blank before; empty if it is an option of the model. */
        String where(Option<?> value) {
            return source.isEmpty() || others.contains(value.name()) ? "" : " in " + source;
        }
    }
}
