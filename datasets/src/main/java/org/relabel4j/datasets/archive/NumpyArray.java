package org.relabel4j.datasets.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** An array of whole numbers out of a pickle, in C order. */
public final class NumpyArray {
    private final String type;
    private final int[] shape;
    private final byte[] data;
    private final ByteOrder order;

    /**
     * @param type NumPy's short name: u1, i1, i2, i4 or i8
     * @param shape length of each axis
     * @param data not copied
     * @throws MalformedException if the type is another, or the data do not fit the shape
     */
    NumpyArray(String type, int[] shape, byte[] data, ByteOrder order) throws MalformedException {
        if (!type.matches("u1|i1|i2|i4|i8")) {
            throw new MalformedException("holds an array of type " + type + ", expected whole numbers (u1, i1 to i8)");
        }
        long bytes = type.charAt(1) - '0';
        for (int length : shape) {
            if (length < 0 || length > 0 && bytes > Long.MAX_VALUE / length) {
                throw new MalformedException("holds an array of the impossible shape " + Arrays.toString(shape));
            }
            bytes *= length;
        }
        if (bytes != data.length) {
            throw new MalformedException("holds an array of " + data.length + " bytes, expected " + bytes + " for "
                    + type + " of shape " + Arrays.toString(shape));
        }
        this.type = type;
        this.shape = shape.clone();
        this.data = data;
        this.order = order;
    }

    /** Length of each axis; a fresh array. */
    public int[] shape() {
        return shape.clone();
    }

    /** Whether each number is one byte without a sign. */
    public boolean isBytes() {
        return type.equals("u1");
    }

    /** The numbers' bytes, row-major; not copied. */
    public byte[] data() {
        return data;
    }

    /** The numbers, row-major. */
    public long[] toLongs() {
        ByteBuffer buffer = ByteBuffer.wrap(data).order(order);
        long[] values = new long[data.length / (type.charAt(1) - '0')];
        for (int n = 0; n < values.length; n++) {
            values[n] = switch (type) {
                case "u1" -> buffer.get() & 0xFF;
                case "i1" -> buffer.get();
                case "i2" -> buffer.getShort();
                case "i4" -> buffer.getInt();
                default -> buffer.getLong();
            };
        }
        return values;
    }
}
