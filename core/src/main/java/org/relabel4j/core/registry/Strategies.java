package org.relabel4j.core.registry;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.acquisition.ActiveLab;
import org.relabel4j.core.acquisition.ActiveLabelCleaning;
import org.relabel4j.core.acquisition.Badge;
import org.relabel4j.core.acquisition.Bald;
import org.relabel4j.core.acquisition.CoreSet;
import org.relabel4j.core.acquisition.Disagreement;
import org.relabel4j.core.acquisition.Entropy;
import org.relabel4j.core.acquisition.GoodRandom;
import org.relabel4j.core.acquisition.Margin;
import org.relabel4j.core.acquisition.RandomStrategy;
import org.relabel4j.core.acquisition.RandomWithinStrata;
import org.relabel4j.core.acquisition.Uncertainty;
import org.relabel4j.core.noise.AdaptiveNoiseSampler;
import org.relabel4j.core.noise.ConfidenceNoiseSampler;
import org.relabel4j.core.noise.Darl;
import org.relabel4j.core.noise.NeighbourNoiseSampler;
import org.relabel4j.core.noise.NoiseSampler;
import org.relabel4j.core.noise.RepeatShare;
import org.relabel4j.core.text.OptionSpec;
import org.relabel4j.core.text.Options;
import org.relabel4j.core.text.Suggestions;

/** The acquisition strategies by name. To add one: a class, a test, and a line here. */
public final class Strategies {
    static final String MAJORITY_VOTE = "majority-vote";

    /** With scaled probabilities, as ActiveLab's own weights and scores have them (its section 2.2, and its benchmarks). */
    private static final String CROWDLAB = "crowdlab-calibrated";

    private static final String ACTIVE_LAB = "activelab";
    private static final String ACTIVE_LAB_ENSEMBLE = "activelab-ensemble";
    private static final String ACTIVE_LAB_PAPER = "Goh and Mueller 2023, arXiv:2301.11856";

    /** Of each example so many are kept: predictions, or neighbours. */
    private static final int MOST_PREDICTIONS = 1000;

    private static final List<StrategyInfo> ALL = List.of(
            BatchOptions.scoring("random", "random examples, labelled or not", ACTIVE_LAB_PAPER, RandomStrategy::new),
            BatchOptions.scoring(
                    "good-random", "the examples with the fewest annotations", ACTIVE_LAB_PAPER, GoodRandom::new),
            BatchOptions.scoring(
                    "entropy", "where the prediction has the largest entropy", ACTIVE_LAB_PAPER, Entropy::new),
            BatchOptions.scoring(
                    "uncertainty", "where the model is least confident", "Lewis and Gale 1994", Uncertainty::new),
            BatchOptions.scoring(
                    "margin", "where the two likeliest classes are closest", "Scheffer et al. 2001", Margin::new),
            BatchOptions.scoring(
                    "disagreement", "where the models of an ensemble disagree", ACTIVE_LAB_PAPER, Disagreement::new),
            bald(),
            BatchOptions.plain(
                    "core-set",
                    "far from everything labelled, by embedding",
                    "Sener and Savarese 2018, arXiv:1708.00489",
                    CoreSet::new),
            BatchOptions.plain(
                    "badge",
                    "long and different gradients of the last layer",
                    "Ash et al. 2020, arXiv:1906.03671",
                    Badge::new),
            labelCleaning(),
            activeLab(ACTIVE_LAB, "where one more label helps most, for one model", ActiveLab::single),
            activeLab(ACTIVE_LAB_ENSEMBLE, "where one more label helps most, for an ensemble", ActiveLab::ensemble),
            darl(),
            randomWithinStrata());

    private Strategies() {}

    /** All strategies, in the order to list them. */
    public static List<StrategyInfo> all() {
        return ALL;
    }

    /** All names, in the order to list them. */
    public static List<String> names() {
        return ALL.stream().map(StrategyInfo::name).toList();
    }

    /**
     * A strategy by its name.
     *
     * @throws IllegalArgumentException if there is none; the message names the nearest one
     */
    public static StrategyInfo byName(String name) {
        return ALL.stream()
                .filter(info -> info.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "unknown strategy \"" + name + "\"; " + Suggestions.hint(name, names())));
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

    private enum Draws {
        MODELS,
        DROPOUT
    }

    private static StrategyInfo bald() {
        return BatchOptions.diversifiable(
                new StrategyInfo.Description(
                        "bald",
                        "where the models are sure of different classes",
                        "Houlsby et al. 2011, arXiv:1112.5745"),
                List.of(
                        new OptionSpec(
                                "draws",
                                "models",
                                "what to compare: models (of an ensemble, or of the folds) or dropout (passes of one network)"),
                        new OptionSpec("passes", "10", "of draws=dropout: predictions to compare, at least 2")),
                options -> {
                    int passes = options.integer("passes", 2, MOST_PREDICTIONS);
                    return options.choice("draws", Draws.class) == Draws.MODELS ? new Bald() : Bald.byDropout(passes);
                },
                MAJORITY_VOTE);
    }

