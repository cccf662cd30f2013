package org.relabel4j.core.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.acquisition.AcquisitionStrategyContract;

/** The contract for every strategy of the registry, with each value of its options that changes what runs. */
@ParameterizedClass(name = "{0}")
@MethodSource("cases")
class RegisteredStrategiesTest implements AcquisitionStrategyContract {
    /** A few values of options, the defaults aside; an option that is not here is tested with its default. */
    private static final Map<String, List<String>> VALUES = Map.ofEntries(
            Map.entry("diversity", List.of("k-means", "k-centre")),
            Map.entry("diversity-factor", List.of()),
            Map.entry("draws", List.of("dropout")),
            Map.entry("passes", List.of()),
            Map.entry("ask", List.of("new", "repeat")),
            Map.entry("entropy-threshold", List.of("0.3")),
            Map.entry("base", List.of("margin", "badge", "random", "active-label-cleaning")),
            Map.entry("sampler", List.of("confidence", "neighbour")),
            Map.entry("ratio", List.of("0", "1")),
            Map.entry("schedule", List.of("scheduled", "adaptive")),
            Map.entry("mode", List.of("replace")),
            Map.entry("neighbours", List.of("1")),
            Map.entry("clusters", List.of("1", "5")),
            Map.entry("radius", List.of("1.5")),
            Map.entry("alpha", List.of("0")),
            Map.entry("parts", List.of("1")),
            Map.entry("configurations", List.of("50")),
            Map.entry("sampling", List.of("softmax", "softrank")),
            Map.entry("random", List.of("0")),
            Map.entry("strata", List.of("predicted-class", "both")));

    @Parameter
    private Case given;

    /** A strategy with options; shown as a user would write it. */
    record Case(String name, Map<String, String> options) {
        @Override
        public String toString() {
            return name + options;
        }
    }

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (StrategyInfo info : Strategies.all()) {
            cases.add(new Case(info.name(), Map.of()));
            info.options()
                    .forEach(option -> VALUES.getOrDefault(option.name(), List.of())
                            .forEach(value -> cases.add(new Case(info.name(), Map.of(option.name(), value)))));
        }
        return cases.stream();
    }

    @Override
    public AcquisitionStrategy strategy() {
        return Strategies.byName(given.name()).create(given.options());
    }

    @Override
    public boolean scoresAreRandom() {
        return List.of("random", "good-random", "random-within-strata").contains(given.name())
                || given.name().equals("stochastic")
                || given.name().equals("seals")
                        && "random".equals(given.options().get("base"));
    }

    @Override
    public boolean scoresAreRanks() {
        // With a kind of label to ask for, scores are ranks of whole batches, in which these strategies' ties fall at
        // random.
        return given.name().equals("darl")
                // Where clusters or a search begin is random, or their last digits are.
                || List.of("probcover", "dal", "label-diffusion").contains(given.name())
                || given.options().containsKey("ask")
                        && List.of("core-set", "badge", "typiclust", "active-label-cleaning", "batch-bald", "cal")
                                .contains(given.name());
    }

    @Override
    public int numModels() {
        String base = given.options().getOrDefault("base", "activelab");
        boolean single = given.name().equals("activelab")
                || given.name().equals("random-within-strata") && base.equals("activelab")
                || strategy().needs().dropoutPasses() > 0;
        return single ? 1 : 2;
    }
}
