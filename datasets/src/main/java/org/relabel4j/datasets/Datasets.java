package org.relabel4j.datasets;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.relabel4j.core.text.Suggestions;
import org.relabel4j.datasets.format.InputException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The data sets by name. To add one: a class that reads it, a test, and a line here. */
public final class Datasets {
    private static final Logger LOG = LoggerFactory.getLogger(Datasets.class);

    private static final List<Entry> ALL = List.of(
            wallRobot("wall-robot", 4),
            wallRobot("wall-robot-24", 24),
            new Entry(WallRobotPairs.INFO, WallRobotPairs::load),
            new Entry(Cifar10Dataset.INFO, Cifar10Dataset::load),
            new Entry(CifarMosaics.INFO, CifarMosaics::load),
            new Entry(Cifar10HDataset.INFO, Cifar10HDataset::load),
            new Entry(Cifar10NDataset.INFO, Cifar10NDataset::load),
            new Entry(NoisyCxrDataset.INFO, NoisyCxrDataset::load),
            new Entry(ImageFolderDataset.INFO, ImageFolderDataset::load),
            new Entry(CsvDataset.INFO, CsvDataset::load));

    private Datasets() {}

    private record Entry(DatasetInfo info, NotingLoader loader) {
        Entry(DatasetInfo info, Loader loader) {
            this(info, (options, seed, notes) -> loader.load(options, seed));
        }
    }

    /** Loads a data set that has nothing to say of its files. */
    @FunctionalInterface
    private interface Loader {
        Dataset load(Map<String, String> options, long seed) throws InputException;
    }

    @FunctionalInterface
    private interface NotingLoader {
        Dataset load(Map<String, String> options, long seed, Consumer<String> notes) throws InputException;
    }

    private static Entry wallRobot(String name, int numFeatures) {
        DatasetInfo info = WallRobot.info(name, numFeatures);
        return new Entry(info, (options, seed) -> WallRobot.load(info, numFeatures, options, seed));
    }

    /** All data sets, in the order to list them. */
    public static List<DatasetInfo> all() {
        return ALL.stream().map(Entry::info).toList();
    }

    /** All names, in the order to list them. */
    public static List<String> names() {
        return all().stream().map(DatasetInfo::name).toList();
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
        for (Entry entry : ALL) {
            if (entry.info().name().equals(name)) {
                return entry.loader().load(options, seed, notes);
            }
        }
        throw new IllegalArgumentException("unknown data set \"" + name + "\"; " + Suggestions.hint(name, names()));
    }
}
