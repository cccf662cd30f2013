package org.relabel4j.benchmarks.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.List;
import org.relabel4j.core.acquisition.Scores;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;
import org.relabel4j.datasets.format.AtomicFiles;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.format.LabelCsv;
import org.relabel4j.datasets.format.NpyFile;

/** The options that set a {@link ScoringInput}, and files of it for another program to measure the same. */
final class InputFiles {
    private static final String LABELS_FILE = "labels.csv";
    private static final String PRED_PROBS_FILE = "pred-probs.npy";

    private static final Option<Integer> LABELED =
            Option.integer("labeled", 1, MemorySize.MOST, "labelled examples").withDefault(20_000);
    private static final Option<Integer> UNLABELED = Option.integer(
                    "unlabeled", 0, MemorySize.MOST, "unlabelled examples")
            .withDefault(20_000);
    private static final Option<Integer> ANNOTATORS =
            Option.integer("annotators", 1, MemorySize.MOST, "annotators").withDefault(500);
    private static final Option<Integer> CLASSES =
            Option.integer("classes", 2, MemorySize.MOST, "classes").withDefault(10);
    private static final Option<Double> LABELS_PER_EXAMPLE = Option.real(
                    "labels-per-example", 1, MemorySize.MOST, "mean labels of a labelled example")
            .withDefault(1.5);
    private static final Option<String> WRITE = Option.text(
                    "write", "folder for the input, as " + LABELS_FILE + " and " + PRED_PROBS_FILE + ", if any")
            .withDefault("");
    static final Option<String> SCORES_OUT =
            Option.text("scores-out", "CSV file for the last scores").withDefault("");

    static final List<Option<?>> OPTIONS = List.of(LABELED, UNLABELED, ANNOTATORS, CLASSES, LABELS_PER_EXAMPLE, WRITE);

    private InputFiles() {}

    /** The input that the options describe; written to files if they say so. */
    static ScoringInput input(Options options, int seed) throws IOException, InputException {
        ScoringInput input = ScoringInput.generate(
                new ScoringInput.Sizes(
                        options.get(LABELED),
                        options.get(UNLABELED),
                        options.get(ANNOTATORS),
                        options.get(CLASSES),
                        options.get(LABELS_PER_EXAMPLE)),
                seed);
        if (!options.get(WRITE).isEmpty()) {
            Path folder = Files.createDirectories(Path.of(options.get(WRITE)));
            LabelCsv.write(
                    folder.resolve(LABELS_FILE),
                    input.annotations(),
                    numbers(input.annotations().numExamples()),
                    numbers(input.annotations().numAnnotators()),
                    numbers(input.annotations().numClasses()));
            NpyFile.write(folder.resolve(PRED_PROBS_FILE), input.predProbs(), NpyFile.Precision.FLOAT32);
        }
        return input;
    }

    /** Writes scores as {@code task,score}. */
    static void writeScores(Options options, Scores scores) throws InputException {
        AtomicFiles.write(Path.of(options.get(SCORES_OUT)), stream -> {
            PrintStream text = new PrintStream(stream, false, StandardCharsets.US_ASCII);
            text.print("task,score\n");
            for (int i = 0; i < scores.size(); i++) {
                text.print(i + "," + scores.get(i) + "\n");
            }
            text.flush();
        });
    }

    private static List<String> numbers(int size) {
        return new AbstractList<>() {
            @Override
            public String get(int index) {
                return Integer.toString(index);
            }

            @Override
            public int size() {
                return size;
            }
        };
    }
}
