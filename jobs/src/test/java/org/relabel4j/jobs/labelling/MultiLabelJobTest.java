package org.relabel4j.jobs.labelling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

    private JobSummary infer(String method, JobInputs inputs, String prefix) throws InputException {
        return infer(method, inputs, prefix, Optional.empty());
    }

    private JobSummary infer(String method, JobInputs inputs, String prefix, Optional<String> gold)
            throws InputException {
        boolean weighs = method.equals("crowdlab");
        boolean confuses = method.equals("dawid-skene");
        return ConsensusJob.run(
                new ConsensusJob.Request(
                        method,
                        Map.of(),
                        inputs,
                        gold.map(files::file),
                        new ConsensusJob.Outputs(
                                files.file(prefix + "consensus.csv"),
                                Optional.of(files.file(prefix + "annotators.csv")),
                                Optional.of(files.file(prefix + "weights.json")).filter(file -> weighs),
                                Optional.of(files.file(prefix + "posterior.csv")),
                                Optional.of(files.file(prefix + "confusion.csv"))
                                        .filter(file -> confuses),
                                Optional.of(new ConsensusJob.AgreementOutput(
                                        files.file(prefix + "agreement.csv"), new Bootstrap(100, 1)))),
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
        // The same numbers, one object after the other.
        assertEquals(
                numbers(files.read("1weights.json") + files.read("2weights.json")),
                numbers(files.read("weights.json")));
        assertTrue(files.read("weights.json").contains("\"classes\" : {\n    \"cat\" : {"));
    }

    private static List<String> numbers(String json) {
        return json.lines()
                .map(String::strip)
                .filter(line -> line.matches(".*[0-9].*"))
                .toList();
    }

    /** Rows of {@code task}, or whatever the first column is, with some text in them, without the fields that follow. */
    private List<String> rows(String file, String with, int fields) {
        return files.read(file)
                .lines()
                .skip(1)
                .filter(line -> line.contains(with))
                .map(line -> String.join(",", List.of(line.split(",", -1)).subList(0, fields)))
                .toList();
    }

    @Test
    void confusionsAndAgreementAreThoseOfEachClass() throws Exception {
        infer("dawid-skene", inputs("labels.csv", SETS), "");
        infer("dawid-skene", inputs("cat.csv", LabelOptions.defaults()), "1");
        infer("dawid-skene", inputs("dog.csv", LabelOptions.defaults()), "2");

        for (String name : List.of("cat", "dog")) {
            String single = name.equals("cat") ? "1" : "2";
            assertEquals(
                    files.read(single + "confusion.csv").lines().skip(1).toList(),
                    rows("confusion.csv", "," + name + ",", 5).stream()
                            .map(line -> line.replace("," + name, ""))
                            .toList());
            assertEquals(
                    files.read(single + "agreement.csv").lines().skip(1).toList(),
                    rows("agreement.csv", ",class," + name, 8));
        }
    }

    @Test
    void agreementIsOfWholeSetsTooAndOfTheMean() throws Exception {
        files.write(
                "whole.csv",
                "task,annotator,label\na,x,both\na,y,cat\nb,x,none\nb,y,dog\nb,z,none\nc,z,cat\nd,x,dog\nd,z,both\n");
        infer("majority-vote", inputs("labels.csv", SETS), "");
        infer("majority-vote", inputs("whole.csv", LabelOptions.defaults()), "1");

        assertEquals(files.read("1agreement.csv").lines().skip(1).toList(), rows("agreement.csv", ",sets,", 8));
        List<String> means = rows("agreement.csv", ",mean,", 8);
        assertEquals(3, means.size());
        double cat = alpha(",class,cat");
        double dog = alpha(",class,dog");
        assertEquals((cat + dog) / 2, alpha(",mean,"), 1e-12);
        assertTrue(means.get(0).endsWith(",no interval: a mean over 2 classes"), means.get(0));
    }

    private double alpha(String with) {
        return Double.parseDouble(rows("agreement.csv", with, 8).get(0).split(",")[3]);
    }

    @Test
    void knownSetsFix() throws Exception {
        // Known by another column's name, and of one class a row's text.
        files.write("gold.csv", "task,answer\nb,cat|dog\nd,|\n");
        infer("mace", inputs("labels.csv", SETS), "", Optional.of("gold.csv"));

        assertEquals("cat|dog", rows("consensus.csv", "b,", 2).get(0).split(",")[1]);
        assertEquals(List.of("d,,1.0,0.0,2,0,1.0,0,1.0"), rows("consensus.csv", "d,", 9));
    }

    @Test
    void knownSetsAreOfTasksWithLabels() {
        files.write("gold.csv", "task,label\na,cat\ne,dog\n");
        files.refuses(
                InputException.class,
                "gold.csv:3: task is \"e\", expected one of the 4 tasks that have labels; check the name, or leave the"
                        + " row out",
                () -> infer("mace", inputs("labels.csv", SETS, "probs.csv"), "", Optional.of("gold.csv")));
        files.write("gold.csv", "task,label\na,cat|emu\n");
        files.refuses(
                InputException.class,
                "gold.csv:2: label is \"emu\", expected one of the classes cat, dog",
                () -> infer("mace", inputs("labels.csv", SETS), "", Optional.of("gold.csv")));
    }

    @Test
    void aMethodForTwoClassesIsOneForAnyNumberOfQuestions() throws Exception {
        files.write("probs.csv", "task,cat,dog,emu\na,0.9,0.6,0\nb,0.2,0.4,0\nc,0.7,0.1,0\nd,0.3,0.8,0\n");

        assertEquals(
                3, infer("kos", inputs("labels.csv", SETS, "probs.csv"), "").classes());
    }

    @Test
    void refusesWhatAMethodOrStrategyDoesNotHave() {
        files.write("gold.csv", "task,label\na,cat\n");
        files.refuses(
                IllegalArgumentException.class,
                "method majority-vote does not learn from known labels; use dawid-skene, glad, one-coin, wawa,"
                        + " zero-based-skill, mace, m-msr, kos or ibcc",
                () -> infer("majority-vote", inputs("labels.csv", SETS), "", Optional.of("gold.csv")));
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
