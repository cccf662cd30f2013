package org.relabel4j.jobs.labelling;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.core.noise.LabelIssues;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.format.LabelOptions;
import org.relabel4j.datasets.format.ProbabilityOptions;
import org.relabel4j.jobs.Progress;

class IssuesJobTest {
    private static final String LABELS = "task,label\na,cat\nb,cat\nc,cat\nd,dog\ne,dog\nf,dog\n";
    private static final String PROBS =
            "task,cat,dog\nb,0.8,0.2\na,0.9,0.1\nc,0.125,0.875\nd,0.1,0.9\nx,0.5,0.5\ne,0.3,0.7\nf,0.625,0.375\n";

    @TempDir
    Path folder;

    private JobFixture files;

    @BeforeEach
    void writeGoodFiles() {
        files = JobFixture.in(folder);
        files.write("labels.csv", LABELS);
        files.write("probs.csv", PROBS);
    }

    private IssuesJob.Found run(LabelIssues.Quality quality, String... predProbs) throws InputException {
        return run(LabelOptions.defaults(), quality, predProbs);
    }

    private IssuesJob.Found run(LabelOptions options, LabelIssues.Quality quality, String... predProbs)
            throws InputException {
        JobInputs inputs = new JobInputs(
                List.of(files.file("labels.csv")),
                options,
                Arrays.stream(predProbs).map(files::file).toList(),
                ProbabilityOptions.NONE,
                Optional.empty());
        return IssuesJob.run(
                new IssuesJob.Request(LabelIssues.Rule.PRUNE_BY_NOISE_RATE, quality, inputs, files.file("issues.csv")),
                Progress.NONE);
    }

    @Test
    void writesTheWorstLabelFirst() throws Exception {
        IssuesJob.Found found = run(LabelIssues.Quality.SELF_CONFIDENCE, "probs.csv");

        assertEquals(2, found.issues());
        assertEquals(7, found.read().examples());
        assertEquals(
                "task,given_label,likeliest_label,label_quality_score,rank\nc,cat,dog,0.125,1\nf,dog,cat,0.375,2\n",
                files.read("issues.csv"));
    }

    @Test
    void averagesModelsAndRanksByMargin() throws Exception {
        files.write("sure.csv", PROBS.replace("f,0.625,0.375", "f,0.875,0.125"));

        run(LabelIssues.Quality.NORMALIZED_MARGIN, "probs.csv", "sure.csv");

        // c: (0.125 - 0.875 + 1) / 2. f: (0.25 - 0.75 + 1) / 2.
        assertEquals(
                List.of("c,cat,dog,0.125,1", "f,dog,cat,0.25,2"),
                files.read("issues.csv").lines().skip(1).toList());
    }

    @Test
    void readsJsonWithoutAnnotators() throws Exception {
        files.write(
                "labels.csv",
                "[{\"task\":\"a\",\"label\":\"cat\"},{\"task\":\"c\",\"label\":\"cat\"},"
                        + "{\"task\":\"d\",\"label\":\"dog\"},{\"task\":\"e\",\"label\":\"dog\"}]");

        assertEquals(1, run(LabelIssues.Quality.SELF_CONFIDENCE, "probs.csv").issues());
    }

    /** Of cat and of dog, b's no is an issue; a task without labels does not count. */
    @Test
    void aSetIsAnIssueIfAnAnswerIs() throws Exception {
        files.write("labels.csv", "task,label\na,cat|dog\nb,|\nc,dog\nd,cat\n");
        files.write("probs.csv", "task,cat,dog\na,0.9,0.8\nb,0.875,0.25\nc,0.125,0.75\nd,0.75,0.125\nx,0.5,0.5\n");

        IssuesJob.Found found =
                run(LabelOptions.defaults().withSets("|"), LabelIssues.Quality.SELF_CONFIDENCE, "probs.csv");

        assertEquals(1, found.issues());
        assertEquals(2, found.read().classes());
        // Sorted 0.75, 0.125: 0.8 · 0.125 + 0.2 · 0.75, with 1 - 0.8 for 0.2.
        assertEquals(
                "task,given_label,likeliest_label,label_quality_score,rank,issue_cat,quality_cat,issue_dog,quality_dog\n"
                        + "b,,cat,0.24999999999999997,1,1,0.125,0,0.75\n",
                files.read("issues.csv"));
    }

    @Test
    void ofSetsThereIsOneATask() {
        files.write("labels.csv", "task,annotator,label\na,ann,cat|dog\na,bob,dog\nb,ann,\n");
        files.refuses(
                InputException.class,
                "labels.csv: has 2 labels of task \"a\", expected one label a task; of several make one with relabel4j"
                        + " consensus, or score them with relabel4j score",
                () -> run(LabelOptions.defaults().withSets("|"), LabelIssues.Quality.SELF_CONFIDENCE, "probs.csv"));
    }

    @Test
    void refusesWhatItCannotUse() {
        files.refuses(
                IllegalArgumentException.class,
                "find-issues needs the predicted probabilities of a model; give --pred-probs FILE",
                () -> run(LabelIssues.Quality.SELF_CONFIDENCE));
        files.write("labels.csv", LABELS + "a,dog\n");
        files.refuses(
                InputException.class,
                "labels.csv:8: annotator \"nobody\" labels task \"a\" again, after line 2, expected one label for each annotator"
                        + " and task; there is 1 such row: take out what should not count, or add --repeats last or"
                        + " --repeats first",
                () -> run(LabelIssues.Quality.SELF_CONFIDENCE, "probs.csv"));
        files.write("labels.csv", "task,annotator,label\na,ann,cat\na,bob,dog\nb,ann,dog\n");
        files.refuses(
                InputException.class,
                "labels.csv: has 2 labels of task \"a\", expected one label a task; of several make one with relabel4j"
                        + " consensus, or score them with relabel4j score",
                () -> run(LabelIssues.Quality.SELF_CONFIDENCE, "probs.csv"));
    }
}
