package org.relabel4j.datasets;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.plugin.Plugins;
import org.relabel4j.core.plugin.Registry;
import org.relabel4j.datasets.format.InputException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The data sets by name. To add one: a class that reads it, a test, and a line here. */
public final class Datasets {
    private static final Logger LOG = LoggerFactory.getLogger(Datasets.class);

    private static final Registry<DatasetEntry> REGISTRY = new Registry<>(
            new Registry.Naming<>(
                    "data set",
                    entry -> entry.info().name(),
                    entry -> entry.info().options().stream().map(Option::name).toList(),
                    Set.of()),
            own(),
            () -> Plugins.parts(DatasetProvider.class, DatasetProvider::datasets, DatasetEntry::checked));

    private Datasets() {}

    private static List<DatasetEntry> own() {
        return List.of(
                wallRobot("wall-robot", 4),
                wallRobot("wall-robot-24", 24),
                new DatasetEntry(WallRobotPairs.INFO, WallRobotPairs::load),
                new DatasetEntry(Cifar10Dataset.INFO, Cifar10Dataset::load),
                new DatasetEntry(CifarMosaics.INFO, CifarMosaics::load),
                new DatasetEntry(Cifar10HDataset.INFO, Cifar10HDataset::load),
                new DatasetEntry(Cifar10NDataset.INFO, Cifar10NDataset::load),
                new DatasetEntry(NoisyCxrDataset.INFO, NoisyCxrDataset::load),
                new DatasetEntry(ImageFolderDataset.INFO, ImageFolderDataset::load),
                new DatasetEntry(CsvDataset.INFO, CsvDataset::load));
    }

    private static DatasetEntry wallRobot(String name, int numFeatures) {
        DatasetInfo info = WallRobot.info(name, numFeatures);
        return new DatasetEntry(info, (options, seed) -> WallRobot.load(info, numFeatures, options, seed));
    }

    /** Them, and those of plug-ins. */
    public static Registry<DatasetEntry> registry() {
        return REGISTRY;
    }

    /** All data sets, in the order to list them. */
    public static List<DatasetInfo> all() {
        return REGISTRY.all().stream().map(DatasetEntry::info).toList();
    }

    /** All names, in the order to list them. */
    public static List<String> names() {
        return REGISTRY.names();
    }

    /**
     * Loads a data set, as {@link #load(String, Map, long, Consumer)}; what it notes is logged as a warning.
     *
     * @throws IllegalArgumentException as there
     * @throws InputException as there
     */
    public static Dataset load(String name, Map<String, String> options, long seed) throws InputException {
        return load(name, options, seed, LOG::warn);
    }

    /**
     * Loads a data set.
     *
     * @param name one of {@link #names}
     * @param options option name to value; what is not given has its default
     * @param seed decides which examples are taken, their order, and the split into pool and test set
     * @param notes hears what the user should know of the files, a sentence each; the same at each call
     * @throws IllegalArgumentException if there is no such data set or option, in one line that names the nearest
     * @throws InputException if a file cannot be read or is not what it should be
     */
    public static Dataset load(String name, Map<String, String> options, long seed, Consumer<String> notes)
            throws InputException {
        return REGISTRY.byName(name).loader().load(options, seed, notes);
    }
}
