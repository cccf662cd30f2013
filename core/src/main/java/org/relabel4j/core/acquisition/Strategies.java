package org.relabel4j.core.acquisition;

import java.util.List;
import java.util.function.Supplier;
import org.relabel4j.core.text.Suggestions;

/** The acquisition strategies by name. To add one: a class, a test, and a line here. */
public final class Strategies {
    private static final String MAJORITY_VOTE = "majority-vote";
    private static final String ACTIVE_LAB_PAPER = "Goh and Mueller 2023, arXiv:2301.11856";

    private static final List<StrategyInfo> ALL = List.of(
            plain("random", "random examples, labelled or not", ACTIVE_LAB_PAPER, RandomStrategy::new),
            plain("good-random", "the examples with the fewest annotations", ACTIVE_LAB_PAPER, GoodRandom::new),
            plain("entropy", "where the prediction has the largest entropy", ACTIVE_LAB_PAPER, Entropy::new),
            plain("uncertainty", "where the model is least confident", "Lewis and Gale 1994", Uncertainty::new),
            plain("margin", "where the two likeliest classes are closest", "Scheffer et al. 2001", Margin::new));

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

    private static StrategyInfo plain(
            String name, String summary, String source, Supplier<AcquisitionStrategy> constructor) {
        return StrategyInfo.of(
                new StrategyInfo.Description(name, summary, source),
                List.of(),
                options -> constructor.get(),
                options -> MAJORITY_VOTE);
    }
}
