package org.relabel4j.core.cleaning;

import java.util.Comparator;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.random.Shuffles;

/**
 * Knows how people label, though not what they will say: chooses where the current label is least likely for the labels that
 * relabelling is expected to take. The most that a selector can hope for, or nearly so.
 *
 * <p>Priority of example i with current label y: {@code (1 - p_i(y)) / E_i}, highest first, E being
 * {@link ExpectedRelabels}. An example may come again: one about which people disagree keeps a priority above 0 even with its
 * true label.
 *
 * <p>Source: the authors' code of Bernhardt et al. 2022, arXiv:2109.00574 (rule INV on the true label distribution, repeats
 * allowed). Our choice: equal priorities in random order.
 *
 * @param people how each example is labelled
 */
public record OracleSelector(LabelDistribution people) implements CleaningSelector {
    @Override
    public Queue begin(CleaningState state, int labels, long seed) {
        return new Priorities(state, seed);
    }

    /** Priority of an example whose current label is given. */
    static double priority(double[] distribution, int label) {
        return (1 - distribution[label]) / ExpectedRelabels.of(distribution, label);
    }

    private record Entry(int example, double priority, int tie) {
        static final Comparator<Entry> HIGHEST_FIRST =
                Comparator.comparingDouble((Entry e) -> -e.priority).thenComparingInt(Entry::tie);
    }

    /** All examples; that named last gets its new place when the next is asked for. */
    private final class Priorities implements Queue {
        private final CleaningState state;
        private final int[] ties;
        private final PriorityQueue<Entry> entries = new PriorityQueue<>(Entry.HIGHEST_FIRST);
        private int last = -1;

        Priorities(CleaningState state, long seed) {
            this.state = state;
            this.ties = Shuffles.permutation(state.numExamples(), Seeds.generator(seed, "ties"));
            for (int i = 0; i < state.numExamples(); i++) {
                add(i);
            }
        }

        private void add(int i) {
            entries.add(new Entry(i, priority(people.row(i), state.label(i)), ties[i]));
        }

        @Override
        public OptionalInt next() {
            if (last >= 0) {
                add(last);
            }
            if (entries.isEmpty()) {
                return OptionalInt.empty();
            }
            last = entries.remove().example();
            return OptionalInt.of(last);
        }
    }
}
