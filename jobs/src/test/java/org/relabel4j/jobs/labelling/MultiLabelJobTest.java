package org.relabel4j.jobs.labelling;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.core.agreement.Bootstrap;
import org.relabel4j.core.multilabel.Combination;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.format.LabelOptions;
import org.relabel4j.datasets.format.ProbabilityOptions;
import org.relabel4j.jobs.Progress;

/** Jobs on sets of classes, against the same jobs on a file of yes and no for each class. */
class MultiLabelJobTest {
    private static final LabelOptions SETS = LabelOptions.defaults().withSets("|");
    private static final Combination MEAN = new Combination(Combination.Rule.MEAN, 0);

    @TempDir
    Path folder;

    private JobFixture files;

    @BeforeEach
    void writeFiles() {
        files = JobFixture.in(folder);
        files.write(
                "labels.csv",
                "task,annotator,label\na,x,cat|dog\na,y,cat\nb,x,\nb,y,dog\nb,z,\nc,z,cat\nd,x,dog\nd,z,cat|dog\n");
        files.write("probs.csv", "task,cat,dog\na,0.9,0.6\nb,0.2,0.4\nc,0.7,0.1\nd,0.3,0.8\ne,0.6,0.55\n");
        files.write("cat.csv", "task,annotator,label\na,x,1\na,y,1\nb,x,0\nb,y,0\nb,z,0\nc,z,1\nd,x,0\nd,z,1\n");
        files.write("dog.csv", "task,annotator,label\na,x,1\na,y,0\nb,x,0\nb,y,1\nb,z,0\nc,z,0\nd,x,1\nd,z,1\n");
        files.write("cat-probs.csv", "task,0,1\na,0.1,0.9\nb,0.8,0.2\nc,0.3,0.7\nd,0.7,0.3\ne,0.4,0.6\n");
        files.write("dog-probs.csv", "task,0,1\na,0.4,0.6\nb,0.6,0.4\nc,0.9,0.1\nd,0.2,0.8\ne,0.45,0.55\n");
    }

    private JobInputs inputs(String labels, LabelOptions options, String... predProbs) {
        return new JobInputs(
                List.of(files.file(labels)),
                options,
                Stream.of(predProbs).map(files::file).toList(),
                ProbabilityOptions.NONE,
                Optional.empty());
    }

    private JobSummary score(JobInputs inputs, Map<String, String> options, OptionalInt batch, String out)
            throws InputException {
        return ScoringJob.run(
                new ScoringJob.Request(
                        "activelab",
                        options,
                        inputs,
                        new ScoringJob.Outputs(files.file(out), Optional.empty()),
                        batch,
                        1,
                        MEAN),
                Progress.NONE);
    }

    private Map<String, Double> column(String file, int column) {
        Map<String, Double> values = new HashMap<>();
        files.read(file).lines().skip(1).map(line -> line.split(",", -1)).forEach(row -> {
            values.put(row[0], Double.parseDouble(row[column]));
        });
        return values;
    }

    @Test
    void scoresCombineThoseOfTheClasses() throws Exception {
        JobSummary summary = score(inputs("labels.csv", SETS, "probs.csv"), Map.of(), OptionalInt.empty(), "sets.csv");
        score(inputs("cat.csv", LabelOptions.defaults(), "cat-probs.csv"), Map.of(), OptionalInt.empty(), "1.csv");
        score(inputs("dog.csv", LabelOptions.defaults(), "dog-probs.csv"), Map.of(), OptionalInt.empty(), "2.csv");

        assertEquals(new JobSummary(5, 4, 8, 3, 2), summary);
        Map<String, Double> scores = column("sets.csv", 2);
        assertEquals(5, scores.size());
        scores.forEach((task, score) ->
                assertEquals((column("1.csv", 2).get(task) + column("2.csv", 2).get(task)) / 2, score, 1e-12, task));
    }

    @Test
    void aBatchMayHaveNewExamplesAlone() throws Exception {
        score(inputs("labels.csv", SETS, "probs.csv"), Map.of("ask", "new"), OptionalInt.of(1), "batch.csv");

        assertEquals(
                "task,annotations,score,rank,kind",
                files.read("batch.csv").lines().findFirst().orElseThrow());
        assertEquals("e", files.read("batch.csv").split("\n")[1].split(",")[0]);
    }

    private JobSummary infer(String method, JobInputs inputs, String prefix, String... further) throws InputException {
        Optional<Path> gold =
                List.of(further).contains("gold") ? Optional.of(files.file("labels.csv")) : Optional.empty();
        return ConsensusJob.run(
                new ConsensusJob.Request(
                        method,
                        Map.of(),
                        inputs,
                        gold,
                        new ConsensusJob.Outputs(
                                files.file(prefix + "consensus.csv"),
                                Optional.of(files.file(prefix + "annotators.csv")),
                                Optional.empty(),
                                Optional.of(files.file(prefix + "posterior.csv")),
                                Optional.empty(),
                                Optional.empty()),
                        1,
                        MEAN),
                Progress.NONE);
    }

