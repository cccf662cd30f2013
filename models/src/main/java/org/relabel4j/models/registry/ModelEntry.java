package org.relabel4j.models.registry;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;
import org.relabel4j.core.plugin.PluginPart;
import org.relabel4j.core.training.Trainer;

/**
 * A model with how it is made.
 *
 * @param name id, lower case with hyphens; that of its trainer
 * @param summary one sentence
 * @param options the options that it takes, in the order to show them
 * @param declared the options that may be given beside some values: those listed, or more
 * @param factory makes its trainer from checked options; loads no native library
 */
public record ModelEntry(
        String name,
        String summary,
        List<Option<?>> options,
        Function<Map<String, String>, List<Option<?>>> declared,
        Function<Options, Trainer> factory) {
    public ModelEntry {
        options = List.copyOf(options);
    }

    /** A model whose options do not depend on each other. */
    public ModelEntry(String name, String summary, List<Option<?>> options, Function<Options, Trainer> factory) {
        this(name, summary, options, values -> options, factory);
    }

    /** The same, with answers checked, and told of as the plug-in's if they are wrong. */
    public ModelEntry checked(String plugin) {
        PluginPart part = new PluginPart(plugin, "model " + name);
        return new ModelEntry(
                name,
                summary,
                options,
                declared,
                given -> CheckedTrainer.of(part.answer(() -> factory.apply(given)), part));
    }

    ModelInfo info() {
        return new ModelInfo(name, summary, options);
    }

    /**
     * Makes its trainer.
     *
     * @param values option name to value; what is not given has its default
     * @throws IllegalArgumentException if an option is unknown or a value out of range, in one line
     */
    public Trainer create(Map<String, String> values) {
        return factory.apply(Options.parse("model " + name, declared.apply(values), values));
    }
}
