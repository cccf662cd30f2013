package org.relabel4j.benchmarks.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.relabel4j.core.option.Given;

/** Reads YAML into {@link Settings}: nested keys become dotted ones, and each value remembers its line. */
final class YamlSettings {
    private static final YAMLFactory FACTORY = YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final String MERGE = "<<";

    private final YAMLParser parser;
    private final String source;
    private final Settings settings = new Settings();

    private YamlSettings(YAMLParser parser, String source) {
        this.parser = parser;
        this.source = source;
    }

    /**
     * Parses a YAML document whose root is a mapping.
     *
     * @param source name of the file, for messages
     * @throws IllegalArgumentException if it is not such a document; the message names file and line
     */
    static Settings parse(String yaml, String source) {
        try (YAMLParser parser = FACTORY.createParser(yaml)) {
            return new YamlSettings(parser, source).document();
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

    private Settings document() throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException(
                    source + ": expected keys and values (such as 'trials: 5'), found none; the file may be empty");
        }
        mapping("");
        if (parser.nextToken() != null) {
            throw new IllegalArgumentException(
                    origin() + ": another document begins, expected one alone; remove the line --- and what follows");
        }
        return settings;
    }

    private void mapping(String prefix) throws IOException {
        int before = settings.values().size();
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
                settings.putOnce(key, new Given(sequence(key), true, origin));
            } else {
                List<String> items = token == JsonToken.VALUE_NULL ? List.of() : List.of(text(key));
                settings.putOnce(key, new Given(items, false, origin()));
            }
        }
        if (!prefix.isEmpty() && !prefix.equals("presets.") && settings.values().size() == before) {
            // A variant may be without keys of its own; of anything else it is asked what it is.
            settings.putOnce(prefix.substring(0, prefix.length() - 1), new Given(List.of(), false, origin()));
        }
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
