package org.relabel4j.models.registry;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.models.features.FeatureCache;
import org.relabel4j.models.features.FeatureExtractor;
import org.relabel4j.models.features.Features;
import org.relabel4j.models.linear.SoftmaxTrainer;
import org.relabel4j.models.mlp.MlpConfig;
import org.relabel4j.models.mlp.MlpTrainer;
import org.relabel4j.models.vision.head.HeadTrainer;
import org.relabel4j.models.vision.training.Regularisation;

/** The options of every head on features that something fixed gives, and the trainers that they make. */
final class HeadOptions {
    /** What learns on the features. */
    enum Head {
        SOFTMAX,
        MLP
    }

    static final Option<Double> DROPOUT = Option.real(
                    "dropout", 0, OptionLimits.BELOW_1, "share of the embedding to leave out at random")
            .withDefault(Regularisation.defaults().dropout());
    static final Option<Head> HEAD =
            Option.choice("head", Head.class, "what learns on the features").withDefault(Head.SOFTMAX);
    static final Option<Optional<Double>> L2 = Option.real(
                    "l2", 0, OptionLimits.LARGEST, "penalty on the head's weights")
            .orWord(OptionLimits.AUTO)
            .withDefault(
                    HEAD,
                    Map.of(
                            Head.SOFTMAX,
                            Optional.empty(),
                            Head.MLP,
                            Optional.of(MlpConfig.defaults().l2())));
    static final Option<String> CACHE = Option.path("cache", "folder for features")
            .withDefault("relabel4j/features in the user's cache", options -> "");

    private HeadOptions() {}

    /** A trainer of heads as the options say. */
    static Trainer trainer(String name, FeatureExtractor extractor, Options options) {
        double dropout = options.get(DROPOUT);
        return new HeadTrainer(name, features(extractor, options), head(options, dropout > 0)).withDropout(dropout);
    }

    /**
     * A trainer of two heads that teach each other.
     *
     * @param heads trains them on tables of features
     */
    static Trainer coTeaching(FeatureExtractor extractor, Options options, Trainer heads) {
        options.refuse(List.of(HEAD, L2, DROPOUT), "with co-teaching, which has heads of its own");
        return new HeadTrainer(heads.name(), features(extractor, options), heads);
    }

    private static Features features(FeatureExtractor extractor, Options options) {
        String folder = options.get(CACHE);
        FeatureCache cache = folder.isEmpty() ? FeatureCache.usual() : new FeatureCache(Path.of(folder));
        return new Features(extractor, Optional.of(cache));
    }

    private static Trainer head(Options options, boolean dropout) {
        Optional<Double> l2 = options.get(L2);
        int copies = dropout ? HeadTrainer.DROPOUT_COPIES : 1;
        return switch (options.get(HEAD)) {
            case SOFTMAX -> new SoftmaxTrainer(l2, copies);
            case MLP ->
                l2.map(penalty -> new MlpTrainer(MlpConfig.defaults().withL2(penalty)))
                        .orElseGet(() -> new MlpTrainer(MlpConfig.defaults(), copies));
        };
    }
}
