package org.relabel4j.jobs.labelling;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.multilabel.ClassSets;
import org.relabel4j.core.multilabel.Combination;
import org.relabel4j.core.multilabel.SetIssues;
import org.relabel4j.core.noise.LabelIssues;
import org.relabel4j.core.probability.MeanProbabilities;
import org.relabel4j.datasets.format.AtomicFiles;
import org.relabel4j.datasets.format.CsvLines;
import org.relabel4j.datasets.format.CsvOutput;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.format.LabelOptions;
import org.relabel4j.datasets.format.LabelledPool;
import org.relabel4j.jobs.Progress;

/**
 * Finds labels that are probably wrong in data with one label each. Behind {@code relabel4j find-issues}.
 *
 * <p>The issues are written as CSV {@code task,given_label,likeliest_label,label_quality_score,rank}, the worst label first; its
 * rank is 1. Of several models' probabilities the mean counts. Where labels are sets of classes, the columns are of whole sets, and
 * {@code issue_CLASS} (1 or 0) and {@code quality_CLASS} follow for each class.
 */
public final class IssuesJob {
    private static final String COLUMNS = "task,given_label,likeliest_label,label_quality_score,rank";

    private IssuesJob() {}

    /**
     * What to do.
     *
     * @param rule which labels are issues
     * @param quality what to order them by
     * @param inputs the files to read; probabilities of at least one model
     * @param out where to write the issues
     * @param combination makes one quality of an example's classes where labels are sets
     */
    public record Request(
            LabelIssues.Rule rule, LabelIssues.Quality quality, JobInputs inputs, Path out, Combination combination) {
        /** With the usual combination. */
        public Request(LabelIssues.Rule rule, LabelIssues.Quality quality, JobInputs inputs, Path out) {
            this(rule, quality, inputs, out, Combination.PAPER);
        }
    }

    /**
     * What was found.
     *
     * @param read what was read
     * @param issues labels that are probably wrong
     */
    public record Found(JobSummary read, int issues) {}

    /**
     * Reads, finds and writes. If anything fails, no output is written or changed.
     *
     * @throws IllegalArgumentException if there are no probabilities
     * @throws InputException if a file cannot be read or written, says what cannot be, or has several labels of a task
     */
    public static Found run(Request request, Progress progress) throws InputException {
        if (request.inputs().predProbs().isEmpty()) {
            throw new IllegalArgumentException(
                    "find-issues needs the predicted probabilities of a model; give --pred-probs FILE");
        }
        JobFiles.checkOutputs(request.inputs(), Optional.empty(), List.of(request.out()));
        JobFiles files = JobFiles.read(anonymous(request.inputs()), progress);
        int[] labels = labels(request, files.pool());
        progress.update("finding issues", 0, 0);
        Table table = files.whileUnchanged(
                () -> files.sets().isPresent() ? table(request, files) : table(request, files.pool(), labels, files));
        try (AtomicFiles outputs = new AtomicFiles()) {
            outputs.add(
                    request.out(), stream -> table.write(stream, files.pool().tasks(), progress));
            outputs.commit();
        }
        return new Found(JobSummary.of(files), table.ranked().length);
    }

    /**
     * What to write.
     *
     * @param header its columns
     * @param ranked the example of each row
     * @param given the label of an example
     * @param likeliest the label that the models say
     * @param quality of an example's label
     * @param further fields of an example
     */
    private record Table(
            List<String> header,
            int[] ranked,
            IntFunction<String> given,
            IntFunction<String> likeliest,
            IntToDoubleFunction quality,
            IntFunction<List<String>> further) {
        void write(OutputStream stream, List<String> tasks, Progress progress) throws IOException {
            CsvWriter csvOfHeader = CsvOutput.writer(stream);
            csvOfHeader.writeRecord(header);
            csvOfHeader.flush();
            CsvLines.Line line = (csv, n) -> {
                int i = ranked[n];
                List<String> record = new ArrayList<>(List.of(
                        tasks.get(i),
                        given.apply(i),
                        likeliest.apply(i),
                        CsvOutput.number(quality.applyAsDouble(i)),
                        Integer.toString(n + 1)));
                record.addAll(further.apply(i));
                csv.writeRecord(record);
            };
            CsvLines.write(stream, ranked.length, line, done -> progress.update("writing issues", done, ranked.length));
        }
    }

    private static Table table(Request request, LabelledPool pool, int[] labels, JobFiles files) {
        LabelIssues issues = new LabelIssues(labels, MeanProbabilities.of(files.predProbs()));
        return new Table(
                List.of(COLUMNS.split(",")),
                issues.ranked(request.rule(), request.quality()),
                i -> ConsensusFiles.written(pool, labels[i]),
                i -> ConsensusFiles.written(pool, issues.likeliest(i)),
                i -> issues.quality(i, request.quality()),
                i -> List.of());
    }

    /** Of sets of classes. */
    private static Table table(Request request, JobFiles files) {
        ClassSets sets = files.sets().orElseThrow();
        List<String> names = files.pool().classNames();
        String separator = request.inputs().labelOptions().separator().orElseThrow();
        SetIssues issues = new SetIssues(sets, files.setProbabilities(), request.combination());
        boolean[][] byClass = issues.findByClass(request.rule());
        double[] qualities = issues.qualities(request.quality());
        return new Table(
                SetConsensusFiles.header(names, COLUMNS, "issue_", "quality_"),
                issues.ranked(request.rule(), request.quality()),
                i -> SetConsensusFiles.text(
                        sets.setAt(files.pool().annotations().rowStart(i)), names, separator),
                i -> SetConsensusFiles.text(issues.likeliest(i), names, separator),
                i -> qualities[i],
                i -> IntStream.range(0, names.size())
                        .boxed()
                        .flatMap(k -> Stream.of(
                                byClass[k][i] ? "1" : "0",
                                CsvOutput.number(issues.ofClass(k).quality(i, request.quality()))))
                        .toList());
    }

    /** The same files, whose labels need not say whose they are. */
    private static JobInputs anonymous(JobInputs inputs) {
        LabelOptions options = inputs.labelOptions();
        return new JobInputs(
                inputs.labels(),
                options.withColumns(options.columns().orAnonymous()),
                inputs.predProbs(),
                inputs.probabilityOptions(),
                inputs.embeddings());
    }

    private static int[] labels(Request request, LabelledPool pool) throws InputException {
        Annotations annotations = pool.annotations();
        if (annotations.size() == 0) {
            throw InputException.inFile(
                    request.inputs().labels().get(0), "has no labels", "a row a label below the header", "");
        }
        int[] labels = new int[annotations.numExamples()];
        for (int i = 0; i < labels.length; i++) {
            if (annotations.count(i) > 1) {
                throw InputException.inFile(
                        request.inputs().labels().get(0),
                        "has " + annotations.count(i) + " labels of task \""
                                + pool.tasks().get(i) + "\"",
                        "one label a task",
                        "of several make one with relabel4j consensus, or score them with relabel4j score");
            }
            labels[i] = annotations.isLabelled(i) ? annotations.labelAt(annotations.rowStart(i)) : -1;
        }
        return labels;
    }
}
