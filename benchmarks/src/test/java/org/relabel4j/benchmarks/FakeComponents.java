package org.relabel4j.benchmarks;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.relabel4j.benchmarks.experiment.Components;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.acquisition.BatchSelector;
import org.relabel4j.core.acquisition.Needs;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.acquisition.Scores;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.consensus.ConsensusMethod;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.registry.Strategies;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.datasets.Dataset;
import org.relabel4j.datasets.HumanLabels;
import org.relabel4j.models.registry.Models;

/**
 * Parts that are tiny and know no library: three classes on a line, a model of class centres and one of {@link FakeOnnxEngine}, strategies of which some need
 * embeddings, several models or a single one, and a vote.
 */
public final class FakeComponents implements Components {
    public static final int POOL = 60;
    public static final int CLASSES = 3;

    @Override
    public Collection<String> strategies() {
        return List.of("random", "doubtful", "wants-embeddings", "wants-ensemble", "wants-one-model");
    }

    /** One of these, or, as selectors stand for them, one of the registry's. */
    @Override
    public StrategyPart strategy(String name, Map<String, String> options) {
        if (!strategies().contains(name)) {
            return new StrategyPart(Strategies.byName(name).create(options), "first-vote");
        }
        options.keySet().stream().filter(o -> !o.equals("ratio")).findFirst().ifPresent(unknown -> {
            throw new IllegalArgumentException("strategy " + name + " has no option \"" + unknown + "\"");
        });
        AcquisitionStrategy strategy = switch (name) {
            case "random" -> strategy(Needs.NOTHING, (state, rng) -> rng.nextDouble());
            case "doubtful" -> strategy(Needs.NOTHING, (state, rng) -> 0.0);
            case "wants-embeddings" -> strategy(Needs.EMBEDDINGS, (state, rng) -> 0.0);
            case "wants-one-model" -> strategy(Needs.ONE_MODEL, (state, rng) -> 0.0);
            default -> strategy(new Needs(false, false, true), (state, rng) -> 0.0);
        };
        return new StrategyPart(strategy, "first-vote");
    }

    private interface Bias {
        double of(PoolState state, RandomGenerator rng);
    }

    private static AcquisitionStrategy strategy(Needs needs, Bias bias) {
        return new AcquisitionStrategy() {
            @Override
            public Needs needs() {
                return needs;
            }

            @Override
            public Scores score(PoolState state, RandomGenerator rng) {
                double[] scores = new double[state.numExamples()];
                for (int i = 0; i < scores.length; i++) {
                    double largest = 0;
                    for (int k = 0; k < state.numClasses(); k++) {
                        largest = Math.max(largest, state.predProbs().get(0).get(i, k));
                    }
                    scores[i] = largest + 100 * bias.of(state, rng);
                }
                return Scores.of(scores);
            }

            @Override
            public int[] select(PoolState state, int batchSize, RandomGenerator rng) {
                return BatchSelector.lowest(score(state, rng), batchSize, rng);
            }
        };
    }

    @Override
    public Collection<String> models() {
        return List.of("centres", "failing", "same", "warm-centres", "onnx");
    }

    @Override
    public List<Trainer> trainers(String name, Map<String, String> options) {
        return switch (name) {
            case "failing" -> List.of(new FailingTrainer());
            case "warm-centres" -> List.of(new WarmCentreTrainer());
            case "onnx" -> Models.trainers(name, options);
            default -> List.of(new CentreTrainer(!name.equals("same")));
        };
    }

    @Override
    public Collection<String> datasets() {
        return List.of("line");
    }

    @Override
    public Dataset dataset(String name, Map<String, String> options, long seed) {
        int pool = Integer.parseInt(options.getOrDefault("pool", String.valueOf(POOL)));
        RandomGenerator rng = Seeds.generator(seed, "line");
        int[] poolLabels = new int[pool];
        int[] testLabels = new int[Integer.parseInt(options.getOrDefault("test", "30"))];
        FeatureMatrix poolExamples = points(poolLabels, rng);
        FeatureMatrix testExamples = points(testLabels, rng);
        return new Dataset(
                name,
                poolExamples,
                poolLabels,
                testExamples,
                testLabels,
                List.of("low", "middle", "high"),
                "made up",
                people(options.getOrDefault("people", "none"), poolLabels));
    }

    /** Twelve people, each of whom labelled every third example; of twelve, person j got j wrong, calling them the next class. */
    private static Optional<HumanLabels> people(String known, int[] trueLabels) {
        AnnotationsBuilder builder = Annotations.builder(trueLabels.length, 12, CLASSES);
        for (int i = 0; i < trueLabels.length; i++) {
            for (int j = i % 3; j < 12; j += 3) {
                builder.add(i, j, i / 3 % 12 < j ? (trueLabels[i] + 1) % CLASSES : trueLabels[i]);
            }
        }
        HumanLabels people = HumanLabels.of(builder.build());
        return switch (known) {
            case "all" -> Optional.of(people);
            case "counts" -> Optional.of(HumanLabels.ofCounts(CLASSES, people.counts()));
            case "given" ->
                Optional.of(HumanLabels.ofCounts(CLASSES, people.counts())
                        .withGiven(IntStream.range(0, trueLabels.length)
                                .map(i -> i % 4 == 0 ? (trueLabels[i] + 1) % CLASSES : trueLabels[i])
                                .toArray()));
            default -> Optional.empty();
        };
    }

    /** Class k lies around k, with some overlap, and lower classes are more frequent; fills in the labels. */
    private static FeatureMatrix points(int[] labels, RandomGenerator rng) {
        float[] values = new float[labels.length];
        for (int i = 0; i < labels.length; i++) {
            double u = rng.nextDouble();
            labels[i] = (int) (CLASSES * u * u);
            values[i] = (float) (labels[i] + 0.3 * rng.nextGaussian());
        }
        return FeatureMatrix.ofRowMajor(labels.length, 1, values);
    }

    @Override
    public Collection<String> consensusMethods() {
        return List.of("first-vote", "last-vote");
    }

    @Override
    public ConsensusMethod consensusMethod(String name, Map<String, String> options) {
        boolean first = name.equals("first-vote");
        return (annotations, predProbs, rng) -> {
            int n = annotations.numExamples();
            int[] labels = new int[n];
            double[] ones = new double[n];
            for (int i = 0; i < n; i++) {
                int position = first ? annotations.rowStart(i) : annotations.rowEnd(i) - 1;
                labels[i] = annotations.isLabelled(i) ? annotations.labelAt(position) : -1;
                ones[i] = annotations.isLabelled(i) ? 1 : Double.NaN;
            }
            return new Consensus(labels, ones, ones);
        };
    }

    @Override
    public Map<String, String> environment(Collection<Trainer> trainers) {
        return Map.of("backend", "none");
    }
}
