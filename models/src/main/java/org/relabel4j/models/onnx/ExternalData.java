package org.relabel4j.models.onnx;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Finds the files in which an ONNX model keeps weights, by a walk over its protocol buffers: only those messages are looked into that can
 * hold tensors (onnx.proto3 of ONNX 1.16).
 */
final class ExternalData {
    /** Graphs in graphs: more than any program nests. */
    private static final int MOST_DEPTH = 100;

    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int LENGTH = 2;
    private static final int FIXED_32 = 5;

    /** The messages on the way to tensors, each with its fields that lead there. */
    private enum Message {
        MODEL,
        GRAPH,
        NODE,
        ATTRIBUTE,
        FUNCTION,
        SPARSE,
        TENSOR,
        ENTRY;

        private Map<Integer, Message> fields() {
            return switch (this) {
                case MODEL -> Map.of(7, GRAPH, 25, FUNCTION);
                case GRAPH -> Map.of(1, NODE, 5, TENSOR, 15, SPARSE);
                case NODE -> Map.of(5, ATTRIBUTE);
                case ATTRIBUTE -> Map.of(5, TENSOR, 6, GRAPH, 10, TENSOR, 11, GRAPH, 22, SPARSE, 23, SPARSE);
                case FUNCTION -> Map.of(7, NODE, 11, ATTRIBUTE);
                case SPARSE -> Map.of(1, TENSOR, 2, TENSOR);
                case TENSOR -> Map.of(13, ENTRY);
                case ENTRY -> Map.of();
            };
        }
    }

    private final SortedSet<String> names = new TreeSet<>();

    private ExternalData() {}

    /**
     * The names of the files, as the model writes them.
     *
     * @throws IllegalArgumentException if these bytes are no protocol buffers with a graph
     */
    static SortedSet<String> of(byte[] model) {
        ExternalData found = new ExternalData();
        try {
            if (!found.walk(ByteBuffer.wrap(model), Message.MODEL, 0)) {
                throw new IllegalArgumentException("is no ONNX file: there is no graph in it");
            }
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("is no ONNX file, or it is cut off", e);
        }
        return found.names;
    }

    /** @return whether there was any of the fields that count */
    private boolean walk(ByteBuffer bytes, Message message, int depth) {
        if (depth > MOST_DEPTH) {
            throw new IllegalArgumentException("nests graphs more than " + MOST_DEPTH + " deep");
        }
        Map<Integer, Message> fields = message.fields();
        String key = "";
        String value = "";
        boolean any = false;
        while (bytes.hasRemaining()) {
            long tag = varint(bytes);
            int field = (int) (tag >>> 3);
            switch ((int) (tag & 7)) {
                case VARINT -> varint(bytes);
                case FIXED_64 -> skip(bytes, Long.BYTES);
                case FIXED_32 -> skip(bytes, Integer.BYTES);
                case LENGTH -> {
                    ByteBuffer content = skip(bytes, varint(bytes));
                    if (fields.containsKey(field)) {
                        any = true;
                        walk(content, fields.get(field), depth + 1);
                    } else if (message == Message.ENTRY && field == 1) {
                        key = text(content);
                    } else if (message == Message.ENTRY && field == 2) {
                        value = text(content);
                    }
                }
                default -> throw new IllegalArgumentException("is no ONNX file, or it is damaged");
            }
        }
        // Known at the end only: fields may come in any order.
        if (key.equals("location")) {
            names.add(value);
        }
        return any;
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes).toString();
    }

    private static ByteBuffer skip(ByteBuffer bytes, long length) {
        if (length < 0 || length > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer part = bytes.slice(bytes.position(), (int) length);
        bytes.position(bytes.position() + (int) length);
        return part;
    }

    private static long varint(ByteBuffer bytes) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = bytes.get();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("is no ONNX file, or it is damaged");
    }
}
