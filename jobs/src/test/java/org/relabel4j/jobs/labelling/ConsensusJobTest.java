package org.relabel4j.jobs.labelling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.core.agreement.Bootstrap;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.jobs.Progress;

class ConsensusJobTest {
    private static final List<String> WITHOUT_MODEL = List.of(
            "majority-vote",
            "dawid-skene",
            "glad",
            "one-coin",
            "wawa",
            "zero-based-skill",
            "mace",
            "m-msr",
            "kos",
            "ibcc");

    @TempDir
    Path folder;

    private JobFixture files;

    @BeforeEach
    void writeGoodFiles() {
        files = JobFixture.in(folder);
    }

    private JobSummary run(String method, Map<String, String> options, Optional<String> weights, String... predProbs)
            throws InputException {
        return ConsensusJob.run(
                new ConsensusJob.Request(
                        method,
                        options,
                        files.inputs(predProbs),
                        new ConsensusJob.Outputs(
                                files.file("consensus.csv"),
                                Optional.of(files.file("annotators.csv")),
                                weights.map(files::file)),
                        1),
                Progress.NONE);
    }

    @Test
    void majorityVoteBreaksTiesByTheModel() throws Exception {
        JobSummary summary = run("majority-vote", Map.of(), Optional.empty(), "probs.csv");

        // Task b has one vote for each class; the model prefers dog. Tasks d and e have no label and are left out.
        assertEquals(
                "task,consensus_label,consensus_quality_score,annotator_agreement,num_annotations\n"
                        + "a,cat,1.0,1.0,2\nb,dog,0.5,0.5,2\nc,dog,1.0,1.0,2\n",
                files.read("consensus.csv"));
        // Bob said cat twice and was right once.
        assertEquals(
                "annotator,annotator_quality,agreement_with_consensus,worst_class,num_examples_labeled\n",
                files.read("annotators.csv").lines().findFirst().orElseThrow() + "\n");
        CsvTable annotators = CsvTable.read(files.file("annotators.csv"));
        assertEquals("bob", annotators.keys().get(0));
        assertEquals(0.5, annotators.number("bob", "agreement_with_consensus"));
        assertEquals("cat", annotators.text("bob", "worst_class"));
        assertEquals("3", annotators.text("ann", "num_examples_labeled"));
        assertEquals(new JobSummary(5, 3, 6, 3, 2), summary);
    }

    @Test
    void labelsAreWrittenAsTheyWereGiven() throws Exception {
        files.write("labels.csv", JobFixture.LABELS.replace("cat", "0").replace("dog", "1"));
        files.write("probs.csv", JobFixture.PROBS.replace("cat", "p_0").replace("dog", "p_1"));

        run("majority-vote", Map.of(), Optional.empty(), "probs.csv");

        assertTrue(files.read("consensus.csv").contains("\nb,1,0.5,0.5,2\n"), files.read("consensus.csv"));
        assertEquals("0", CsvTable.read(files.file("annotators.csv")).text("bob", "worst_class"));
    }

    @Test
    void everyMethodButCrowdLabWorksWithoutProbabilities() throws Exception {
        for (String method : WITHOUT_MODEL) {
            run(method, Map.of(), Optional.empty());
            CsvTable table = CsvTable.read(files.file("consensus.csv"));
            assertEquals(List.of("a", "b", "c"), table.keys(), method);
            if (method.equals("one-coin")) {
                // Maximum likelihood of six labels: Bob, who said nothing but cat, may as well be always wrong.
                continue;
            }
            assertEquals("cat", table.text("a", "consensus_label"), method);
            assertEquals("dog", table.text("c", "consensus_label"), method);
        }
    }

    @Test
    void answersDoNotDependOnHowClassesAreCalled() throws Exception {
        String labels = "task,annotator,label\n1,a,P\n1,b,P\n1,c,Q\n2,a,Q\n2,b,Q\n2,c,Q\n3,a,R\n3,b,Q\n3,c,R\n";
        for (String method : WITHOUT_MODEL) {
            if (method.equals("kos")) {
                continue;
            }
            files.write("labels.csv", labels);
            run(method, Map.of(), Optional.empty());
            String expected = files.read("consensus.csv");
            for (List<String> codes :
                    List.of(List.of("0", "1", "2"), List.of("97", "98", "99"), List.of("0", "7", "99999999999"))) {
                files.write("labels.csv", called(labels, codes));
                run(method, Map.of(), Optional.empty());
                assertEquals(called(expected, codes), files.read("consensus.csv"), method);
            }
        }
    }

