package org.relabel4j.benchmarks.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.List;
import org.relabel4j.core.acquisition.Scores;
import org.relabel4j.core.text.OptionSpec;
import org.relabel4j.core.text.Options;
import org.relabel4j.datasets.format.AtomicFiles;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.format.LabelCsv;
import org.relabel4j.datasets.format.NpyFile;

/** The options that set a {@link ScoringInput}, and files of it for another program to measure the same. */
final class InputFiles {
    static final String SCORES_OUT = "scores-out";
    private static final String WRITE = "write";
    private static final String LABELS_FILE = "labels.csv";
    private static final String PRED_PROBS_FILE = "pred-probs.npy";

    private InputFiles() {}

    static List<OptionSpec> options() {
        return List.of(
                new OptionSpec("labeled", "20000", "labelled examples, at least 1"),
                new OptionSpec("unlabeled", "20000", "unlabelled examples, at least 0"),
                new OptionSpec("annotators", "500", "annotators, at least 1"),
                new OptionSpec("classes", "10", "classes, at least 2"),
                new OptionSpec("labels-per-example", "1.5", "mean labels of a labelled example, at least 1"),
                new OptionSpec(
                        WRITE, "", "folder for the input, as " + LABELS_FILE + " and " + PRED_PROBS_FILE + ", if any"));
    }

    /** The input that the options describe; written to files if they say so. */
    static ScoringInput input(Options options, int seed) throws IOException, InputException {
        ScoringInput input = ScoringInput.generate(
                new ScoringInput.Sizes(
                        options.integer("labeled", 1, MemorySize.MOST),
                        options.integer("unlabeled", 0, MemorySize.MOST),
                        options.integer("annotators", 1, MemorySize.MOST),
                        options.integer("classes", 2, MemorySize.MOST),
                        options.real("labels-per-example", 1, MemorySize.MOST)),
                seed);
        if (!options.text(WRITE).isEmpty()) {
            Path folder = Files.createDirectories(Path.of(options.text(WRITE)));
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
        AtomicFiles.write(Path.of(options.text(SCORES_OUT)), stream -> {
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
