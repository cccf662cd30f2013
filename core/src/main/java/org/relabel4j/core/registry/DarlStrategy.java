package org.relabel4j.core.registry;

import java.util.List;
import java.util.Map;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.noise.AdaptiveNoiseSampler;
import org.relabel4j.core.noise.ConfidenceNoiseSampler;
import org.relabel4j.core.noise.Darl;
import org.relabel4j.core.noise.NeighbourNoiseSampler;
import org.relabel4j.core.noise.NoiseSampler;
import org.relabel4j.core.noise.RepeatShare;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;

/** DARL in the registry: it has the most options. */
final class DarlStrategy {
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

    private static final Option<Sampler> SAMPLER =
            Option.choice("sampler", Sampler.class, "what doubts labels").withDefault(Sampler.ADAPTIVE);
    private static final Option<Double> RATIO =
            Option.real("ratio", 0, 1, "share of repeats, or the most of it").withDefault(0.5);
    private static final Option<Schedule> SCHEDULE = Option.choice(
                    "schedule",
                    Schedule.class,
                    "how many repeats",
                    Map.of(
                            Schedule.FIXED, "the ratio",
                            Schedule.SCHEDULED, "grows with the estimated noise",
                            Schedule.ADAPTIVE, "as many as are suspect"))
            .withDefault(Schedule.FIXED);
    private static final Option<Mode> MODE = Option.choice(
                    "mode",
                    Mode.class,
                    "what a repeat does",
                    Map.of(Mode.ACCUMULATE, "labels add up", Mode.REPLACE, "the newest counts alone"))
            .withDefault(Mode.ACCUMULATE);
    private static final Option<Integer> NEIGHBOURS = Option.integer(
                    "neighbours", 1, Strategies.MOST_PREDICTIONS, "neighbours that the neighbour sampler asks")
            .withDefault(10);

    private DarlStrategy() {}

    static StrategyInfo info() {
        Option<String> base = Strategies.base("the strategy that chooses new examples", "entropy");
        return StrategyInfo.of(
                new StrategyInfo.Description(
                        "darl",
                        "a share of new examples by another strategy, the rest second opinions on doubtful labels",
                        "Al Forhad and Shi 2025, arXiv:2606.08718"),
                List.of(
                        base,
                        SAMPLER,
                        RATIO,
                        SCHEDULE,
                        MODE,
                        NEIGHBOURS,
                        BatchOptions.DIVERSITY,
                        BatchOptions.DIVERSITY_FACTOR),
                given -> darl(Strategies.base(given, base, "darl").create(Map.of()), given),
                given -> switch (given.get(MODE)) {
                    case ACCUMULATE -> "newest-breaks-ties";
                    case REPLACE -> "newest-label";
                });
    }

    private static AcquisitionStrategy darl(AcquisitionStrategy base, Options given) {
        NoiseSampler neighbour = new NeighbourNoiseSampler(given.get(NEIGHBOURS));
        NoiseSampler sampler = switch (given.get(SAMPLER)) {
            case ADAPTIVE -> new AdaptiveNoiseSampler(neighbour, new ConfidenceNoiseSampler());
            case CONFIDENCE -> new ConfidenceNoiseSampler();
            case NEIGHBOUR -> neighbour;
        };
        double ratio = given.get(RATIO);
        RepeatShare repeats = switch (given.get(SCHEDULE)) {
            case FIXED -> RepeatShare.fixed(ratio);
            case SCHEDULED -> RepeatShare.growingWithNoise(ratio);
            case ADAPTIVE -> RepeatShare.bySuspects(ratio);
        };
        return new Darl(BatchOptions.diversified(base, given), sampler, repeats);
    }
}
