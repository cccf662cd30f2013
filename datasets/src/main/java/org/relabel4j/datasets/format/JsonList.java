package org.relabel4j.datasets.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads a JSON file that holds a list of objects; one of them is in memory at a time. */
public final class JsonList {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .build();

    private JsonList() {}

    /** Takes the objects, in their order. */
    @FunctionalInterface
    public interface Taker {
        /** Takes one. */
        void take(Item item) throws InputException;
    }

    /**
     * An object of the list.
     *
     * @param line where it begins, from 1
     * @param number of the object in the list, from 1: such files are often a single line
     * @param fields by name, as {@link LabelJson#value} reads them
     */
    public record Item(Path file, long line, int number, Map<?, ?> fields) {
        /**
         * A text or number.
         *
         * @throws InputException if there is none, or nothing in it
         */
        public String text(String name) throws InputException {
            if (fields.get(name) instanceof String text && !text.isBlank()) {
                return text.strip();
            }
            throw wrong(name, "a text");
        }

        /**
         * A list of texts; a single text is a list, too.
         *
         * @throws InputException if there is none
         */
        public List<String> texts(String name) throws InputException {
            if (fields.get(name) instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
                return list.stream().map(String.class::cast).toList();
            }
            if (fields.get(name) instanceof String text) {
                return List.of(text);
            }
            throw wrong(name, "a list of texts");
        }

        private InputException wrong(String name, String expected) {
            return complaint("has as " + name + " a value " + LabelJson.shown(fields.get(name)), expected);
        }

        /** What to throw about the object. */
        public InputException complaint(String found, String expected) {
            return InputException.atLine(file, line, "object " + number + " of the list " + found, expected, "");
        }
    }

    /**
     * Reads a file to its end.
     *
     * @throws InputException if it cannot be read or is no list of objects, or the taker has a problem with one
     */
    public static void read(Path file, Taker taker) throws InputException {
        TextSource.use(file, text -> {
            long line = 1;
            try (JsonParser parser = FACTORY.createParser(text.reader())) {
                if (parser.nextToken() != JsonToken.START_ARRAY) {
                    throw InputException.inFile(file, "holds no list", "a JSON list of objects", "");
                }
                for (int number = 1; parser.nextToken() != JsonToken.END_ARRAY; number++) {
                    line = parser.currentTokenLocation().getLineNr();
                    if (!(LabelJson.value(parser) instanceof Map<?, ?> fields)) {
                        throw InputException.atLine(file, line, "has no object in its list", "one", "");
                    }
                    taker.take(new Item(file, line, number, fields));
                }
                if (parser.nextToken() != null) {
                    throw InputException.atLine(
                            file,
                            parser.currentTokenLocation().getLineNr(),
                            "has more after its list",
                            "one JSON list of objects",
                            "");
                }
            } catch (JsonProcessingException e) {
                // What is over a limit of the library has no place.
                long at = e.getLocation() == null ? line : e.getLocation().getLineNr();
                throw InputException.atLine(file, at, LabelJson.reason(e), "", "");
            }
        });
    }
}
