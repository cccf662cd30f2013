package org.relabel4j.benchmarks.cleaning;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.relabel4j.core.cleaning.LabelDistribution;
import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.simulation.InstanceNoise;
import org.relabel4j.core.training.Examples;
import org.relabel4j.datasets.Dataset;
import org.relabel4j.datasets.HumanLabels;

/** The sources of label distributions by name. To add one, write it and a line here. */
final class PeopleSources {
    private static final Map<String, PeopleSource> ALL =
            new TreeMap<>(Map.of("answers", PeopleSources::answers, "instance-noise", PeopleSources::simulated));

    private PeopleSources() {}

    static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    static PeopleSource byName(String name) {
        return ALL.get(name);
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
        int numClasses = data.classNames().size();
        Probabilities reference =
                InstanceNoise.neighbourReference(standardised(data.pool()), truth, numClasses, settings.neighbours());
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

    /** The features, each with mean 0 and deviation 1, so that distances do not depend on units. */
    static Embeddings standardised(Examples pool) {
        int n = pool.size();
        int length = pool.length();
        float[] values = new float[Math.multiplyExact(n, length)];
        for (int i = 0; i < n; i++) {
            pool.copyTo(i, values, i * length);
        }
        for (int f = 0; f < length; f++) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += values[i * length + f];
            }
            double mean = sum / n;
            // In a second pass: the mean of the squares less the square of the mean is rounding alone far from 0.
            double squares = 0;
            for (int i = 0; i < n; i++) {
                double difference = values[i * length + f] - mean;
                squares += difference * difference;
            }
            double deviation = Math.sqrt(squares / n);
            for (int i = 0; i < n; i++) {
                int place = i * length + f;
                values[place] = deviation > 0 ? (float) ((values[place] - mean) / deviation) : 0;
            }
        }
        return Embeddings.ofRowMajor(n, length, values);
    }
}
