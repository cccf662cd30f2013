package org.relabel4j.datasets;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;
import org.relabel4j.datasets.format.FeatureCsv;
import org.relabel4j.datasets.format.InputException;

/**
 * A table of one's own: a CSV file with a header, a column of true classes and numbers in all others,
 * but for ids. The seed puts the rows
 * into a random order and takes the last ones as the test set. Features are used as they are.
 */
final class CsvDataset {
    private static final Option<String> FILE = Option.text("file", "CSV file with the examples");
    private static final Option<String> LABEL_COLUMN = Option.text(
                    "label-column", "name of the column with the true class")
            .withDefault("label");
    private static final Option<String> IGNORE = Option.text(
                    "ignore",
                    "columns that are no features, with commas between; ids for those named as ids, none for no column")
            .withDefault("ids");
    private static final Option<Double> TEST_FRACTION = Option.real(
                    "test-fraction", 0, 0.9, "share of the rows that is kept for testing")
            .withDefault(0.3333);

    static final DatasetInfo INFO = new DatasetInfo(
            "csv",
            "your own table: features and a label column in a CSV file",
            "your own",
            List.of(FILE, LABEL_COLUMN, IGNORE, TEST_FRACTION));

    private CsvDataset() {}

    private static Optional<List<String>> ignored(String option) {
        return switch (option) {
            case "ids" -> Optional.empty();
            case "none", "" -> Optional.of(List.of());
            default ->
                Optional.of(Arrays.stream(option.split(",")).map(String::strip).toList());
        };
    }

    static Dataset load(Map<String, String> given, long seed, Consumer<String> notes) throws InputException {
        Options options = Options.parse("data set " + INFO.name(), INFO.options(), given);
        double testFraction = options.get(TEST_FRACTION);
        Path file = Path.of(options.get(FILE));
        FeatureCsv csv = FeatureCsv.read(file, options.get(LABEL_COLUMN), ignored(options.get(IGNORE)));
        if (!csv.ids().isEmpty()) {
            notes.accept(file + ": taken as ids, not as features: \"" + String.join("\", \"", csv.ids())
                    + "\"; csv.ignore=none changes that");
        }
        return new LabelledTable(csv.numFeatures(), csv.features(), csv.labels())
                .split(INFO.name(), csv.classNames(), testFraction, seed);
    }
}
