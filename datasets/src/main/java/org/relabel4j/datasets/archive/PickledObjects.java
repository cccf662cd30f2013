package org.relabel4j.datasets.archive;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The only functions that a pickle may name: those by which NumPy's arrays are pickled. They are imitated, not run. */
final class PickledObjects {
    /** NumPy's own limit is 64. */
    private static final int MAX_AXES = 64;

    private static final int MAX_TYPE_LENGTH = 16;

    /** Bytes that calls may still read or copy. */
    private long bytesLeft;

    /**
     * @param fileBytes length of the pickle: each byte of an array comes from a byte of its own, and is read at most once to
     *     make it of a text and once to put it into the array
     */
    PickledObjects(long fileBytes) {
        bytesLeft = 2 * fileBytes;
    }

    /** A function or class that may be named. */
    private enum Global {
        NEW_ARRAY("numpy.core.multiarray _reconstruct", "numpy._core.multiarray _reconstruct"),
        ARRAY("numpy ndarray"),
        TYPE("numpy dtype"),
        /** How Python 3 writes bytes in protocol 2: as a text whose characters are the bytes. */
        ENCODE("_codecs encode");

        private final List<String> names;

        Global(String... names) {
            this.names = List.of(names);
        }
    }

    private static final class ArrayUnderConstruction {
        private NumpyArray array;
    }

    private static final class TypeUnderConstruction {
        private final String name;
        private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

        TypeUnderConstruction(String name) {
            this.name = name;
        }
    }

    /** Looks up a function or class. */
    static Object global(String module, String name) throws MalformedException {
        String full = module + " " + name;
        return Arrays.stream(Global.values())
                .filter(global -> global.names.contains(full))
                .findFirst()
                .orElseThrow(() -> new MalformedException("is a pickle that calls " + module + "." + name
                        + ", expected plain data and NumPy arrays; nothing of it was run"));
    }

    private void take(int bytes) throws MalformedException {
        bytesLeft -= bytes;
        if (bytesLeft < 0) {
            throw unexpected("arrays that share their content, and are longer than the file");
        }
    }

    /** Imitates a call. */
    Object call(Object function, Object arguments) throws MalformedException {
        List<?> list = arguments instanceof List<?> given ? given : List.of();
        if (function == Global.NEW_ARRAY && list.size() == 3 && list.get(0) == Global.ARRAY) {
            return new ArrayUnderConstruction();
        }
        if (function == Global.TYPE
                && !list.isEmpty()
                && list.get(0) instanceof String name
                && name.length() <= MAX_TYPE_LENGTH) {
            return new TypeUnderConstruction(name);
        }
        if (function == Global.ENCODE
                && list.size() == 2
                && list.get(0) instanceof String text
                && List.of("latin1", "latin-1").contains(list.get(1))
                && isLatin1(text)) {
            return text;
        }
        throw unexpected("a call with unexpected arguments");
    }

    private boolean isLatin1(String text) throws MalformedException {
        take(text.length());
        return StandardCharsets.ISO_8859_1.newEncoder().canEncode(text);
    }

    /** Gives an object its state. */
    void build(Object object, Object state) throws MalformedException {
        List<?> list = state instanceof List<?> given ? given : List.of();
        if (object instanceof TypeUnderConstruction type
                && list.size() >= 2
                && list.get(1) instanceof String order
                && List.of("<", "|", ">", "=").contains(order)) {
            type.order = order.equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        } else if (object instanceof ArrayUnderConstruction array
                && list.size() == 5
                && list.get(1) instanceof List<?> shape
                && list.get(2) instanceof TypeUnderConstruction type
                && list.get(4) instanceof String data) {
            // A one-dimensional array may be marked as in Fortran order; it is in both.
            if (Boolean.TRUE.equals(list.get(3)) && shape.size() > 1) {
                throw unexpected("an array in Fortran order");
            }
            take(data.length());
            array.array =
                    new NumpyArray(type.name, lengths(shape), data.getBytes(StandardCharsets.ISO_8859_1), type.order);
        } else {
            throw unexpected("an object's state of an unexpected form");
        }
    }

    private static int[] lengths(List<?> shape) throws MalformedException {
        if (shape.size() > MAX_AXES) {
            throw unexpected("an array of " + shape.size() + " axes");
        }
        int[] lengths = new int[shape.size()];
        for (int axis = 0; axis < lengths.length; axis++) {
            if (!(shape.get(axis) instanceof Long length)) {
                throw unexpected("an array with an axis whose length is no number");
            }
            if (length < 0 || length > Integer.MAX_VALUE) {
                throw unexpected("an array with an axis of the impossible length " + length);
            }
            lengths[axis] = length.intValue();
        }
        return lengths;
    }

    private static MalformedException unexpected(String what) {
        return new MalformedException("is a pickle with " + what + ", expected plain data and NumPy arrays");
    }

    /** The value with arrays in place of those under construction, at its top and one level below, where data sets have them. */
    static Object finished(Object value) throws MalformedException {
        if (value instanceof Map<?, ?> map) {
            @SuppressWarnings("unchecked")
            Map<Object, Object> entries = (Map<Object, Object>) map;
            for (Map.Entry<Object, Object> entry : entries.entrySet()) {
                entry.setValue(array(entry.getValue()));
            }
            return entries;
        }
        if (value instanceof List<?> list) {
            List<Object> items = new ArrayList<>(list.size());
            for (Object item : list) {
                items.add(array(item));
            }
            return items;
        }
        return array(value);
    }

    private static Object array(Object value) throws MalformedException {
        if (!(value instanceof ArrayUnderConstruction array)) {
            return value;
        }
        if (array.array == null) {
            throw unexpected("an array without content");
        }
        return array.array;
    }
}
