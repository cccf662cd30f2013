package org.relabel4j.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.relabel4j.core.multilabel.Combination;
import org.relabel4j.core.option.Options;
import org.relabel4j.datasets.format.LabelOptions;
import picocli.CommandLine.Option;

/** Whether labels are sets of classes, and how: the options of the commands that take them. */
final class MultiLabelArguments {
    private static final String SEPARATOR = "|";

    @Option(
            names = "--multi-label",
            description =
                    "A task may have several classes, or none: labels are sets such as cat|dog, or a column a class.")
    private boolean multiLabel;

    @Option(
            names = "--separator",
            paramLabel = "SIGN",
            description = "What stands between the classes of a set. Default: |.")
    private String separator;

    @Option(
            names = "--combine",
            paramLabel = "RULE",
            description =
                    "How the scores of a task's classes make one: ema (default; moving average of the sorted scores), min or mean.")
    private String combine;

    @Option(
            names = "--alpha",
            paramLabel = "A",
            description = "Weight of each next lower score in the moving average, 0 to 1. Default: 0.8.")
    private String alpha;

    /** @throws IllegalArgumentException if an option is given that only sets have */
    LabelOptions in(LabelOptions options) {
        if (multiLabel) {
            return options.withSets(separator == null ? SEPARATOR : separator);
        }
        if (separator != null || combine != null || alpha != null) {
            throw new IllegalArgumentException(
                    "--separator, --combine and --alpha are for tasks with several classes; add --multi-label");
        }
        return options;
    }

    /** @throws IllegalArgumentException if a value is out of range */
    Combination combination() {
        Map<String, String> given = new LinkedHashMap<>();
        if (combine != null) {
            given.put(Combination.COMBINE.name(), combine);
        }
        if (alpha != null) {
            given.put(Combination.ALPHA.name(), alpha);
        }
        return Combination.of(Options.parse("--multi-label", Combination.OPTIONS, given));
    }
}
