package org.relabel4j.core.registry;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.relabel4j.core.consensus.ConsensusMethod;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;
import org.relabel4j.core.plugin.PluginPart;

/**
 * A consensus method as the registry lists it.
 *
 * @param name id, lower case with hyphens
 * @param summary how it finds the label, in one line
 * @param options the options it takes
 * @param factory makes it from checked options
 */
public record ConsensusInfo(
        String name, String summary, List<Option<?>> options, Function<Options, ConsensusMethod> factory) {
    public ConsensusInfo {
        options = List.copyOf(options);
    }

    /** A method without options. */
    static ConsensusInfo of(String name, String summary, Supplier<ConsensusMethod> constructor) {
        return new ConsensusInfo(name, summary, List.of(), options -> constructor.get());
    }

    /** The same, with answers checked, and told of as the plug-in's if they are wrong. */
    public ConsensusInfo checked(String plugin) {
        PluginPart part = new PluginPart(plugin, "consensus method " + name);
        return new ConsensusInfo(
                name, summary, options, given -> new CheckedConsensus(part.answer(() -> factory.apply(given)), part));
    }

    /**
     * Makes the method.
     *
     * @param values option name to value; what is not given has its default
     * @throws IllegalArgumentException if an option is unknown or a value out of range, in one line
     */
    public ConsensusMethod create(Map<String, String> values) {
        return factory.apply(Options.parse("method " + name, options, values));
    }
}
