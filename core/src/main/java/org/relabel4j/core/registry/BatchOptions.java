package org.relabel4j.core.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.acquisition.Diversified;
import org.relabel4j.core.acquisition.Restricted;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;

/** The options that most strategies share: which labels a batch may ask for, and how it is spread out. */
final class BatchOptions {
    static final Option<Diversity> DIVERSITY = Option.choice(
                    "diversity", Diversity.class, "how to spread a batch out in the embedding")
            .withDefault(Diversity.NONE);
    static final Option<Integer> DIVERSITY_FACTOR = Option.integer(
                    "diversity-factor", 1, 1_000_000, "candidates for each choice if spread out")
            .withDefault(10);

    static final Option<Ask> ASK = Option.choice(
                    "ask",
                    Ask.class,
                    "which labels to ask for",
                    Map.of(Ask.NEW, "never the same example twice", Ask.REPEAT, "never a new one"))
            .withDefault(Ask.ANY);

    private BatchOptions() {}

    /** A strategy whose choice depends on the rest of the batch, so that nothing is left to spread out. */
    static StrategyInfo plain(String name, String summary, String source, Supplier<AcquisitionStrategy> constructor) {
        return restrictable(
                new StrategyInfo.Description(name, summary, source),
                List.of(),
                options -> constructor.get(),
                Strategies.MAJORITY_VOTE);
    }

    /** A strategy whose batches are left as it composes them. */
    static StrategyInfo restrictable(
            StrategyInfo.Description description,
            List<Option<?>> own,
            Function<Options, AcquisitionStrategy> factory,
            String consensus) {
        List<Option<?>> specs = new ArrayList<>(own);
        specs.add(ASK);
        return StrategyInfo.of(
                description, specs, options -> restricted(factory.apply(options), options), options -> consensus);
    }

    /** A strategy without options of its own that only scores. */
    static StrategyInfo scoring(String name, String summary, String source, Supplier<AcquisitionStrategy> constructor) {
        return diversifiable(
                new StrategyInfo.Description(name, summary, source),
                List.of(),
                options -> constructor.get(),
                Strategies.MAJORITY_VOTE);
    }

    /** A strategy that only scores, so that its batches can be spread out. */
    static StrategyInfo diversifiable(
            StrategyInfo.Description description,
            List<Option<?>> own,
            Function<Options, AcquisitionStrategy> factory,
            String consensus) {
        List<Option<?>> specs = new ArrayList<>(own);
        specs.addAll(List.of(DIVERSITY, DIVERSITY_FACTOR));
        return restrictable(description, specs, options -> diversified(factory.apply(options), options), consensus);
    }

    enum Ask {
        ANY,
        NEW,
        REPEAT
    }

    static AcquisitionStrategy restricted(AcquisitionStrategy strategy, Options options) {
        return switch (options.get(ASK)) {
            case ANY -> strategy;
            case NEW -> new Restricted(strategy, Restricted.Kind.NEW);
            case REPEAT -> new Restricted(strategy, Restricted.Kind.REPEAT);
        };
    }

    enum Diversity {
        NONE,
        K_MEANS,
        K_CENTRE
    }

    /** A strategy that spreads its batches out as wanted. */
    static AcquisitionStrategy diversified(AcquisitionStrategy strategy, Options options) {
        int factor = options.get(DIVERSITY_FACTOR);
        return switch (options.get(DIVERSITY)) {
            case NONE -> strategy;
            case K_MEANS -> new Diversified(strategy, Diversified.Method.K_MEANS, factor);
            case K_CENTRE -> new Diversified(strategy, Diversified.Method.K_CENTRE, factor);
        };
    }
}
