package org.relabel4j.core.registry;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.relabel4j.core.acquisition.Badge;
import org.relabel4j.core.acquisition.Cal;
import org.relabel4j.core.acquisition.CoreSet;
import org.relabel4j.core.acquisition.Discriminative;
import org.relabel4j.core.acquisition.LabelDiffusion;
import org.relabel4j.core.acquisition.ProbCover;
import org.relabel4j.core.acquisition.TypiClust;
import org.relabel4j.core.option.Option;

/** The strategies in the registry that look at embeddings. */
final class EmbeddingStrategies {
    private EmbeddingStrategies() {}

    static StrategyInfo coreSet() {
        return BatchOptions.plain(
                "core-set",
                "far from everything labelled, by embedding",
                "Sener and Savarese 2018, arXiv:1708.00489",
                CoreSet::new);
    }

    static StrategyInfo badge() {
        return BatchOptions.plain(
                "badge",
                "long and different gradients of the last layer",
                "Ash et al. 2020, arXiv:1906.03671",
                Badge::new);
    }

    static StrategyInfo typiClust() {
        Option<Integer> neighbours = Option.integer(
                        "neighbours", 1, Strategies.MOST_PREDICTIONS, "neighbours that make an example typical")
                .withDefault(TypiClust.Settings.PAPER.neighbours());
        Option<Integer> clusters = Option.integer("clusters", 1, 1_000_000, "clusters at most")
                .withDefault(TypiClust.Settings.PAPER.mostClusters());
        return StrategyInfo.of(
                new StrategyInfo.Description(
                        "typiclust",
                        "typical examples of clusters without labels",
                        "Hacohen, Dekel and Weinshall 2022, arXiv:2202.02794"),
                List.of(neighbours, clusters, BatchOptions.ASK),
                options -> BatchOptions.restricted(
                        new TypiClust(new TypiClust.Settings(options.get(neighbours), options.get(clusters))), options),
                options -> Strategies.MAJORITY_VOTE);
    }

    static StrategyInfo probCover() {
        Option<Optional<Double>> radius = Option.real(
                        "radius", 1e-30, 1e9, "of the balls; auto: the largest of which most are pure")
                .orWord("auto")
                .withDefault(Optional.empty());
        Option<Double> purity = Option.real("purity", 0.01, 1, "share of pure balls that an automatic radius leaves")
                .withDefault(ProbCover.DEFAULT_PURITY);
        return StrategyInfo.of(
                new StrategyInfo.Description(
                        "probcover",
                        "many examples nearby, and no labelled one",
                        "Yehuda et al. 2022, arXiv:2205.11320"),
                List.of(radius, purity, BatchOptions.ASK),
                options -> {
                    Optional<Double> given = options.get(radius);
                    OptionalDouble fixed = given.isPresent() ? OptionalDouble.of(given.get()) : OptionalDouble.empty();
                    return BatchOptions.restricted(new ProbCover(fixed, options.get(purity)), options);
                },
                options -> Strategies.MAJORITY_VOTE);
    }

    static StrategyInfo contrastive() {
        Option<Integer> neighbours = Option.integer(
                        "neighbours", 1, Strategies.MOST_PREDICTIONS, "labelled examples to compare with")
                .withDefault(Cal.DEFAULT_NEIGHBOURS);
        return BatchOptions.diversifiable(
                new StrategyInfo.Description(
                        "cal",
                        "predicted unlike the labelled examples nearby",
                        "Margatina et al. 2021, arXiv:2109.03764"),
                List.of(neighbours),
                options -> new Cal(options.get(neighbours)),
                Strategies.MAJORITY_VOTE);
    }

    static StrategyInfo discriminative() {
        Option<Integer> parts = Option.integer(
                        "parts", 1, 1_000_000, "parts of a batch, after each of which a classifier learns anew")
                .withDefault(Discriminative.DEFAULT_PARTS);
        return StrategyInfo.of(
                new StrategyInfo.Description(
                        "dal",
                        "most surely told from the labelled examples",
                        "Gissin and Shalev-Shwartz 2019, arXiv:1907.06347"),
                List.of(parts, BatchOptions.ASK),
                options -> BatchOptions.restricted(new Discriminative(options.get(parts)), options),
                options -> Strategies.MAJORITY_VOTE);
    }

    static StrategyInfo labelDiffusion() {
        Option<Optional<Integer>> neighbours = Option.integer(
                        "neighbours", 1, Strategies.MOST_PREDICTIONS, "of each example; auto: one in 200")
                .orWord("auto")
                .withDefault(Optional.empty());
        Option<Double> alpha =
                Option.real("alpha", 0, 0.999, "how far labels spread").withDefault(LabelDiffusion.DEFAULT_ALPHA);
        return BatchOptions.diversifiable(
                new StrategyInfo.Description(
                        "label-diffusion",
                        "where the labels given contradict those of similar examples",
                        "Bernhardt et al. 2022, arXiv:2109.00574"),
                List.of(neighbours, alpha),
                options -> {
                    Optional<Integer> given = options.get(neighbours);
                    OptionalInt links = given.isPresent() ? OptionalInt.of(given.get()) : OptionalInt.empty();
                    return new LabelDiffusion(links, options.get(alpha));
                },
                Strategies.MAJORITY_VOTE);
    }
}
