package org.relabel4j.core.registry;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.acquisition.Needs;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;
import org.relabel4j.core.plugin.PluginPart;

/**
 * A strategy as the registry lists it. Immutable.
 *
 * <p>What a strategy needs and which consensus goes with it can depend on its options; the methods without options answer
 * for the defaults.
 */
public final class StrategyInfo {
    private final String name;
    private final String summary;
    private final String source;
    private final List<Option<?>> options;
    private final Function<Options, AcquisitionStrategy> factory;
    private final Function<Options, String> consensus;

    private StrategyInfo(
            Description description,
            List<Option<?>> options,
            Function<Options, AcquisitionStrategy> factory,
            Function<Options, String> consensus) {
        this.name = description.name();
        this.summary = description.summary();
        this.source = description.source();
        this.options = List.copyOf(options);
        this.factory = factory;
        this.consensus = consensus;
    }

    /**
     * What a strategy is called and where it comes from.
     *
     * @param name id, lower case with hyphens
     * @param summary what it asks about, in one line
     * @param source who published it
     */
    public record Description(String name, String summary, String source) {}

    /**
     * A strategy that scores examples one by one. It also takes the options that all such strategies take: which labels a batch
     * may ask for, and how it is spread out.
     *
     * @param options its own options
     * @param factory makes it from checked options
     * @param consensus id of the consensus method that goes with it in the loop, such as {@code majority-vote}
     */
    public static StrategyInfo scoring(
            Description description,
            List<Option<?>> options,
            Function<Options, AcquisitionStrategy> factory,
            String consensus) {
        return BatchOptions.diversifiable(description, options, factory, consensus);
    }

    /**
     * A strategy that {@linkplain AcquisitionStrategy#composesBatches composes} batches itself. It also takes the option which
     * labels a batch may ask for. The parameters as those of {@link #scoring}.
     */
    public static StrategyInfo composing(
            Description description,
            List<Option<?>> options,
            Function<Options, AcquisitionStrategy> factory,
            String consensus) {
        return BatchOptions.restrictable(description, options, factory, consensus);
    }

    /**
     * A strategy to list, with no options but these.
     *
     * @param options the options it takes
     * @param factory makes it from checked options
     * @param consensus id of the consensus method that goes with it in the loop
     */
    static StrategyInfo of(
            Description description,
            List<Option<?>> options,
            Function<Options, AcquisitionStrategy> factory,
            Function<Options, String> consensus) {
        return new StrategyInfo(description, options, factory, consensus);
    }

    /** The same, with answers checked, and told of as the plug-in's if they are wrong. */
    public StrategyInfo checked(String plugin) {
        PluginPart part = new PluginPart(plugin, "strategy " + name);
        return new StrategyInfo(
                new Description(name, summary, source),
                options,
                given -> new CheckedStrategy(part.answer(() -> factory.apply(given)), part),
                consensus);
    }

    /** Id, lower case with hyphens, such as {@code good-random}. */
    public String name() {
        return name;
    }

    /** What it asks about, in one line. */
    public String summary() {
        return summary;
    }

    /** Who published it: authors, year, and arXiv number or title. */
    public String source() {
        return source;
    }

    /** The options it takes, with their defaults. */
    public List<Option<?>> options() {
        return options;
    }

    /**
     * Makes the strategy.
     *
     * @param values option name to value; what is not given has its default
     * @throws IllegalArgumentException if an option is unknown or a value out of range, in one line
     */
    public AcquisitionStrategy create(Map<String, String> values) {
        return factory.apply(parse(values));
    }

    /**
     * Id of the consensus method that goes with these options in the loop.
     *
     * @throws IllegalArgumentException as {@link #create}
     */
    public String consensus(Map<String, String> values) {
        return consensus.apply(parse(values));
    }

    /** Id of the consensus method that goes with the default options. */
    public String consensus() {
        return consensus(Map.of());
    }

    /**
     * What it reads with these options.
     *
     * @throws IllegalArgumentException as {@link #create}
     */
    public Needs needs(Map<String, String> values) {
        return create(values).needs();
    }

    /** Whether it reads embeddings, with the default options. */
    public boolean needsEmbeddings() {
        return needs(Map.of()).embeddings();
    }

    /** Whether it reads fold predictions of a single model, with the default options. */
    public boolean needsFoldPredictions() {
        return needs(Map.of()).foldPredictions();
    }

    /** Whether it reads several models, with the default options. */
    public boolean needsSeveralModels() {
        return needs(Map.of()).severalModels();
    }

    private Options parse(Map<String, String> values) {
        return Options.parse("strategy " + name, options, values);
    }
}
