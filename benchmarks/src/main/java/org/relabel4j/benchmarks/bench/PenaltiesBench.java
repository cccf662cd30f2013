package org.relabel4j.benchmarks.bench;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.relabel4j.benchmarks.experiment.BuiltInComponents;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;
import org.relabel4j.core.training.Examples;
import org.relabel4j.datasets.Dataset;
import org.relabel4j.models.features.FeatureCache;
import org.relabel4j.models.features.Features;
import org.relabel4j.models.linear.SoftmaxTrainer;
import org.relabel4j.models.registry.Extractors;
import org.relabel4j.models.registry.Models;

/**
 * What a head's penalties are worth where labels are wrong: accuracy, log loss and calibration error on right test labels of heads
 * that learn from few labels, each by its penalty. A call is a draw of examples and labels, on which each head is trained.
 */
final class PenaltiesBench extends Bench {
    private static final Option<String> DATASET =
            Option.text("dataset", "data set with a test set").withDefault("wall-robot");
    private static final Option<List<String>> DATASET_OPTIONS = Option.text(
                    "dataset-options", "its options, key=value with commas between")
            .list()
            .withDefault(List.of());
    private static final Option<Optional<String>> NETWORK = Option.oneOf(
                    "network",
                    Extractors.names(),
                    "network whose features are learnt from; the examples themselves without")
            .optional();
    private static final Option<String> WEIGHTS =
            Option.path("weights", "file of the network").withDefault("");
    private static final Option<List<String>> NETWORK_OPTIONS =
            Option.text("network-options", "its other options, likewise").list().withDefault(List.of());
    private static final Option<String> HEAD =
            Option.oneOf("head", List.of("softmax", "mlp"), "what learns").withDefault("softmax");
    private static final Option<List<String>> L2 = Option.text("l2", "penalties, numbers or auto, with commas between")
            .list()
            .withDefault(List.of("1", "10", "100", "300", "1000", "auto"));
    private static final Option<Integer> EXAMPLES = Option.integer(
                    "examples", 10, MemorySize.MOST, "examples to learn from")
            .withDefault(1000);
    private static final Option<Optional<Double>> WRONG = Option.real(
                    "wrong", 0, 1, "share of wrong labels; people: drawn from what people said of each example")
            .orWord("people")
            .withDefault(Optional.of(0.2));
    private static final Option<PenaltyDraws.Targets> TARGETS = Option.choice(
                    "targets",
                    PenaltyDraws.Targets.class,
                    "one label each; or of one to three labels by 20 annotators the consensus (CROWDLAB), or its posterior")
            .withDefault(PenaltyDraws.Targets.LABELS);

    private static final List<Option<?>> SHOWN = List.of(DATASET, NETWORK, HEAD, EXAMPLES, WRONG, TARGETS);

    PenaltiesBench() {
        super(
                "penalties",
                "accuracy of heads by their penalty, where some labels are wrong",
                0,
                3,
                List.of(DATASET, DATASET_OPTIONS, NETWORK, WEIGHTS, NETWORK_OPTIONS),
                List.of(HEAD, L2, EXAMPLES, WRONG, TARGETS));
    }

    @Override
    BenchResult run(Options options) throws Exception {
        // Faults are told before features are computed.
        options.get(L2).forEach(penalty -> Models.trainer(options.get(HEAD), Map.of("l2", penalty)));
        if (options.get(NETWORK).isPresent() && options.get(WEIGHTS).isEmpty()) {
            throw options.complaint(WEIGHTS, "is missing; it is the file of the network");
        }
        if (options.get(NETWORK).isEmpty()) {
            options.refuse(List.of(WEIGHTS, NETWORK_OPTIONS), "without network; give that, too, such as network=onnx");
        }
        Dataset data = new BuiltInComponents()
                .dataset(options.get(DATASET), Benches.split(options.get(DATASET_OPTIONS)), options.get(SEED));
        if (options.get(EXAMPLES) > data.pool().size()) {
            throw options.complaint(
                    EXAMPLES, "is more than the pool has, " + data.pool().size());
        }
        if (options.get(TARGETS) == PenaltyDraws.Targets.POSTERIOR
                && !options.get(HEAD).equals(SoftmaxTrainer.NAME)) {
            throw options.complaint(TARGETS, "is posterior, which only the head softmax learns from");
        }
        PenaltyDraws draws = new PenaltyDraws(
                new PenaltyDraws.Plan(
                        options.get(HEAD),
                        options.get(L2),
                        options.get(EXAMPLES),
                        options.get(WRONG),
                        options.get(TARGETS),
                        options.get(SEED)),
                data,
                features(options, data.pool()),
                features(options, data.test()));
        Measurement<Long> measured = measure(options, draws::next);
        Map<String, Object> sizes = new LinkedHashMap<>(options.toMap());
        sizes.keySet().retainAll(SHOWN.stream().map(Option::name).toList());
        return BenchResult.of(name(), sizes, measured, draws.means());
    }

    private static Examples features(Options options, Examples examples) {
        return options.get(NETWORK)
                .<Examples>map(network -> new Features(
                                Extractors.of(
                                        network,
                                        Path.of(options.get(WEIGHTS)),
                                        Benches.split(options.get(NETWORK_OPTIONS))),
                                Optional.of(FeatureCache.usual()))
                        .of(examples))
                .orElse(examples);
    }
}
