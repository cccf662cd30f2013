package org.relabel4j.datasets.format;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/** Which rows of a table are one label together, where labels are sets of classes. */
final class SetRows {
    private SetRows() {}

    /** Whose set, and of what; with times, each time has a set of its own. */
    private record Whose(int example, int annotator, Optional<Instant> time) {}

    /**
     * For each row the first one of its set: its own, unless it is a further class of the row before, or a part. Parts of one
     * annotator, example and time are a set together, but for those that a whole set stands between.
     */
    static int[] firsts(LabelTable table, IntUnaryOperator exampleOfRow) {
        int[] firsts = new int[table.size()];
        Map<Whose, Integer> open = new HashMap<>();
        for (int n = 0; n < firsts.length; n++) {
            if (table.continues(n)) {
                firsts[n] = firsts[n - 1];
                continue;
            }
            Whose whose = new Whose(
                    exampleOfRow.applyAsInt(n),
                    table.annotatorAt(n),
                    table.times().at(n));
            firsts[n] = n;
            if (!table.isPart(n)) {
                open.remove(whose);
            } else {
                Integer first = open.putIfAbsent(whose, n);
                firsts[n] = first == null ? n : first;
            }
        }
        return firsts;
    }
}
