package org.relabel4j.datasets;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.relabel4j.core.text.OptionSpec;
import org.relabel4j.core.text.Options;
import org.relabel4j.datasets.format.FeatureCsv;
import org.relabel4j.datasets.format.InputException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A table of one's own: a CSV file with a header, a column of true classes and numbers in all others,
 * but for ids. The seed puts the rows
 * into a random order and takes the last ones as the test set. Features are used as they are.
 */
final class CsvDataset {
    private static final List<OptionSpec> OPTIONS = List.of(
            new OptionSpec("file", "", "the CSV file; must be given"),
            new OptionSpec("label-column", "label", "name of the column with the true class"),
            new OptionSpec(
                    "ignore",
                    "ids",
                    "columns that are no features, with commas between; ids for those named as ids, none for no column"),
            new OptionSpec("test-fraction", "0.3333", "share of the rows that is kept for testing, 0 to 0.9"));

    static final DatasetInfo INFO =
            new DatasetInfo("csv", "your own table: features and a label column in a CSV file", "your own", OPTIONS);

    private static final Logger LOG = LoggerFactory.getLogger(CsvDataset.class);

    private CsvDataset() {}

    private static Optional<List<String>> ignored(String option) {
        return switch (option) {
            case "ids" -> Optional.empty();
            case "none", "" -> Optional.of(List.of());
            default ->
                Optional.of(Arrays.stream(option.split(",")).map(String::strip).toList());
        };
    }

    static Dataset load(Map<String, String> given, long seed) throws InputException {
        Options options = Options.parse("data set " + INFO.name(), OPTIONS, given);
        if (options.text("file").isEmpty()) {
            throw new IllegalArgumentException(
                    "data set csv needs the option \"file\": the CSV file with the examples");
        }
        double testFraction = options.real("test-fraction", 0, 0.9);
        Path file = Path.of(options.text("file"));
        FeatureCsv csv = FeatureCsv.read(file, options.text("label-column"), ignored(options.text("ignore")));
        if (!csv.ids().isEmpty()) {
            LOG.warn(
                    "{}: taken as ids, not as features: \"{}\"; csv.ignore=none changes that",
                    file,
                    String.join("\", \"", csv.ids()));
        }
        return new LabelledTable(csv.numFeatures(), csv.features(), csv.labels())
                .split(INFO.name(), csv.classNames(), testFraction, seed);
    }
}
