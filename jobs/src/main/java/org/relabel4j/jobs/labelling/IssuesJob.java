package org.relabel4j.jobs.labelling;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.relabel4j.core.annotation.Annotations;
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
 * rank is 1. Of several models' probabilities the mean counts.
 */
public final class IssuesJob {
    private IssuesJob() {}

    /**
     * What to do.
     *
     * @param rule which labels are issues
     * @param quality what to order them by
     * @param inputs the files to read; probabilities of at least one model
     * @param out where to write the issues
     */
    public record Request(LabelIssues.Rule rule, LabelIssues.Quality quality, JobInputs inputs, Path out) {}

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
     * @throws IllegalArgumentException if there are no probabilities, or a task may have several classes
     * @throws InputException if a file cannot be read or written, says what cannot be, or has several labels of a task
     */
    public static Found run(Request request, Progress progress) throws InputException {
        if (request.inputs().predProbs().isEmpty()) {
            throw new IllegalArgumentException(
                    "find-issues needs the predicted probabilities of a model; give --pred-probs FILE");
        }
        if (request.inputs().labelOptions().areSets()) {
            throw new IllegalArgumentException("find-issues takes one class a task; leave --multi-label out");
        }
        JobFiles.checkOutputs(request.inputs(), Optional.empty(), List.of(request.out()));
        JobFiles files = JobFiles.read(anonymous(request.inputs()), progress);
        LabelledPool pool = files.pool();
        int[] labels = labels(request, pool);
        progress.update("finding issues", 0, 0);
        LabelIssues issues =
                files.whileUnchanged(() -> new LabelIssues(labels, MeanProbabilities.of(files.predProbs())));
        int[] ranked = files.whileUnchanged(() -> issues.ranked(request.rule(), request.quality()));
        try (AtomicFiles outputs = new AtomicFiles()) {
            outputs.add(request.out(), stream -> write(stream, request, pool, issues, ranked, progress));
            outputs.commit();
        }
        return new Found(JobSummary.of(files), ranked.length);
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

    private static void write(
            OutputStream stream,
            Request request,
            LabelledPool pool,
            LabelIssues issues,
            int[] ranked,
            Progress progress)
            throws IOException {
        stream.write("task,given_label,likeliest_label,label_quality_score,rank\n".getBytes(StandardCharsets.UTF_8));
        Annotations annotations = pool.annotations();
        CsvLines.Line line = (csv, n) -> {
            int i = ranked[n];
            csv.writeRecord(
                    pool.tasks().get(i),
                    ConsensusFiles.written(pool, annotations.labelAt(annotations.rowStart(i))),
                    ConsensusFiles.written(pool, issues.likeliest(i)),
                    CsvOutput.number(issues.quality(i, request.quality())),
                    Integer.toString(n + 1));
        };
        CsvLines.write(stream, ranked.length, line, done -> progress.update("writing issues", done, ranked.length));
    }
}
