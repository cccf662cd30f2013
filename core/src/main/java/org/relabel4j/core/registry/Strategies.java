package org.relabel4j.core.registry;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.acquisition.ActiveLab;
import org.relabel4j.core.acquisition.ActiveLabelCleaning;
import org.relabel4j.core.acquisition.Disagreement;
import org.relabel4j.core.acquisition.Entropy;
import org.relabel4j.core.acquisition.GoodRandom;
import org.relabel4j.core.acquisition.Margin;
import org.relabel4j.core.acquisition.RandomStrategy;
import org.relabel4j.core.acquisition.Uncertainty;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;
import org.relabel4j.core.plugin.Plugins;
import org.relabel4j.core.plugin.Registry;

/** The acquisition strategies by name. To add one: a class, a test, and a line here; or a {@link StrategyProvider} elsewhere. */
public final class Strategies {
    static final String MAJORITY_VOTE = "majority-vote";

    /** With scaled probabilities, as ActiveLab's own weights and scores have them (its section 2.2, and its benchmarks). */
    private static final String CROWDLAB = "crowdlab-calibrated";

    private static final String ACTIVE_LAB = "activelab";
    private static final String ACTIVE_LAB_ENSEMBLE = "activelab-ensemble";
    private static final String ACTIVE_LAB_PAPER = "Goh and Mueller 2023, arXiv:2301.11856";

    /** Of each example so many are kept: predictions, or neighbours. */
    static final int MOST_PREDICTIONS = 1000;

    /** What experiments name as they do strategies: imitations of published ones, and selectors of label cleaning. */
    static final Set<String> RESERVED = Set.of(
            "published-activelab",
            "published-disagreement",
            "oracle",
            "vanilla",
            "co-teaching",
            "self-supervised",
            "graph",
            "confidence",
            "neighbour",
            "adaptive");

    private static final Registry<StrategyInfo> REGISTRY = new Registry<>(
            new Registry.Naming<>(
                    "strategy",
                    StrategyInfo::name,
                    strategy -> strategy.options().stream().map(Option::name).toList(),
                    RESERVED),
            own(),
            () -> Plugins.parts(StrategyProvider.class, StrategyProvider::strategies, StrategyInfo::checked));

    private Strategies() {}

    private static List<StrategyInfo> own() {
        return List.of(
                BatchOptions.scoring(
                        "random", "random examples, labelled or not", ACTIVE_LAB_PAPER, RandomStrategy::new),
                BatchOptions.scoring(
                        "good-random", "the examples with the fewest annotations", ACTIVE_LAB_PAPER, GoodRandom::new),
                BatchOptions.scoring(
                        "entropy", "where the prediction has the largest entropy", ACTIVE_LAB_PAPER, Entropy::new),
                BatchOptions.scoring(
                        "uncertainty", "where the model is least confident", "Lewis and Gale 1994", Uncertainty::new),
                BatchOptions.scoring(
                        "margin", "where the two likeliest classes are closest", "Scheffer et al. 2001", Margin::new),
                BatchOptions.scoring(
                        "disagreement",
                        "where the models of an ensemble disagree",
                        ACTIVE_LAB_PAPER,
                        Disagreement::new),
                CommitteeStrategies.bald(),
                CommitteeStrategies.batchBald(),
                EmbeddingStrategies.coreSet(),
                EmbeddingStrategies.badge(),
                EmbeddingStrategies.typiClust(),
                EmbeddingStrategies.probCover(),
                EmbeddingStrategies.contrastive(),
                EmbeddingStrategies.discriminative(),
                labelCleaning(),
                EmbeddingStrategies.labelDiffusion(),
                activeLab(ACTIVE_LAB, "where one more label helps most, for one model", ActiveLab::single),
                activeLab(ACTIVE_LAB_ENSEMBLE, "where one more label helps most, for an ensemble", ActiveLab::ensemble),
                DarlStrategy.info(),
                WrappingStrategies.stochastic(),
                WrappingStrategies.nearLabelled(),
                WrappingStrategies.randomWithinStrata());
    }

    /** Them, and those of plug-ins. */
    public static Registry<StrategyInfo> registry() {
        return REGISTRY;
    }

    /** All strategies, in the order to list them. */
    public static List<StrategyInfo> all() {
        return REGISTRY.all();
    }

    /** All names, in the order to list them. */
    public static List<String> names() {
        return REGISTRY.names();
    }

    /**
     * A strategy by its name.
     *
     * @throws IllegalArgumentException if there is none; the message names the nearest one
     */
    public static StrategyInfo byName(String name) {
        return REGISTRY.byName(name);
    }

    /**
     * The form of a strategy for so many models: {@code activelab} is for one and {@code activelab-ensemble} for several; the
     * others have one form. Without a model, the one of that name.
     *
     * @throws IllegalArgumentException as {@link #byName(String)}
     */
    public static StrategyInfo byName(String name, int numModels) {
        boolean activeLab = numModels > 0 && (name.equals(ACTIVE_LAB) || name.equals(ACTIVE_LAB_ENSEMBLE));
        return byName(!activeLab ? name : numModels == 1 ? ACTIVE_LAB : ACTIVE_LAB_ENSEMBLE);
    }

    private static StrategyInfo labelCleaning() {
        Option<Double> threshold = Option.real(
                        "entropy-threshold",
                        0,
                        1,
                        "ambiguity counts only above it, in logarithms to base K (the authors' code has 0.3)")
                .withDefault(0.0);
        return BatchOptions.diversifiable(
                new StrategyInfo.Description(
                        "active-label-cleaning",
                        "where the labels given contradict a confident model",
                        "Bernhardt et al. 2022, arXiv:2109.00574"),
                List.of(threshold),
                options -> new ActiveLabelCleaning(options.get(threshold)),
                MAJORITY_VOTE);
    }

    private static StrategyInfo activeLab(String name, String summary, Supplier<AcquisitionStrategy> constructor) {
        return BatchOptions.diversifiable(
                new StrategyInfo.Description(name, summary, ACTIVE_LAB_PAPER),
                List.of(),
                options -> constructor.get(),
                CROWDLAB);
    }

    static Option<String> base(String summary, String defaultName) {
        return Option.text("base", summary).withDefault(defaultName);
    }

    /** The strategy that the option {@code base} names. */
    static StrategyInfo base(Options options, Option<String> option, String owner) {
        StrategyInfo base = byName(options.get(option));
        if (base.name().equals(owner)) {
            throw new IllegalArgumentException("strategy " + owner + " cannot be its own base");
        }
        return base;
    }
}
