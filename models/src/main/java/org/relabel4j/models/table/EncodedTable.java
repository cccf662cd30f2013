package org.relabel4j.models.table;

import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.FeatureTable;

/** A table's examples as features: each is made when it is asked for, so that wide ones take no memory. */
record EncodedTable(FeatureTable table, TableEncoding encoding) implements Examples {
    @Override
    public int size() {
        return table.size();
    }

    @Override
    public int[] shape() {
        return new int[] {length()};
    }

    @Override
    public int length() {
        return encoding.numFeatures();
    }

    @Override
    public void copyTo(int i, float[] destination, int offset) {
        encoding.encode(table, i, destination, offset);
    }
}
