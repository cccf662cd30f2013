package org.relabel4j.benchmarks.cleaning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.relabel4j.benchmarks.experiment.Components;
import org.relabel4j.core.cleaning.LabelDistribution;
import org.relabel4j.core.cleaning.Relabeller;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.random.Shuffles;
import org.relabel4j.core.text.Counted;
import org.relabel4j.datasets.Dataset;
import org.relabel4j.datasets.HumanLabels;
import org.relabel4j.datasets.format.InputException;

/**
 * What all cells of a trial share, so that selectors are compared in pairs: data, people, and the labels that they give,
 * whoever asks. Thread-safe.
 */
final class CleaningTrial {
    private final CleaningConfig config;
    private final Components components;
    private final long seed;
    private final Dataset data;
    private final LabelDistribution people;
    private final Map<NoiseLevel, Relabeller> relabellers = new HashMap<>();
    private List<int[]> candidates;

    /**
     * Sets up a trial.
     *
     * @throws IllegalArgumentException if the configuration does not fit the data; one line
     * @throws InputException if the data cannot be read
     */
    CleaningTrial(CleaningConfig config, int trial, Components components) throws InputException {
        this.config = config;
        this.components = components;
        this.seed = seed(config, trial);
        this.data = config.data().load(config.options(), seed, components);
        this.people = PeopleSources.people(data, config.people());
        checkFits();
        for (NoiseLevel noise : config.grid().noise()) {
            relabellers.put(noise, hasty(noise));
        }
    }

    /** The seed of a trial, from which its others are derived. */
    static long seed(CleaningConfig config, int trial) {
        return Seeds.derive(config.seed(), "trial", trial);
    }

    private Relabeller hasty(NoiseLevel noise) {
        try {
            return noise.relabeller(people, this::given, Seeds.derive(seed, "labels"));
        } catch (IllegalArgumentException e) {
            boolean rate = noise.kind() == NoiseLevel.Kind.RATE;
            throw rate ? new IllegalArgumentException("noise.rates: " + e.getMessage(), e) : e;
        }
    }

    private int[] given() {
        return data.humanLabels()
                .flatMap(HumanLabels::given)
                .orElseThrow(() -> new IllegalArgumentException("noise.given is true, but the data set " + data.name()
                        + " came without labels; use noise.rates, or a data set such as noisy-cxr"));
    }

    private void checkFits() {
        int pool = data.pool().size();
        if (config.ranking().folds() > pool) {
            throw new IllegalArgumentException("folds is " + config.ranking().folds() + ", but the pool has "
                    + Counted.of(pool, "example") + "; choose fewer folds");
        }
        int test = data.test().size();
        if (config.effects().models().isEmpty()) {
            return;
        }
        for (int size : config.effects().sizes()) {
            if (size > test) {
                throw new IllegalArgumentException("effects.sizes has " + size + ", but the test set, from which the"
                        + " models to rank learn, has " + Counted.of(test, "example") + "; choose smaller sizes");
            }
        }
    }

    long seed() {
        return seed;
    }

    Dataset data() {
        return data;
    }

    LabelDistribution people() {
        return people;
    }

    /** The people at a noise level. */
    Relabeller people(NoiseLevel noise) {
        return relabellers.get(noise);
    }

    /**
     * What the models to rank predict for the pool: each model, trained on each number of the test set's examples with their true
     * labels. They never see the labels that are cleaned. Computed once.
     */
    synchronized List<int[]> candidates() {
        if (candidates == null) {
            int[] order = Shuffles.permutation(data.test().size(), Seeds.generator(seed, "candidates"));
            int[] truth = data.testLabels();
            List<int[]> predicted = new ArrayList<>();
            for (String model : config.effects().models()) {
                for (int size : config.effects().sizes()) {
                    int[] rows = Arrays.copyOf(order, size);
                    int[] labels = Arrays.stream(rows).map(row -> truth[row]).toArray();
                    Fitting fitting =
                            new Fitting(config, components, data.classNames().size());
                    predicted.add(fitting.labels(
                            model,
                            data.test(),
                            rows,
                            labels,
                            data.pool(),
                            Seeds.derive(seed, "candidate " + model, size),
                            (names, choices) -> {}));
                }
            }
            candidates = predicted;
        }
        return candidates;
    }
}
