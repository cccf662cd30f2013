package org.relabel4j.benchmarks.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.relabel4j.core.simulation.Heterogeneity;

/**
 * How simulated annotators err. What its kind does not use is empty.
 *
 * @param kind of noise
 * @param trace mean of the noise matrix's diagonal, in (0, 1]
 * @param accuracy expected fraction of right labels that the matrix of a given trace must have, within 0.005; empty for any
 * @param rate probability of a wrong label, 0 to 1
 * @param mistakenFor name of the class that each class is mistaken for, in the order of the classes
 * @param crowd how annotators differ
 * @param matrix probabilities of the labels of the first class, then of the next, and so on
 */
public record NoiseConfig(
        Kind kind,
        OptionalDouble trace,
        Optional<Double> accuracy,
        OptionalDouble rate,
        List<String> mistakenFor,
        Optional<Heterogeneity> crowd,
        List<Double> matrix) {
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
        HUMAN_WORST_FIRST
    }

    public NoiseConfig {
        mistakenFor = List.copyOf(mistakenFor);
        matrix = List.copyOf(matrix);
    }

    /** Noise of a kind that needs no matrix. */
    public NoiseConfig(
            Kind kind,
            OptionalDouble trace,
            Optional<Double> accuracy,
            OptionalDouble rate,
            List<String> mistakenFor,
            Optional<Heterogeneity> crowd) {
        this(kind, trace, accuracy, rate, mistakenFor, crowd, List.of());
    }

    /** Reads the keys of the kind that is set. */
    static NoiseConfig read(SettingsReader reader) {
        Kind kind = reader.choice(Key.NOISE_KIND, Kind.class);
        if (!reader.isSet(Key.NOISE_KIND) && reader.isSet(Key.NOISE_RATE)) {
            throw reader.complaint(Key.NOISE_RATE, "is set, but not noise.kind; set it to symmetric, for example");
        }
        return switch (kind) {
            case TRACE ->
                new NoiseConfig(
                        kind,
                        OptionalDouble.of(reader.real(Key.NOISE_TRACE)),
                        reader.unless(Key.NOISE_ACCURACY, ConfigBinder.ANY, reader::real),
                        OptionalDouble.empty(),
                        List.of(),
                        Optional.empty());
            case MATRIX ->
                new NoiseConfig(
                        kind,
                        OptionalDouble.empty(),
                        Optional.empty(),
                        OptionalDouble.empty(),
                        List.of(),
                        Optional.empty(),
                        reader.reals(Key.NOISE_MATRIX));
            case SYMMETRIC, PAIRWISE, INSTANCE_DEPENDENT -> ofRate(kind, reader, List.of());
            case ASYMMETRIC -> ofRate(kind, reader, reader.list(Key.NOISE_MISTAKEN_FOR));
            case HETEROGENEOUS ->
                new NoiseConfig(
                        kind,
                        OptionalDouble.empty(),
                        Optional.empty(),
                        OptionalDouble.empty(),
                        List.of(),
                        Optional.of(heterogeneity(reader)));
            case HUMAN, HUMAN_WORST_FIRST ->
                new NoiseConfig(
                        kind,
                        OptionalDouble.empty(),
                        Optional.empty(),
                        OptionalDouble.empty(),
                        List.of(),
                        Optional.empty());
        };
    }

    private static NoiseConfig ofRate(Kind kind, SettingsReader reader, List<String> mistakenFor) {
        return new NoiseConfig(
                kind,
                OptionalDouble.empty(),
                Optional.empty(),
                OptionalDouble.of(reader.real(Key.NOISE_RATE)),
                mistakenFor,
                Optional.empty());
    }

    private static Heterogeneity heterogeneity(SettingsReader reader) {
        List<Double> ordinary = reader.range(Key.NOISE_ACCURACIES);
        List<Double> outliers = reader.range(Key.NOISE_OUTLIER_ACCURACIES);
        return new Heterogeneity(
                ordinary.get(0), ordinary.get(1), reader.real(Key.NOISE_OUTLIERS), outliers.get(0), outliers.get(1));
    }

    /** The keys that this kind uses, with their values. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(Key.NOISE_KIND.yaml(), SettingsReader.written(kind));
        trace.ifPresent(value -> {
            map.put(Key.NOISE_TRACE.yaml(), value);
            map.put(Key.NOISE_ACCURACY.yaml(), ExperimentConfig.orWord(accuracy, ConfigBinder.ANY));
        });
        rate.ifPresent(value -> map.put(Key.NOISE_RATE.yaml(), value));
        if (!mistakenFor.isEmpty()) {
            map.put(Key.NOISE_MISTAKEN_FOR.yaml(), mistakenFor);
        }
        if (!matrix.isEmpty()) {
            map.put(Key.NOISE_MATRIX.yaml(), matrix);
        }
        crowd.ifPresent(value -> {
            map.put(Key.NOISE_ACCURACIES.yaml(), List.of(value.minAccuracy(), value.maxAccuracy()));
            map.put(Key.NOISE_OUTLIERS.yaml(), value.outlierFraction());
            map.put(
                    Key.NOISE_OUTLIER_ACCURACIES.yaml(),
                    List.of(value.minOutlierAccuracy(), value.maxOutlierAccuracy()));
        });
        return map;
    }
}
