package org.relabel4j.benchmarks.grid;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.relabel4j.datasets.format.InputException;

/**
 * The trials that cells need now: set up when the first cell asks, let go when the last has ended. Thread-safe.
 *
 * @param <K> names a trial
 * @param <T> a trial
 */
public final class SharedTrials<K, T> {
    private final Maker<K, T> maker;
    private final Map<K, T> trials = new HashMap<>();
    private final Map<K, Integer> cellsLeft = new HashMap<>();

    /** Sets up a trial. */
    @FunctionalInterface
    public interface Maker<K, T> {
        /** Sets up a trial. */
        T make(K key) throws InputException;
    }

    /**
     * @param cells all cells
     * @param keyOf the trial of a cell
     */
    public <C> SharedTrials(List<C> cells, Function<C, K> keyOf, Maker<K, T> maker) {
        this.maker = maker;
        cells.forEach(cell -> cellsLeft.merge(keyOf.apply(cell), 1, Integer::sum));
    }

    /** A trial. While one is set up, others wait. */
    public synchronized T get(K key) throws InputException {
        T found = trials.get(key);
        if (found == null) {
            found = maker.make(key);
            trials.put(key, found);
        }
        return found;
    }

    /** Says that one of its cells needs a trial no more. */
    public synchronized void release(K key) {
        if (cellsLeft.merge(key, -1, Integer::sum) == 0) {
            trials.remove(key);
        }
    }
}
