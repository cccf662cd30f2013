package org.relabel4j.benchmarks.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.relabel4j.benchmarks.experiment.Components;
import org.relabel4j.benchmarks.experiment.ExperimentConfig;
import org.relabel4j.datasets.Dataset;
import org.relabel4j.datasets.format.InputException;

/** The trials that cells need now: set up when the first cell asks, let go when the last has ended. Thread-safe. */
final class Trials {
    private final ExperimentConfig config;
    private final Components components;
    private final Map<Key, Trial> trials = new HashMap<>();
    private final Map<Key, Integer> cellsLeft = new HashMap<>();

    private record Key(String variant, int trial) {
        Key(Cell cell) {
            this(cell.variant(), cell.trial());
        }
    }

    Trials(ExperimentConfig config, Components components) {
        this.config = config;
        this.components = components;
        Cell.inOrder(config).forEach(cell -> cellsLeft.merge(new Key(cell), 1, Integer::sum));
    }

    /**
     * Sets up the first trial of each variant.
     *
     * @return their data, in the order of the variants
     * @throws IllegalArgumentException if the configuration does not fit the data; one line
     * @throws InputException if the data cannot be read
     */
    List<Dataset> check() throws InputException {
        List<Dataset> data = new ArrayList<>();
        for (String variant : config.parts().keySet()) {
            try {
                data.add(get(new Key(variant, 0)).data());
            } catch (IllegalArgumentException e) {
                throw variant.isEmpty()
                        ? e
                        : new IllegalArgumentException(e.getMessage() + " (in variant " + variant + ")", e);
            }
        }
        return data;
    }

    /** The trial of a cell. While one is set up, others wait. */
    Trial get(Cell cell) throws InputException {
        return get(new Key(cell));
    }

    private synchronized Trial get(Key key) throws InputException {
        Trial found = trials.get(key);
        if (found == null) {
            found = Trial.of(config.parts().get(key.variant()), key.trial(), components);
            trials.put(key, found);
        }
        return found;
    }

    /** Says that a cell needs its trial no more. */
    synchronized void release(Cell cell) {
        if (cellsLeft.merge(new Key(cell), -1, Integer::sum) == 0) {
            trials.remove(new Key(cell));
        }
    }
}
