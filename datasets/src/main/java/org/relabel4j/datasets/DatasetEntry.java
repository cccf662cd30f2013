package org.relabel4j.datasets;

import java.util.Map;
import java.util.function.Consumer;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.plugin.PluginPart;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.datasets.format.InputException;

/**
 * A data set with what loads it.
 *
 * @param info what it is
 * @param loader loads it
 */
public record DatasetEntry(DatasetInfo info, NotingLoader loader) {
    /** A data set that has nothing to say of its files. */
    public DatasetEntry(DatasetInfo info, Loader loader) {
        this(info, (options, seed, notes) -> loader.load(options, seed));
    }

    /** The same, told of as the plug-in's if what it loads cannot be. */
    public DatasetEntry checked(String plugin) {
        PluginPart part = new PluginPart(plugin, "data set " + info.name());
        return new DatasetEntry(
                info,
                (options, seed, notes) -> part.answer(
                        () -> loader.load(options, seed, notes),
                        Dataset.class.getName(),
                        HumanLabels.class.getName(),
                        FeatureMatrix.class.getName(),
                        Annotations.class.getName()));
    }

    /** Loads a data set that has nothing to say of its files. */
    @FunctionalInterface
    public interface Loader {
        /**
         * Loads it; parameters and exceptions as those of {@link Datasets#load(String, Map, long, Consumer)}. The values of options are
         * still to be checked, by {@code Options.parse}.
         */
        Dataset load(Map<String, String> options, long seed) throws InputException;
    }

    /** Loads a data set that may. */
    @FunctionalInterface
    public interface NotingLoader {
        /** Loads it, as {@link Loader#load}; {@code notes} hears what the user should know of the files. */
        Dataset load(Map<String, String> options, long seed, Consumer<String> notes) throws InputException;
    }
}