    private static StrategyInfo labelCleaning() {
        return BatchOptions.diversifiable(
                new StrategyInfo.Description(
                        "active-label-cleaning",
                        "where the labels given contradict a confident model",
                        "Bernhardt et al. 2022, arXiv:2109.00574"),
                List.of(new OptionSpec(
                        "entropy-threshold",
                        "0",
                        "ambiguity counts only above it, in logarithms to base K, 0 to 1; the authors' code has 0.3")),
                options -> new ActiveLabelCleaning(options.real("entropy-threshold", 0, 1)),
                MAJORITY_VOTE);
    }

    private static StrategyInfo activeLab(String name, String summary, Supplier<AcquisitionStrategy> constructor) {
        return BatchOptions.diversifiable(
                new StrategyInfo.Description(name, summary, ACTIVE_LAB_PAPER),
                List.of(),
                options -> constructor.get(),
                CROWDLAB);
    }

    private enum Sampler {
        ADAPTIVE,
        CONFIDENCE,
        NEIGHBOUR
    }

    private enum Schedule {
        FIXED,
        SCHEDULED,
        ADAPTIVE
    }

    private enum Mode {
        ACCUMULATE,
        REPLACE
    }

    private static StrategyInfo darl() {
        List<OptionSpec> options = List.of(
                new OptionSpec("base", "entropy", "the strategy that chooses new examples"),
                new OptionSpec("sampler", "adaptive", "what doubts labels: adaptive, confidence or neighbour"),
                new OptionSpec("ratio", "0.5", "share of repeats, or the most of it, 0 to 1"),
                new OptionSpec(
                        "schedule",
                        "fixed",
                        "fixed: the ratio; scheduled: grows with the estimated noise; adaptive: as many as are suspect"),
                new OptionSpec("mode", "accumulate", "accumulate: labels add up; replace: the newest counts alone"),
                new OptionSpec("neighbours", "10", "neighbours that the neighbour sampler asks, at least 1"),
                BatchOptions.DIVERSITY,
                BatchOptions.DIVERSITY_FACTOR);
        return StrategyInfo.of(
                new StrategyInfo.Description(
                        "darl",
                        "a share of new examples by another strategy, the rest second opinions on doubtful labels",
                        "Al Forhad and Shi 2025, arXiv:2606.08718"),
                options,
                Strategies::darl,
                given -> switch (given.choice("mode", Mode.class)) {
                    case ACCUMULATE -> "newest-breaks-ties";
                    case REPLACE -> "newest-label";
                });
    }

    private static AcquisitionStrategy darl(Options given) {
        NoiseSampler neighbour = new NeighbourNoiseSampler(given.integer("neighbours", 1, MOST_PREDICTIONS));
        NoiseSampler sampler = switch (given.choice("sampler", Sampler.class)) {
            case ADAPTIVE -> new AdaptiveNoiseSampler(neighbour, new ConfidenceNoiseSampler());
            case CONFIDENCE -> new ConfidenceNoiseSampler();
            case NEIGHBOUR -> neighbour;
        };
        double ratio = given.real("ratio", 0, 1);
        RepeatShare repeats = switch (given.choice("schedule", Schedule.class)) {
            case FIXED -> RepeatShare.fixed(ratio);
            case SCHEDULED -> RepeatShare.growingWithNoise(ratio);
            case ADAPTIVE -> RepeatShare.bySuspects(ratio);
        };
        // Checked here so that a misspelt mode is found before anything runs.
        given.choice("mode", Mode.class);
        return new Darl(BatchOptions.diversified(base(given, "darl").create(Map.of()), given), sampler, repeats);
    }

    private static StrategyInfo randomWithinStrata() {
        List<OptionSpec> options = List.of(
                new OptionSpec("base", "activelab", "the strategy to be a control for"),
                new OptionSpec("strata", "annotations", "what to keep: annotations, predicted-class or both"));
        return StrategyInfo.of(
                new StrategyInfo.Description(
                        "random-within-strata",
                        "as many examples of each stratum as another strategy, at random",
                        "Relabel4J's own control"),
                options,
                given -> new RandomWithinStrata(
                        base(given, "random-within-strata").create(Map.of()),
                        given.choice("strata", RandomWithinStrata.Strata.class)),
                given -> base(given, "random-within-strata").consensus());
    }

    /** The strategy that the option {@code base} names. */
    private static StrategyInfo base(Options options, String owner) {
        StrategyInfo base = byName(options.text("base"));
        if (base.name().equals(owner)) {
            throw new IllegalArgumentException("strategy " + owner + " cannot be its own base");
        }
        return base;
    }
}
