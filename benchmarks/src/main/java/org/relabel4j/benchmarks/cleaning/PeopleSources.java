package org.relabel4j.benchmarks.cleaning;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.relabel4j.benchmarks.experiment.NeighbourReference;
import org.relabel4j.core.cleaning.LabelDistribution;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.simulation.InstanceNoise;
import org.relabel4j.datasets.Dataset;
import org.relabel4j.datasets.HumanLabels;

/** How people label each example of a data set's pool, by name: from their answers, or simulated. To add one, write it and a line here. */
final class PeopleSources {
    private static final Map<String, BiFunction<Dataset, CleaningConfig.People, LabelDistribution>> ALL =
            new TreeMap<>(Map.of("answers", PeopleSources::answers, "instance-noise", PeopleSources::simulated));

    private PeopleSources() {}

    static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    /**
     * The distribution of labels of each example of the pool.
     *
     * @param settings the source, and how to simulate people
     * @return shape (pool, classes)
     * @throws IllegalArgumentException if the settings do not fit the data; one line that starts with the key
     */
    static LabelDistribution people(Dataset data, CleaningConfig.People settings) {
        return ALL.get(settings.source()).apply(data, settings);
    }

    /** Real people, as often as they gave each label: CIFAR-10H's about 51 an image. */
    private static LabelDistribution answers(Dataset data, CleaningConfig.People settings) {
        HumanLabels labels = data.humanLabels()
                .orElseThrow(() -> new IllegalArgumentException("people.source is answers, but the data set "
                        + data.name() + " has none; use instance-noise, or a data set such as cifar-10h"));
        return LabelDistribution.of(labels.distribution());
    }

    /** People who are unsure where classes meet: what an example's neighbours are says how hard it is, and for what it is taken. */
    private static LabelDistribution simulated(Dataset data, CleaningConfig.People settings) {
        int[] truth = data.poolLabels();
        Probabilities reference = NeighbourReference.of(data, settings.neighbours());
        LabelDistribution people;
        try {
            people = LabelDistribution.of(
                    InstanceNoise.labelDistribution(truth, reference, settings.noiseRate(), settings.concentration()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("people.noise-rate and people.concentration: " + e.getMessage(), e);
        }
        if (!Arrays.equals(people.trueLabels(), truth)) {
            throw new IllegalArgumentException("people.noise-rate is " + settings.noiseRate()
                    + " with people.concentration " + settings.concentration()
                    + ", so that most people would be wrong about the hardest examples; lower one of them");
        }
        return people;
    }
}
