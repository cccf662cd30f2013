package org.relabel4j.models.weights;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the header of a safetensors file says, checked: every tensor's bytes lie within the data, none overlap, none are left
 * over.
 *
 * @param tensors by name, in the header's order
 * @param metadata free text by name
 */
record SafetensorsHeader(Map<String, Tensor> tensors, Map<String, String> metadata) {
    private static final String METADATA = "__metadata__";
    private static final int MAX_AXES = 32;
    private static final int MAX_NAME_LENGTH = 1000;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(4)
                    .maxNumberLength(20)
                    .maxNameLength(MAX_NAME_LENGTH)
                    .build())
            .build();

    /**
     * One tensor.
     *
     * @param dtype type of its numbers
     * @param shape length of each axis; not copied
     * @param begin its first byte, counted from the start of the data
     * @param end the byte after its last
     */
    record Tensor(DType dtype, int[] shape, long begin, long end) {}

    /** What is wrong with a header, one clause; the file is added on the way out. */
    static final class Problem extends IOException {
        private static final long serialVersionUID = 1L;

        Problem(String message) {
            super(message);
        }
    }

    /**
     * Reads a header.
     *
     * @param text its bytes, UTF-8
     * @param dataBytes bytes of data behind it
     * @throws Problem if it is not what it should be
     * @throws IOException if it is no JSON
     */
    static SafetensorsHeader parse(byte[] text, long dataBytes) throws IOException {
        if (text.length == 0 || text[0] != '{') {
            throw new Problem("the header does not begin with \"{\"; this is no safetensors file");
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        try (JsonParser json = JSON.createParser(text)) {
            json.nextToken();
            boolean hasMetadata = false;
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                json.nextToken();
                if (name.equals(METADATA)) {
                    if (hasMetadata) {
                        throw new Problem("the header has \"" + METADATA + "\" twice");
                    }
                    hasMetadata = true;
                    readMetadata(json, metadata);
                } else if (tensors.put(name, readTensor(json, name)) != null) {
                    throw new Problem("the header has the tensor \"" + name + "\" twice");
                }
            }
            if (json.nextToken() != null) {
                throw new Problem("the header has more after its closing brace");
            }
        }
        checkLayout(tensors, dataBytes);
        return new SafetensorsHeader(tensors, metadata);
    }

    private static void readMetadata(JsonParser json, Map<String, String> metadata) throws IOException {
        expect(json, JsonToken.START_OBJECT, METADATA, "an object of texts");
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            json.nextToken();
            expect(json, JsonToken.VALUE_STRING, METADATA, "an object of texts");
            if (metadata.put(key, json.getText()) != null) {
                throw new Problem("the header has \"" + METADATA + "\" with \"" + key + "\" twice");
            }
        }
    }

    private static Tensor readTensor(JsonParser json, String name) throws IOException {
        expect(json, JsonToken.START_OBJECT, name, "an object with dtype, shape and data_offsets");
        DType dtype = null;
        long[] shape = null;
        long[] offsets = null;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            json.nextToken();
            if (field.equals("dtype") && dtype == null) {
                dtype = dtype(json, name);
            } else if (field.equals("shape") && shape == null) {
                shape = numbers(json, name, field);
            } else if (field.equals("data_offsets") && offsets == null) {
                offsets = numbers(json, name, field);
            } else {
                throw new Problem("tensor \"" + name + "\" has " + field + " twice or has an unknown field " + field);
            }
        }
        if (dtype == null || shape == null || offsets == null || offsets.length != 2) {
            throw new Problem("tensor \"" + name + "\" lacks one of dtype, shape and data_offsets [begin, end]");
        }
        return checked(name, dtype, shape, offsets);
    }

    private static DType dtype(JsonParser json, String name) throws IOException {
        expect(json, JsonToken.VALUE_STRING, name, "a text as dtype");
        String text = json.getText();
        return Arrays.stream(DType.values())
                .filter(type -> type.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new Problem("tensor \"" + name + "\" has the unknown dtype \"" + text
                        + "\", expected one of " + Arrays.toString(DType.values())));
    }

    private static long[] numbers(JsonParser json, String name, String field) throws IOException {
        String expected = "a list of at most " + MAX_AXES + " whole numbers as " + field;
        expect(json, JsonToken.START_ARRAY, name, expected);
        List<Long> numbers = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            expect(json, JsonToken.VALUE_NUMBER_INT, name, expected);
            if (numbers.size() == MAX_AXES) {
                throw new Problem("tensor \"" + name + "\" has more than that, expected " + expected);
            }
            long number = json.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? -1 : json.getLongValue();
            if (number < 0) {
                throw new Problem("tensor \"" + name + "\" has " + json.getText() + " in its " + field
                        + ", expected 0 to 9223372036854775807");
            }
            numbers.add(number);
        }
        return numbers.stream().mapToLong(Long::longValue).toArray();
    }

    private static void expect(JsonParser json, JsonToken wanted, String name, String expected) throws Problem {
        if (json.currentToken() != wanted) {
            throw new Problem("\"" + name + "\" in the header is not " + expected);
        }
    }

    private static Tensor checked(String name, DType dtype, long[] shape, long[] offsets) throws Problem {
        int[] axes = new int[shape.length];
        long bytes = dtype.bytes();
        for (int axis = 0; axis < axes.length; axis++) {
            if (shape[axis] > Integer.MAX_VALUE || bytes > 0 && shape[axis] > Long.MAX_VALUE / bytes) {
                throw new Problem("tensor \"" + name + "\" has the impossible shape " + Arrays.toString(shape));
            }
            axes[axis] = (int) shape[axis];
            bytes *= shape[axis];
        }
        if (offsets[0] > offsets[1] || offsets[1] - offsets[0] != bytes) {
            throw new Problem("tensor \"" + name + "\" has data_offsets " + Arrays.toString(offsets) + ", expected "
                    + bytes + " bytes for " + dtype + " of shape " + Arrays.toString(shape));
        }
        return new Tensor(dtype, axes, offsets[0], offsets[1]);
    }

    /** Checks that the tensors follow each other without gap or overlap, from the first byte of the data to the last. */
    private static void checkLayout(Map<String, Tensor> tensors, long dataBytes) throws Problem {
        List<Map.Entry<String, Tensor>> byPlace = new ArrayList<>(tensors.entrySet());
        byPlace.sort(Comparator.<Map.Entry<String, Tensor>>comparingLong(
                        entry -> entry.getValue().begin())
                .thenComparingLong(entry -> entry.getValue().end()));
        long next = 0;
        String before = "the start";
        for (Map.Entry<String, Tensor> entry : byPlace) {
            Tensor tensor = entry.getValue();
            String here = "tensor \"" + entry.getKey() + "\"";
            if (tensor.begin() != next) {
                throw new Problem(here + " begins at byte " + tensor.begin()
                        + (tensor.begin() < next ? " and overlaps " : " and leaves a gap behind ") + before
                        + ", which ends at " + next);
            }
            if (tensor.end() > dataBytes) {
                throw new Problem(here + " ends at byte " + tensor.end() + ", but the file has " + dataBytes
                        + " bytes of data; download or copy it again");
            }
            next = tensor.end();
            before = here;
        }
        if (next != dataBytes) {
            throw new Problem("has " + dataBytes + " bytes of data, expected " + next + " as its header says");
        }
    }
}
