package org.relabel4j.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.relabel4j.datasets.format.LabelOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which files of labels to read, and how: the options of the commands that work on files alone. */
final class LabelArguments {
    @Option(
            names = "--labels",
            required = true,
            paramLabel = "LABELS",
            description = "The labels given so far. Repeat it for files that belong together.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--repeats",
            paramLabel = "RULE",
            description = "An annotator who labels a task again: refuse (default), last or first counts.")
    private String repeats;

    @Option(
            names = "--classes",
            paramLabel = "NAMES",
            description = "The classes, with commas between, in the order of PROBS' columns where these have no names.")
    private String classes;

    @Mixin
    private LabelFormat format;

    List<Path> files() {
        return files;
    }

    /**
     * How to read them, as single classes or as sets.
     *
     * @throws IllegalArgumentException if an option is not understood
     */
    LabelOptions options(MultiLabelArguments multiLabel) {
        LabelOptions options = multiLabel.in(format.options());
        if (repeats != null) {
            options = options.withRepeats(LabelFormat.word("--repeats", repeats, LabelOptions.Repeats.class));
        }
        return classes == null ? options : options.withClasses(LabelFormat.words(classes));
    }
}
