package org.relabel4j.benchmarks.experiment;

import java.util.List;
import java.util.Optional;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;
import org.relabel4j.core.simulation.Heterogeneity;

/**
 * How simulated annotators err. What its kind does not use is empty.
 *
 * @param values of the experiment
 */
public record NoiseConfig(Options values) {
    /** Kinds of noise. */
    public enum Kind {
        /** A random matrix of a given trace, the same for all annotators. */
        TRACE,
        /** A given matrix, the same for all annotators. */
        MATRIX,
        /** A wrong label is any other class, equally likely. */
        SYMMETRIC,
        /** Each class is mistaken for one other. */
        ASYMMETRIC,
        /** Each class is mistaken for the next one. */
        PAIRWISE,
        /** Examples whose neighbours are of other classes are mislabelled more. */
        INSTANCE_DEPENDENT,
        /** Each annotator has a matrix of his own, and some are very bad. */
        HETEROGENEOUS,
        /** Each answer is one of those that people really gave about the example. */
        HUMAN,
        /** As HUMAN, but the initial labels are those of the worst annotators, as in the ActiveLab benchmark on CIFAR-10H. */
        HUMAN_WORST_FIRST,
        /** As HUMAN, but the initial labels are those that the data came with, one annotator's: a program's, in NoisyCXR. */
        HUMAN_GIVEN_FIRST
    }

    void check() {
        if (!values.isGiven(ExperimentKeys.NOISE_KIND) && values.isGiven(ExperimentKeys.NOISE_RATE)) {
            throw values.complaint(
                    ExperimentKeys.NOISE_RATE, "is set, but not noise.kind; set it to symmetric, for example");
        }
        checkAscending(ExperimentKeys.NOISE_ACCURACIES);
        checkAscending(ExperimentKeys.NOISE_OUTLIER_ACCURACIES);
    }

    private void checkAscending(Option<List<Double>> key) {
        List<Double> range = values.find(key).orElse(List.of(0.0, 1.0));
        if (range.size() != 2 || range.get(0) > range.get(1)) {
            throw values.complaint(
                    key, "is " + values.given().get(key.name()) + ", expected a lowest and a highest, such as 0.2,0.4");
        }
    }

    /** Which of the others count. */
    public Kind kind() {
        return values.get(ExperimentKeys.NOISE_KIND);
    }

    /** Mean of the noise matrix's diagonal, in (0, 1]. */
    public Optional<Double> trace() {
        return values.find(ExperimentKeys.NOISE_TRACE);
    }

    /** Expected fraction of right labels that the matrix of a given trace must have, within 0.005; empty for any. */
    public Optional<Double> accuracy() {
        return values.find(ExperimentKeys.NOISE_ACCURACY).flatMap(accuracy -> accuracy);
    }

    /** Probability of a wrong label, 0 to 1. */
    public Optional<Double> rate() {
        return values.find(ExperimentKeys.NOISE_RATE);
    }

    /** Name of the class that each class is mistaken for, in the order of the classes. */
    public List<String> mistakenFor() {
        return values.find(ExperimentKeys.NOISE_MISTAKEN_FOR).orElse(List.of());
    }

    /** Probabilities of the labels of the first class, then of the next, and so on. */
    public List<Double> matrix() {
        return values.find(ExperimentKeys.NOISE_MATRIX).orElse(List.of());
    }

    /** How annotators differ. */
    public Optional<Heterogeneity> crowd() {
        return values.find(ExperimentKeys.NOISE_ACCURACIES).map(ordinary -> {
            List<Double> outliers = values.get(ExperimentKeys.NOISE_OUTLIER_ACCURACIES);
            return new Heterogeneity(
                    ordinary.get(0),
                    ordinary.get(1),
                    values.get(ExperimentKeys.NOISE_OUTLIERS),
                    outliers.get(0),
                    outliers.get(1));
        });
    }
}
