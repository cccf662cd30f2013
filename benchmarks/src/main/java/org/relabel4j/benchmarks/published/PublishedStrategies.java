package org.relabel4j.benchmarks.published;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.consensus.ConsensusMethod;
import org.relabel4j.core.option.Options;

/** The imitations by name. */
public final class PublishedStrategies {
    private static final String CROWDLAB = "published-crowdlab";

    private static final Map<String, Imitation> ALL = Map.of(
            "published-activelab", new Imitation(PublishedActiveLab::new, CROWDLAB),
            "published-disagreement", new Imitation(PublishedDisagreement::new, "majority-vote"));

    private PublishedStrategies() {}

    private record Imitation(Supplier<AcquisitionStrategy> strategy, String consensus) {}

    /** The names of the strategies, sorted. */
    public static List<String> names() {
        return ALL.keySet().stream().sorted().toList();
    }

    /**
     * A strategy by its name; empty if it is none of these.
     *
     * @throws IllegalArgumentException if options are given; there are none
     */
    public static Optional<AcquisitionStrategy> strategy(String name, Map<String, String> options) {
        if (ALL.containsKey(name)) {
            Options.parse("strategy " + name, List.of(), options);
        }
        return Optional.ofNullable(ALL.get(name))
                .map(imitation -> imitation.strategy().get());
    }

    /**
     * Id of the consensus method that goes with a strategy.
     *
     * @throws IllegalArgumentException if the name is none of these
     */
    public static String consensus(String name) {
        if (!ALL.containsKey(name)) {
            throw new IllegalArgumentException("unknown strategy " + name + ", expected one of " + names());
        }
        return ALL.get(name).consensus();
    }

    /** A consensus method by its name; empty if it is none of these. */
    public static Optional<ConsensusMethod> consensusMethod(String name) {
        return name.equals(CROWDLAB) ? Optional.of(new PublishedCrowdLab()) : Optional.empty();
    }
}