    @Test
    void majorityVoteOfSetsByHand() throws Exception {
        infer("majority-vote", inputs("labels.csv", SETS, "probs.csv"), "");

        // Of a, dog is a tie, which the prediction of 0.6 breaks; so is cat of d, with 0.3.
        assertEquals(
                "task,consensus_label,consensus_quality_score,annotator_agreement,num_annotations,"
                        + "label_cat,quality_cat,label_dog,quality_dog\n"
                        + "a,cat|dog,0.75,0.5,2,1,1.0,1,0.5\n"
                        + "b,,0.8333333333333333,0.6666666666666666,3,0,1.0,0,0.6666666666666666\n"
                        + "c,cat,1.0,1.0,1,1,1.0,0,1.0\n"
                        + "d,dog,0.75,0.5,2,0,0.5,1,1.0\n",
                files.read("consensus.csv"));
        assertEquals(
                "task,class,probability\na,cat,1.0\na,dog,0.5\nb,cat,0.0\n",
                files.read("posterior.csv").lines().limit(4).reduce("", (text, line) -> text + line + "\n"));
    }

    @Test
    void crowdLabIsThatOfEachClass() throws Exception {
        infer("crowdlab", inputs("labels.csv", SETS, "probs.csv"), "");
        infer("crowdlab", inputs("cat.csv", LabelOptions.defaults(), "cat-probs.csv"), "1");
        infer("crowdlab", inputs("dog.csv", LabelOptions.defaults(), "dog-probs.csv"), "2");

        for (int k = 1; k <= 2; k++) {
            assertEquals(column(k + "consensus.csv", 1), column("consensus.csv", 3 + 2 * k));
            assertEquals(column(k + "consensus.csv", 2), column("consensus.csv", 4 + 2 * k));
            assertEquals(column(k + "annotators.csv", 1), column("annotators.csv", 3 + 2 * k));
            assertEquals(column(k + "annotators.csv", 2), column("annotators.csv", 4 + 2 * k));
        }
        assertEquals(
                "annotator,annotator_quality,agreement_with_consensus,worst_class,num_examples_labeled,"
                        + "quality_cat,agreement_cat,quality_dog,agreement_dog",
                files.read("annotators.csv").lines().findFirst().orElseThrow());
        column("annotators.csv", 1)
                .forEach((annotator, quality) -> assertEquals(
                        (column("annotators.csv", 5).get(annotator)
                                        + column("annotators.csv", 7).get(annotator))
                                / 2,
                        quality,
                        1e-12));
    }

    @Test
    void aMethodForTwoClassesIsOneForAnyNumberOfQuestions() throws Exception {
        files.write("probs.csv", "task,cat,dog,emu\na,0.9,0.6,0\nb,0.2,0.4,0\nc,0.7,0.1,0\nd,0.3,0.8,0\n");

        assertEquals(
                3, infer("kos", inputs("labels.csv", SETS, "probs.csv"), "").classes());
    }

    @Test
    void refusesWhatThereIsOfSingleLabelsAlone() {
        files.refuses(
                IllegalArgumentException.class,
                "--multi-label does not go with --gold, for there is one class a task there; leave it out",
                () -> infer("mace", inputs("labels.csv", SETS), "", "gold"));
        ConsensusJob.AgreementOutput agreement =
                new ConsensusJob.AgreementOutput(files.file("agreement.csv"), new Bootstrap(10, 1));
        files.refuses(
                IllegalArgumentException.class,
                "--multi-label does not go with --agreement, for there is one class a task there; leave it out",
                () -> ConsensusJob.run(
                        new ConsensusJob.Request(
                                "mace",
                                Map.of(),
                                inputs("labels.csv", SETS),
                                new ConsensusJob.Outputs(
                                        files.file("consensus.csv"),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.of(agreement)),
                                1),
                        Progress.NONE));
        files.refuses(
                IllegalArgumentException.class,
                "this strategy composes its batches by classes, which several classes an example do not allow; use one that scores"
                        + " examples, such as activelab, perhaps with diversity=k-means",
                () -> ScoringJob.run(
                        new ScoringJob.Request(
                                "badge",
                                Map.of(),
                                new JobInputs(
                                        List.of(files.file("labels.csv")),
                                        SETS,
                                        List.of(files.file("probs.csv")),
                                        ProbabilityOptions.NONE,
                                        Optional.of(files.file("probs.csv"))),
                                new ScoringJob.Outputs(files.file("scores.csv"), Optional.empty()),
                                1),
                        Progress.NONE));
        files.refuses(
                InputException.class,
                "probs.csv:3: task \"b\" has 1.2 for class \"cat\", expected a probability from 0 to 1; divide percentages by 100,"
                        + " take the sigmoid of logits",
                () -> {
                    files.write("probs.csv", "task,cat,dog\na,0.9,0.6\nb,1.2,0.4\n");
                    infer("crowdlab", inputs("labels.csv", SETS, "probs.csv"), "");
                });
    }
}
