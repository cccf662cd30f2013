package org.relabel4j.datasets.archive;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Writes pickles of protocol 2 as Python 2 (archives of CIFAR-10) and Python 3 with NumPy (CIFAR-10N) do. */
public final class Pickled {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final boolean python2;

    private Pickled(boolean python2) {
        this.python2 = python2;
        raw("\u0080\u0002");
    }

    /** A dictionary of texts, lists of numbers and {@link Array}s. */
    public static byte[] dictionary(boolean python2, Map<String, ?> entries) {
        Pickled pickled = new Pickled(python2);
        pickled.raw("}(");
        entries.forEach((key, value) -> {
            pickled.text(key);
            pickled.value(value);
        });
        pickled.raw("u.");
        return pickled.out.toByteArray();
    }

    /** An array of a NumPy type. */
    public record Array(String type, int[] shape, byte[] data) {
        /** A vector of int64. */
        public static Array ofLongs(long... values) {
            ByteBuffer data = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
            data.asLongBuffer().put(values);
            return new Array("i8", new int[] {values.length}, data.array());
        }
    }

    private void value(Object value) {
        if (value instanceof String text) {
            text(text);
        } else if (value instanceof Integer number) {
            number(number);
        } else if (value instanceof List<?> list) {
            raw("](");
            list.forEach(this::value);
            raw("e");
        } else if (value instanceof Array array) {
            array(array);
        }
    }

    private void array(Array array) {
        raw("cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\0\u0085");
        bytes("b".getBytes(StandardCharsets.US_ASCII));
        raw("\u0087R(K\1(");
        for (int length : array.shape()) {
            number(length);
        }
        raw("tcnumpy\ndtype\n");
        text(array.type());
        raw("K\0K\1\u0087R(K\3");
        text(array.type().equals("u1") ? "|" : "<");
        raw("NNNJ\u00ff\u00ff\u00ff\u00ffJ\u00ff\u00ff\u00ff\u00ffK\0tb\u0089");
        bytes(array.data());
        raw("tb");
    }

    private void number(int number) {
        raw("J");
        size(number);
    }

    private void text(String text) {
        if (python2) {
            raw("U" + (char) text.length() + text);
        } else {
            unicode(text);
        }
    }

    private void bytes(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (python2) {
            raw("T");
            size(bytes.length);
            out.writeBytes(bytes);
        } else {
            raw("c_codecs\nencode\n");
            unicode(text);
            unicode("latin1");
            raw("\u0086R");
        }
    }

    private void unicode(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        raw("X");
        size(utf8.length);
        out.writeBytes(utf8);
    }

    private void size(int number) {
        out.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(number)
                .array());
    }

    private void raw(String latin1) {
        out.writeBytes(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }
}
