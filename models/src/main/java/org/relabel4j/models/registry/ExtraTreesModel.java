package org.relabel4j.models.registry;

import java.util.List;
import org.relabel4j.core.option.Option;
import org.relabel4j.models.forest.ExtraTreesConfig;
import org.relabel4j.models.forest.ExtraTreesTrainer;

/** Extremely randomised trees in the registry. */
final class ExtraTreesModel {
    private static final ExtraTreesConfig USUAL = ExtraTreesConfig.defaults();

    private static final Option<Integer> TREES =
            Option.integer("trees", 1, OptionLimits.PARTS, "number of trees").withDefault(USUAL.trees());
    private static final Option<Integer> MAX_FEATURES = Option.integer(
                    "max-features", 0, OptionLimits.EXAMPLES, "features to try at a split; 0 means the square root")
            .withDefault(USUAL.maxFeatures());
    private static final Option<Integer> MIN_SAMPLES_SPLIT = Option.integer(
                    "min-samples-split", 2, OptionLimits.EXAMPLES, "examples that a node needs to be split")
            .withDefault(USUAL.minSamplesSplit());

    static final ModelEntry ENTRY = new ModelEntry(
            "extra-trees",
            "Extremely randomised trees, as scikit-learn's ExtraTreesClassifier",
            List.of(TREES, MAX_FEATURES, MIN_SAMPLES_SPLIT),
            options -> new ExtraTreesTrainer(new ExtraTreesConfig(
                    options.get(TREES), options.get(MAX_FEATURES), options.get(MIN_SAMPLES_SPLIT))));

    private ExtraTreesModel() {}
}
