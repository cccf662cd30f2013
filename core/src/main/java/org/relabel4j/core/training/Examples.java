package org.relabel4j.core.training;

/**
 * What a classifier sees of each example: N tensors of one shape. Immutable and safe to read from several threads.
 *
 * <p>A table's shape is {@code {features}}; an image's is {@code {height, width, channels}}.
 */
public interface Examples {
    /** Number of examples N. */
    int size();

    /** Shape of one example; a fresh array. */
    int[] shape();

    /** Number of values of one example: the product of {@link #shape}. */
    int length();

    /**
     * Copies example {@code i}, row-major, to {@code destination} from {@code offset} on.
     *
     * @param destination room for {@link #length} values after {@code offset}
     */
    void copyTo(int i, float[] destination, int offset);

    /**
     * Some of the examples, of the same kind: a view.
     *
     * @param rows which, in the order wanted; may repeat
     */
    default Examples rows(int[] rows) {
        return new ExampleRows(this, rows);
    }
}