    private static String called(String csv, List<String> names) {
        return csv.replace("P", names.get(0)).replace("Q", names.get(1)).replace("R", names.get(2));
    }

    @Test
    void dawidSkenesPriorIsAnOption() throws Exception {
        List<String> outputs = new ArrayList<>();
        for (String prior : List.of("none", "strong", "auto")) {
            run("dawid-skene", Map.of("prior", prior), Optional.empty());
            outputs.add(files.read("consensus.csv"));
        }
        run("dawid-skene", Map.of(), Optional.empty());

        assertEquals(outputs.get(2), files.read("consensus.csv"));
        assertEquals(3, Set.copyOf(outputs).size());
    }

    @Test
    void anUndefinedQualityIsAnEmptyField() throws Exception {
        files.write("labels.csv", JobFixture.LABELS + "d,dan,cat\n");

        run("majority-vote", Map.of(), Optional.empty(), "probs.csv");

        // Dan shares no example with anyone, so nothing tells how good he is; he comes last.
        CsvTable annotators = CsvTable.read(files.file("annotators.csv"));
        assertEquals("", annotators.text("dan", "annotator_quality"));
        assertEquals("dan", annotators.keys().get(3));
    }

    private void refuses(
            Class<? extends Exception> type,
            String message,
            String method,
            Map<String, String> options,
            Optional<String> weights,
            String... predProbs) {
        files.refuses(type, message, () -> run(method, options, weights, predProbs));
    }

    @Test
    void refusesImpossibleRequests() {
        refuses(
                IllegalArgumentException.class,
                "unknown consensus method \"dawid-skeene\"; did you mean \"dawid-skene\"?",
                "dawid-skeene",
                Map.of(),
                Optional.empty());
        refuses(
                IllegalArgumentException.class,
                "method crowdlab needs the predicted probabilities of at least one model;"
                        + " without any, use majority-vote, dawid-skene, glad, one-coin, wawa, zero-based-skill, mace,"
                        + " m-msr, kos, ibcc, newest-label or newest-breaks-ties",
                "crowdlab",
                Map.of(),
                Optional.empty());
        refuses(
                IllegalArgumentException.class,
                "method glad has no weights to write; use crowdlab or crowdlab-calibrated",
                "glad",
                Map.of(),
                Optional.of("w.json"));
        refuses(
                IllegalArgumentException.class,
                "method glad has no option \"calibrate\"; it takes no options",
                "glad",
                Map.of("calibrate", "true"),
                Optional.empty());
        refuses(
                IllegalArgumentException.class,
                "method crowdlab with these options has no weights to write; use crowdlab or crowdlab-calibrated",
                "crowdlab",
                Map.of("quality-method", "agreement"),
                Optional.of("w.json"),
                "probs.csv");
    }

    @Test
    void refusesBadFiles() {
        files.write("labels.csv", "task,annotator,label\n");
        refuses(
                InputException.class,
                "labels.csv: has no labels, expected a row a label below the header",
                "crowdlab",
                Map.of(),
                Optional.empty(),
                "probs.csv");
        refuses(
                InputException.class,
                "labels.csv: has no labels, expected a row a label below the header",
                "majority-vote",
                Map.of(),
                Optional.empty());
        files.write("labels.csv", "task,annotator,label\na,ann,cat\nb,ann,cat\n");
        files.write("probs.csv", "task,cat\na,1\nb,1\n");
        refuses(
                InputException.class,
                "probs.csv:1: has 1 class, expected at least 2 columns beside the task's;"
                        + " with two classes, add a column with 1 - p",
                "crowdlab",
                Map.of(),
                Optional.empty(),
                "probs.csv");
    }

