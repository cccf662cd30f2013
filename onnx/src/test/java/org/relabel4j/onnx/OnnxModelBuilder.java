package org.relabel4j.onnx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes small ONNX files by hand: protocol buffers, field numbers as in onnx.proto3. */
final class OnnxModelBuilder {
    static final int FLOAT = 1;
    static final int INT64 = 7;
    static final int FLOAT16 = 10;

    /** An axis of any length. */
    static final long ANY = -1;

    private final Message graph = new Message().text(2, "graph");
    private final Message model = new Message().number(1, 8);

    OnnxModelBuilder() {
        imports("", 13);
    }

    /** A protocol buffer that grows. */
    static final class Message {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        Message bytes(int field, byte[] content) {
            varint((long) field << 3 | 2);
            varint(content.length);
            bytes.writeBytes(content);
            return this;
        }

        Message text(int field, String text) {
            return bytes(field, text.getBytes(StandardCharsets.UTF_8));
        }

        Message part(int field, Message part) {
            return bytes(field, part.bytes.toByteArray());
        }

        byte[] toBytes() {
            return bytes.toByteArray();
        }

        private void varint(long value) {
            long rest = value;
            while ((rest & ~0x7FL) != 0) {
                bytes.write((int) (rest & 0x7F | 0x80));
                rest >>>= 7;
            }
            bytes.write((int) rest);
        }
    }

    private static Message value(String name, int type, long... shape) {
        Message dims = new Message();
        for (int axis = 0; axis < shape.length; axis++) {
            Message dim = new Message();
            dims.part(1, shape[axis] == ANY ? dim.text(2, name + axis) : dim.number(1, shape[axis]));
        }
        Message tensor = new Message().number(1, type).part(2, dims);
        return new Message().text(1, name).part(2, new Message().part(1, tensor));
    }

    OnnxModelBuilder input(String name, int type, long... shape) {
        graph.part(11, value(name, type, shape));
        return this;
    }

    OnnxModelBuilder output(String name, int type, long... shape) {
        graph.part(12, value(name, type, shape));
        return this;
    }

    OnnxModelBuilder node(String type, String input, String output) {
        return node(type, "", new Message(), output, input);
    }

    /** @param attributes the node's so far */
    OnnxModelBuilder node(String type, String domain, Message attributes, String output, String... inputs) {
        Message node = new Message();
        for (String input : inputs) {
            node.text(1, input);
        }
        node.text(2, output).text(4, type).text(7, domain);
        node.bytes.writeBytes(attributes.toBytes());
        graph.part(1, node);
        return this;
    }

    /** The attribute of a type of numbers to convert to. */
    static Message to(int type) {
        return new Message().part(5, new Message().text(1, "to").number(20, 2).number(3, type));
    }

    OnnxModelBuilder weights(String name, float[] values, long... shape) {
        ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return tensor(name, new Message().bytes(9, raw.array()), FLOAT, shape);
    }

    OnnxModelBuilder tensor(String name, Message rest, int type, long... shape) {
        Message tensor = new Message();
        for (long length : shape) {
            tensor.number(1, length);
        }
        tensor.number(2, type).text(8, name);
        tensor.bytes.writeBytes(rest.toBytes());
        graph.part(5, tensor);
        return this;
    }

    /** Weights in another file. */
    OnnxModelBuilder external(String name, String location, long... shape) {
        Message entry = new Message().text(1, "location").text(2, location);
        return tensor(name, new Message().part(13, entry).number(14, 1), FLOAT, shape);
    }

    OnnxModelBuilder imports(String domain, int version) {
        model.part(8, new Message().text(1, domain).number(2, version));
        return this;
    }

    byte[] toBytes() {
        Message whole = new Message();
        whole.bytes.writeBytes(model.toBytes());
        return whole.part(7, graph).toBytes();
    }

    Path write(Path file) throws IOException {
        return Files.write(file, toBytes());
    }

    /** The means of an image's channels: {@code image} [n, 3, height, width] to {@code features} [n, 3]. */
    static OnnxModelBuilder means(long examples, long height, long width) {
        return new OnnxModelBuilder()
                .input("image", FLOAT, examples, 3, height, width)
                .output("features", FLOAT, examples, 3)
                .node("GlobalAveragePool", "image", "pooled")
                .node("Flatten", "pooled", "features");
    }

    /** An input that comes out as it went in. */
    static OnnxModelBuilder identity(long... shape) {
        return new OnnxModelBuilder()
                .input("in", FLOAT, shape)
                .output("out", FLOAT, shape)
                .node("Identity", "in", "out");
    }
}
