package org.relabel4j.datasets.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.relabel4j.core.option.Given;

/** Reads settings from YAML: nested keys become dotted ones, and each value remembers its line. */
public final class YamlKeys {
    private static final YAMLFactory FACTORY = YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final String MERGE = "<<";

    private final YAMLParser parser;
    private final String source;
    private final BiConsumer<String, Given> settings;
    private int numKeys;

    private YamlKeys(YAMLParser parser, String source, BiConsumer<String, Given> settings) {
        this.parser = parser;
        this.source = source;
        this.settings = settings;
    }

    /**
     * Parses a YAML document whose root is a mapping.
     *
     * @param source name of the file, for messages
     * @param settings takes each key with its value, in order; complains about one that it has already
     * @throws IllegalArgumentException if it is not such a document; the message names file and line
     */
    public static void parse(String yaml, String source, BiConsumer<String, Given> settings) {
        try (YAMLParser parser = FACTORY.createParser(yaml)) {
            new YamlKeys(parser, source, settings).document();
        } catch (JsonProcessingException e) {
            String place = e.getLocation() == null
                    ? source
                    : source + ":" + e.getLocation().getLineNr();
            // The parser's message has several lines; those indented quote the file.
            String problem = e.getOriginalMessage()
                    .lines()
                    .filter(line -> !line.startsWith(" "))
                    .collect(Collectors.joining(": "));
            throw new IllegalArgumentException(place + ": not valid YAML: " + problem, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void document() throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException(
                    source + ": expected keys and values (such as 'trials: 5'), found none; the file may be empty");
        }
        mapping("");
        if (parser.nextToken() != null) {
            throw new IllegalArgumentException(
                    origin() + ": another document begins, expected one alone; remove the line --- and what follows");
        }
    }

    private void mapping(String prefix) throws IOException {
        int before = numKeys;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = prefix + parser.currentName();
            if (parser.currentName().equals(MERGE)) {
                throw new IllegalArgumentException(
                        origin() + ": merging with << is not supported; write the keys out, or make a preset of them");
            }
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_OBJECT) {
                mapping(key + ".");
            } else if (token == JsonToken.START_ARRAY) {
                String origin = origin();
                put(key, new Given(sequence(key), true, origin));
            } else {
                List<String> items = token == JsonToken.VALUE_NULL ? List.of() : List.of(text(key));
                put(key, new Given(items, false, origin()));
            }
        }
        if (!prefix.isEmpty() && !prefix.equals("presets.") && numKeys == before) {
            // A variant may be without keys of its own; of anything else it is asked what it is.
            put(prefix.substring(0, prefix.length() - 1), new Given(List.of(), false, origin()));
        }
    }

    private void put(String key, Given value) {
        settings.accept(key, value);
        numKeys++;
    }

    private List<String> sequence(String key) throws IOException {
        List<String> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (!token.isScalarValue() || token == JsonToken.VALUE_NULL) {
                throw new IllegalArgumentException(
                        origin() + ": " + key + " has a list item that is not a single value");
            }
            items.add(text(key));
        }
        return items;
    }

    private String text(String key) throws IOException {
        if (parser.isCurrentAlias()) {
            throw new IllegalArgumentException(origin() + ": " + key + " is *" + parser.getText()
                    + ", but references to anchors are not supported; write the value out");
        }
        return parser.getText();
    }

    private String origin() {
        return source + ":" + parser.currentTokenLocation().getLineNr();
    }
}
