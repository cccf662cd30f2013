package org.relabel4j.datasets;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.random.Shuffles;
import org.relabel4j.core.text.OptionSpec;
import org.relabel4j.core.text.Options;
import org.relabel4j.datasets.format.FeatureCsv;
import org.relabel4j.datasets.format.InputException;

/**
 * A table of one's own: a CSV file with a header, a column of true classes and numbers in all others. The seed puts the rows
 * into a random order and takes the last ones as the test set. Features are used as they are.
 */
final class CsvDataset {
    private static final List<OptionSpec> OPTIONS = List.of(
            new OptionSpec("file", "", "the CSV file; must be given"),
            new OptionSpec("label-column", "label", "name of the column with the true class"),
            new OptionSpec("test-fraction", "0.3333", "share of the rows that is kept for testing, 0 to 0.9"));

    static final DatasetInfo INFO =
            new DatasetInfo("csv", "your own table: features and a label column in a CSV file", "your own", OPTIONS);

    private CsvDataset() {}

    static Dataset load(Map<String, String> given, long seed) throws InputException {
        Options options = Options.parse("data set " + INFO.name(), OPTIONS, given);
        if (options.text("file").isEmpty()) {
            throw new IllegalArgumentException(
                    "data set csv needs the option \"file\": the CSV file with the examples");
        }
        double testFraction = options.real("test-fraction", 0, 0.9);
        FeatureCsv csv = FeatureCsv.read(Path.of(options.text("file")), options.text("label-column"));
        LabelledTable table = new LabelledTable(csv.numFeatures(), csv.features(), csv.labels());
        int[] order = Shuffles.permutation(table.size(), Seeds.generator(seed, "data set csv"));
        int poolSize = table.size() - (int) Math.round(table.size() * testFraction);
        int[] pool = Arrays.copyOf(order, poolSize);
        int[] test = Arrays.copyOfRange(order, poolSize, order.length);
        return new Dataset(
                INFO.name(),
                table.examples(pool),
                table.labels(pool),
                table.examples(test),
                table.labels(test),
                csv.classNames(),
                INFO.licence());
    }
}
