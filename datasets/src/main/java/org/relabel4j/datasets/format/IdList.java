package org.relabel4j.datasets.format;

import java.util.AbstractList;
import java.util.Objects;
import java.util.function.IntUnaryOperator;

/** Some ids of a collection; a view that makes its strings when asked. */
final class IdList extends AbstractList<String> {
    private final Ids ids;
    private final int length;
    private final IntUnaryOperator positionOf;

    IdList(Ids ids, int length, IntUnaryOperator positionOf) {
        this.ids = ids;
        this.length = length;
        this.positionOf = positionOf;
    }

    @Override
    public String get(int n) {
        return ids.get(positionOf.applyAsInt(Objects.checkIndex(n, length)));
    }

    @Override
    public int size() {
        return length;
    }
}
