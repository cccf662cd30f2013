package org.relabel4j.datasets.format;

import java.util.Arrays;

/**
 * Line of each record of a text file, for error messages. Records mostly follow line by line, so only the places where they
 * do not (blank lines, line breaks within quotes) are stored.
 */
final class LineIndex {
    private int[] firstRecords = new int[4];
    private long[] offsets = new long[4];
    private int size;

    /** Notes the line of a record; records come in order. */
    void add(int record, long line) {
        long offset = line - record;
        if (size > 0 && offsets[size - 1] == offset) {
            return;
        }
        if (size == offsets.length) {
            firstRecords = Arrays.copyOf(firstRecords, size * 2);
            offsets = Arrays.copyOf(offsets, size * 2);
        }
        firstRecords[size] = record;
        offsets[size] = offset;
        size++;
    }

    /** Line of a record that was added. */
    long lineOf(int record) {
        int position = Arrays.binarySearch(firstRecords, 0, size, record);
        return record + offsets[position >= 0 ? position : -position - 2];
    }
}
