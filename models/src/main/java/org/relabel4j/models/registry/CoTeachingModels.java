package org.relabel4j.models.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.models.coteaching.CoTeachingConfig;
import org.relabel4j.models.coteaching.CoTeachingTrainer;
import org.relabel4j.models.coteaching.TableNetwork;
import org.relabel4j.models.vision.ResNets;

/** The options of co-teaching in the registry: networks for tables, or a residual network with options of its own. */
final class CoTeachingModels {
    static final String NAME = "co-teaching";

    /** Share of the epochs in which whole networks learn from all: Bernhardt et al. 2022. */
    private static final double WARM_UP_SHARE = 25.0 / 160;

    private static final CoTeachingConfig USUAL = CoTeachingConfig.defaults();

    private static final Option<Integer> HIDDEN = Option.integer(
                    "hidden", 1, OptionLimits.PARTS, "units of the hidden layer")
            .withDefault(100);
    private static final Option<Integer> EPOCHS = Option.integer(
                    "epochs", 1, OptionLimits.STEPS, "passes over the training set")
            .withDefault(USUAL.epochs());
    private static final Option<Double> LR = Option.real(
                    "lr", OptionLimits.SMALLEST, OptionLimits.LARGEST, "Adam's step size")
            .withDefault(0.01);
    private static final Option<Integer> BATCH = Option.integer(
                    "batch", 1, OptionLimits.EXAMPLES, "examples a batch at most")
            .withDefault(USUAL.batchSize());
    private static final Option<Double> FORGET_RATE = Option.real(
                    "forget-rate",
                    0,
                    OptionLimits.BELOW_1,
                    "fraction of each batch not to learn from: that of wrong labels")
            .withDefault(USUAL.forgetRate());
    private static final Option<Integer> WARM_UP = Option.integer(
                    "warm-up", 0, OptionLimits.STEPS, "epochs in which all is learnt from")
            .withDefault(USUAL.warmUpEpochs() + "; of whole networks 5 in 32", options -> USUAL.warmUpEpochs());
    private static final Option<Integer> GRADUAL = Option.integer(
                    "gradual", 1, OptionLimits.STEPS, "epochs after those until the forget rate is reached")
            .withDefault(USUAL.gradualEpochs());
    static final Option<Optional<String>> NETWORK = Option.text(
                    "network",
                    "for images: a residual network, such as resnet20, or onnx, with options of its own, such as"
                            + " resnet20.mode=head for two heads on its features")
            .orWord("none")
            .withDefault(Optional.empty());

    static final List<Option<?>> OPTIONS = List.of(HIDDEN, EPOCHS, LR, BATCH, FORGET_RATE, WARM_UP, GRADUAL, NETWORK);

    private CoTeachingModels() {}

    /** The options above and those of the network that is named. */
    static List<Option<?>> declared(Map<String, String> values) {
        String network = values.getOrDefault(NETWORK.name(), "").strip();
        List<Option<?>> all = new ArrayList<>(OPTIONS);
        if (network.equals(OnnxModels.NAME) || ResNets.models().contains(network)) {
            all.addAll(Options.under(network, optionsOf(network)));
        }
        return all;
    }

    static Trainer trainer(Options options) {
        CoTeaching coTeaching = new CoTeaching(options);
        return options.get(NETWORK)
                .map(network -> {
                    Options own = Options.parse(
                            "model " + network, optionsOf(network), Options.ofPart(network, options.given()));
                    return network.equals(OnnxModels.NAME)
                            ? OnnxModels.coTeaching(own, coTeaching.heads())
                            : VisionModels.coTeaching(network, own, coTeaching);
                })
                .orElseGet(coTeaching::heads);
    }

    private static List<Option<?>> optionsOf(String network) {
        return network.equals(OnnxModels.NAME) ? OnnxModels.OPTIONS : VisionOptions.of(network);
    }

    /** The options for each kind of network. */
    private record CoTeaching(Options options) implements VisionModels.CoTeachingParts {
        @Override
        public Trainer heads() {
            return new CoTeachingTrainer(
                    config(options.get(EPOCHS), options.get(BATCH), options.get(WARM_UP)),
                    new TableNetwork(options.get(HIDDEN), options.get(LR)));
        }

        @Override
        public CoTeachingConfig forgetting(int epochs, int batchSize) {
            options.refuse(
                    List.of(HIDDEN, EPOCHS, LR, BATCH),
                    "with whole networks; set theirs, such as "
                            + options.get(NETWORK).orElseThrow() + ".epochs");
            int warmUp = options.isGiven(WARM_UP) ? options.get(WARM_UP) : (int) Math.round(epochs * WARM_UP_SHARE);
            return config(epochs, batchSize, warmUp);
        }

        private CoTeachingConfig config(int epochs, int batchSize, int warmUp) {
            return new CoTeachingConfig(epochs, batchSize, options.get(FORGET_RATE), warmUp, options.get(GRADUAL));
        }
    }
}