    private void runWithGold(String method, boolean confusion, String... predProbs) throws InputException {
        ConsensusJob.run(
                new ConsensusJob.Request(
                        method,
                        Map.of(),
                        files.inputs(predProbs),
                        Optional.of(files.file("gold.csv")),
                        new ConsensusJob.Outputs(
                                files.file("consensus.csv"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(files.file("posterior.csv")),
                                confusion ? Optional.of(files.file("confusion.csv")) : Optional.empty(),
                                Optional.empty()),
                        1),
                Progress.NONE);
    }

    /** Runs, and gives what was noted. */
    private List<String> runWithAgreement(int resamples) throws InputException {
        List<String> notes = new ArrayList<>();
        ConsensusJob.run(
                new ConsensusJob.Request(
                        "wawa",
                        Map.of(),
                        files.inputs(),
                        new ConsensusJob.Outputs(
                                files.file("consensus.csv"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(new ConsensusJob.AgreementOutput(
                                        files.file("agreement.csv"), new Bootstrap(resamples, 1)))),
                        1),
                new Progress() {
                    @Override
                    public void update(String stage, long done, long total) {}

                    @Override
                    public void note(String message) {
                        notes.add(message);
                    }
                });
        return notes;
    }

    @Test
    void agreementIsAFileAndANote() throws Exception {
        files.write(
                "labels.csv",
                "task,annotator,label\na,ann,cat\na,bob,cat\nb,ann,cat\nb,bob,dog\nc,ann,dog\nc,bob,dog\nd,cem,dog\n");

        List<String> notes = runWithAgreement(0);

        // n = 6, 3 of each class, S = 2: 1 - 5 * 2 / 18 = 4/9. Cohen: p_o = 2/3, p_e = 2/3 * 1/3 + 1/3 * 2/3 = 4/9:
        // 2/5. Cem is alone.
        assertEquals(
                "measure,annotator,other_annotator,value,low,high,num_examples,why_empty\n"
                        + "krippendorff-alpha,,,0.4444444444444444,,,3,\n"
                        + "fleiss-kappa,,,,,,3,labelled examples have 1 to 2 labels; this kappa is for equally many\n"
                        + "cohen-kappa,,,0.4000000000000001,,,3,\n"
                        + "cohen-kappa-of-pair,ann,bob,0.4,,,3,\n",
                files.read("agreement.csv"));
        assertEquals(
                List.of(
                        "agreement of annotators: Krippendorff's alpha 0.444; Fleiss' kappa unknown (labelled examples have 1 to 2"
                                + " labels; this kappa is for equally many); Cohen's kappa, mean over pairs 0.400"),
                notes);
        runWithAgreement(200);
        String alpha = files.read("agreement.csv").lines().skip(1).findFirst().orElseThrow();
        assertTrue(alpha.matches("krippendorff-alpha,,,0.4444444444444444,-?\\d\\.\\d+,1\\.0,3,"), alpha);
    }

    @Test
    void agreementOfOneAnnotatorIsEmptyWithAReason() throws Exception {
        files.write("labels.csv", "task,annotator,label\na,ann,cat\nb,ann,dog\n");

        runWithAgreement(100);

        String none = ",,,,,,0,no example has labels of two annotators";
        assertEquals(
                List.of("krippendorff-alpha" + none, "fleiss-kappa" + none, "cohen-kappa" + none),
                files.read("agreement.csv").lines().skip(1).toList());
    }

    @Test
    void knownLabelsPosteriorsAndMatricesAreFiles() throws Exception {
        files.write("gold.csv", "task,label\nb,cat\na,dog\n");

        runWithGold("one-coin", true);

        assertTrue(files.read("consensus.csv").contains("\na,dog,1.0,0.0,2\nb,cat,1.0,0.5,2\n"), "known labels");
        List<String> posterior = files.read("posterior.csv").lines().toList();
        assertEquals(List.of("task,class,probability", "a,cat,0.0", "a,dog,1.0"), posterior.subList(0, 3));
        assertEquals(7, posterior.size());
        // Bob said cat twice; b is cat and a is not, so he is right half of the time.
        String confusion = files.read("confusion.csv");
        assertTrue(confusion.startsWith("annotator,true,given,probability\nann,cat,cat,"), confusion);
        assertTrue(
                confusion.contains("bob,cat,cat,0.5\nbob,cat,dog,0.5\nbob,dog,cat,0.5\nbob,dog,dog,0.5\n"), confusion);
    }

    @Test
    void knownLabelsAreReadAsLabelsAre() throws Exception {
        files.write("gold.csv", "task,label\nb,cat\na,dog\n");
        runWithGold("one-coin", true);
        String expected = files.read("consensus.csv");
        for (String same : List.of(
                "Task,Label\nb,cat\na,dog\n",
                "item;truth\r\n b ; cat \r\nB;cat\r\na;DOG\r\n",
                "note,answer,task\n,dog,a\n,cat,b\n")) {
            files.write("gold.csv", same);
            runWithGold("one-coin", true);
            assertEquals(expected, files.read("consensus.csv"), same);
        }
    }

    @Test
    void aTaskWithoutLabelsCannotBeKnown() {
        files.write("gold.csv", "task,label\nd,cat\n");

        files.refuses(
                InputException.class,
                "gold.csv:2: task is \"d\", expected one of the 3 tasks that have labels; check the name, or leave the row out",
                () -> runWithGold("one-coin", true, "probs.csv"));
    }

    @Test
    void oneClassIsAllThatIsWritten() throws Exception {
        files.write("labels.csv", "task,annotator,label\nt,a,x\nt,b,x\nt,c,x\n");
        files.write("gold.csv", "task,label\nt,x\n");
        for (String method : List.of("mace", "ibcc")) {
            runWithGold(method, true);
            assertEquals("task,class,probability\nt,x,1.0\n", files.read("posterior.csv"), method);
            assertEquals(4, files.read("confusion.csv").lines().count(), method);
        }
        for (String method : WITHOUT_MODEL) {
            run(method, Map.of(), Optional.empty());
            assertTrue(files.read("consensus.csv").contains("\nt,x,"), method);
        }
        refusesGold(
                InputException.class,
                "task,label\nt,y\n",
                "mace",
                "gold.csv:2: label is \"y\", expected x, the only class of the labels; if there are others, name all with"
                        + " --classes");
        refusesGold(
                InputException.class,
                "task,label\nt,\n",
                "mace",
                "gold.csv:2: has no label, expected one; leave the row out");
    }

    @Test
    void namesTheClassesThatAreTooMany() {
        files.write("labels.csv", JobFixture.LABELS + "c,bob,eel\n");

        refuses(
                InputException.class,
                "labels.csv: has labels of 3 classes: cat, dog, eel, expected two classes for kos; use one-coin, mace or"
                        + " dawid-skene",
                "kos",
                Map.of(),
                Optional.empty());
    }

    private void refusesGold(Class<? extends Exception> type, String gold, String method, String message) {
        files.write("gold.csv", gold);
        files.refuses(type, message, () -> runWithGold(method, method.equals("wawa")));
    }

    @Test
    void refusesBadKnownLabels() {
        Class<InputException> bad = InputException.class;
        refusesGold(
                bad,
                "task,label\na,cat\nz,cat\n",
                "mace",
                "gold.csv:3: task is \"z\", expected one of the 3 tasks that have labels; check the name, or leave the row"
                        + " out");
        refusesGold(
                bad,
                "task,label\na,bird\n",
                "mace",
                "gold.csv:2: label is \"bird\", expected one of the classes cat, dog");
        refusesGold(bad, "task,label\na,\n", "mace", "gold.csv:2: has no label, expected one; leave the row out");
        refusesGold(
                bad,
                "task,label\na,cat\na,dog\n",
                "mace",
                "gold.csv:3: label is \"dog\", expected \"cat\" as above, since task \"a\" has one known label; leave out the"
                        + " row that is wrong");
        refusesGold(
                bad,
                "task,label\n",
                "mace",
                "gold.csv: has no known labels, expected a row task,label below the header");
        refusesGold(bad, "", "mace", "gold.csv: is empty, expected a header and rows below it");
        refusesGold(
                bad,
                "task,opinion,note\na,cat,\n",
                "mace",
                "gold.csv:1: has no column for the label in its header \"task,opinion,note\", expected columns task and"
                        + " label; name them so in a header");
        refusesGold(
                IllegalArgumentException.class,
                "task,label\na,cat\n",
                "majority-vote",
                "method majority-vote does not learn from known labels; use dawid-skene, glad, one-coin, wawa,"
                        + " zero-based-skill, mace, m-msr, kos or ibcc");
        refusesGold(
                IllegalArgumentException.class,
                "task,label\na,cat\n",
                "wawa",
                "method wawa has no confusion matrices; use dawid-skene, one-coin, mace, m-msr or ibcc");
    }

    @Test
    void ifTheSecondOutputFailsTheFirstIsNotWritten() {
        files.refuses(
                InputException.class,
                "none/annotators.csv: cannot be written: there is no folder none; create the folder first",
                () -> ConsensusJob.run(
                        new ConsensusJob.Request(
                                "majority-vote",
                                Map.of(),
                                files.inputs("probs.csv"),
                                new ConsensusJob.Outputs(
                                        files.file("consensus.csv"),
                                        Optional.of(files.file("none/annotators.csv")),
                                        Optional.empty()),
                                1),
                        Progress.NONE));
    }
}
