package org.relabel4j.spark.scoring;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.spark.unsafe.types.UTF8String;

/** Many short texts in two arrays: less memory than strings, and fast to write and read. */
final class Texts implements Serializable {
    private static final long serialVersionUID = 1L;

    private byte[] bytes = new byte[1024];
    private int[] ends = new int[64];
    private int size;

    void add(UTF8String text) {
        int start = size == 0 ? 0 : ends[size - 1];
        int length = text.numBytes();
        if (length > bytes.length - start) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(start, length), bytes.length * 2));
        }
        text.writeToMemory(bytes, org.apache.spark.unsafe.Platform.BYTE_ARRAY_OFFSET + start);
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, size * 2);
        }
        ends[size++] = start + length;
    }

    int size() {
        return size;
    }

    String get(int n) {
        int start = n == 0 ? 0 : ends[n - 1];
        return UTF8String.fromBytes(bytes, start, ends[n] - start).toString();
    }

    /** The same without room for more. */
    Texts trimmed() {
        ends = Arrays.copyOf(ends, size);
        bytes = Arrays.copyOf(bytes, size == 0 ? 0 : ends[size - 1]);
        return this;
    }
}
