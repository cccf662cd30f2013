package org.relabel4j.core.training;

/** Some of the rows of other examples: a view. */
final class ExampleRows implements Examples {
    private final Examples all;
    private final int[] rows;

    ExampleRows(Examples all, int[] rows) {
        this.all = all;
        this.rows = rows.clone();
    }

    @Override
    public int size() {
        return rows.length;
    }

    @Override
    public int[] shape() {
        return all.shape();
    }

    @Override
    public int length() {
        return all.length();
    }

    @Override
    public void copyTo(int i, float[] destination, int offset) {
        all.copyTo(rows[i], destination, offset);
    }
}
