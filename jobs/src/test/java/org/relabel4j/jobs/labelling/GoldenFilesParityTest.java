package org.relabel4j.jobs.labelling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.jobs.Progress;
import org.relabel4j.jobs.labelling.GoldenInput.Form;

/**
 * The Python reference's numbers (cleanlab 2.9.0), through files: each case is written as a user's files would be, in three
 * forms, and the jobs' outputs are compared number by number. The committed cases, and if the environment variable
 * RELABEL4J_GOLDEN names a folder, all in it.
 */
class GoldenFilesParityTest {
    /** The reference itself is reproduced to 1e-12; scores and probabilities are of order 1. */
    private static final double TOLERANCE = 1e-9;

    @TempDir
    Path temporary;

    private record Case(GoldenInput golden, Form form, Path folder) {
        JobInputs inputs(boolean ensemble) throws Exception {
            return new JobInputs(golden.labels(form, folder), golden.predProbs(form, folder, ensemble));
        }
    }

    @TestFactory
    Stream<DynamicNode> reproducesTheReference() {
        return GoldenInput.all().stream()
                .map(golden -> DynamicContainer.dynamicContainer(
                        golden.name(), Stream.of(Form.values()).flatMap(form -> tests(golden, form))));
    }

    private Stream<DynamicTest> tests(GoldenInput golden, Form form) {
        List<DynamicTest> tests = new ArrayList<>();
        boolean single = golden.json().hasNonNull("pred_probs") || golden.json().hasNonNull("pred_probs_unlabeled");
        boolean ensemble = golden.expected("ensemble").size() > 0;
        if (single && !golden.expected("active_learning_scores").isMissingNode()) {
            tests.add(test(golden, form, "scores", c -> checkScores(c, "activelab", false)));
        }
        if (ensemble) {
            tests.add(test(golden, form, "ensemble scores", c -> checkScores(c, "activelab-ensemble", true)));
            tests.add(test(golden, form, "several files of activelab", c -> checkScores(c, "activelab", true)));
            tests.add(test(golden, form, "ensemble quality", c -> checkEnsembleQuality(c, false)));
            tests.add(test(golden, form, "ensemble quality, calibrated", c -> checkEnsembleQuality(c, true)));
        }
        if (golden.json().hasNonNull("pred_probs") && golden.hasLabels()) {
            tests.add(test(golden, form, "majority vote", GoldenFilesParityTest::checkMajorityVote));
            for (String section : List.of("label_quality", "label_quality_calibrated", "label_quality_agreement")) {
                for (String rule : List.of("best_quality", "majority_vote")) {
                    tests.add(test(golden, form, section + " " + rule, c -> checkQuality(c, section, rule)));
                }
            }
        }
        return tests.stream();
    }

    private interface Check {
        void run(Case of) throws Exception;
    }

    private DynamicTest test(GoldenInput golden, Form form, String name, Check check) {
        return dynamicTest(form + " " + name, () -> {
            // One folder a case and form: its input files are written once, for they are forced to the disk each time.
            Path folder = Files.createDirectories(temporary.resolve(golden.name() + "-" + form));
            check.run(new Case(golden, form, folder));
        });
    }

    private static void checkScores(Case c, String strategy, boolean ensemble) throws Exception {
        JsonNode expected = ensemble
                ? c.golden.expected("ensemble", "active_learning_scores")
                : c.golden.expected("active_learning_scores");
        if (expected.has("raises")) {
            // An ensemble of one: the reference refuses, ours is the single model.
            expected = c.golden.expected("active_learning_scores");
        }
        Path out = c.folder.resolve("scores.csv");
        Path weights = c.folder.resolve("weights.json");

        ScoringJob.run(
                new ScoringJob.Request(
                        strategy, Map.of(), c.inputs(ensemble), new ScoringJob.Outputs(out, Optional.of(weights)), 1),
                Progress.NONE);

        CsvTable table = CsvTable.read(out);
        int numLabelled = c.golden.numLabelled();
        assertEquals(
                numLabelled + expected.path("unlabeled").size(), table.keys().size());
        for (int n = 0; n < table.keys().size(); n++) {
            JsonNode score = n < numLabelled
                    ? expected.path("labeled").get(n)
                    : expected.path("unlabeled").get(n - numLabelled);
            assertClose(score, table.number(c.golden.task(c.form, n), "score"), "score of " + n);
        }
        checkRanks(table);
        JsonNode written = new ObjectMapper().readTree(weights.toFile());
        assertTrue(written.path("annotator_weights").isObject());
        assertTrue(written.path("temperatures").size() > 0);
    }

    private static void checkRanks(CsvTable table) {
        double last = Double.NEGATIVE_INFINITY;
        for (int n = 0; n < table.keys().size(); n++) {
            String task = table.keys().get(n);
            assertEquals(Integer.toString(n + 1), table.text(task, "rank"));
            assertTrue(table.number(task, "score") >= last);
            last = table.number(task, "score");
        }
    }

    private static void checkMajorityVote(Case c) throws Exception {
        JobInputs inputs = c.inputs(false);
        checkMajority(c, inputs, c.golden.expected("majority_vote", "with_pred_probs", "label"));
        if (c.golden.impliesTwoClasses()) {
            checkMajority(
                    c,
                    new JobInputs(inputs.labels().get(0), List.of()),
                    c.golden.expected("majority_vote", "without_pred_probs", "label"));
        }
    }

    private static void checkMajority(Case c, JobInputs inputs, JsonNode expected) throws Exception {
        Path out = c.folder.resolve("consensus.csv");

        ConsensusJob.run(
                new ConsensusJob.Request(
                        "majority-vote",
                        Map.of(),
                        inputs,
                        new ConsensusJob.Outputs(out, Optional.empty(), Optional.empty()),
                        1),
                Progress.NONE);

        CsvTable table = CsvTable.read(out);
        assertEquals(expected.size(), table.keys().size());
        for (int i = 0; i < expected.size(); i++) {
            // Ties that chance alone breaks are null in the files.
            if (!expected.get(i).isNull()) {
                assertEquals(
                        c.golden.className(c.form, expected.get(i).asInt()),
                        table.text(c.golden.task(c.form, i), "consensus_label"));
            }
        }
    }

    private static void checkQuality(Case c, String section, String rule) throws Exception {
        JsonNode expected = c.golden.expected(section, rule);
        if (expected.isMissingNode()) {
            return;
        }
        checkConsensus(
                c,
                expected,
                c.inputs(false),
                Map.of(
                        "calibrate",
                        Boolean.toString(section.endsWith("calibrated")),
                        "quality-method",
                        section.endsWith("agreement") ? "agreement" : "crowdlab",
                        "consensus-method",
                        rule.replace('_', '-')));
    }

    private static void checkEnsembleQuality(Case c, boolean calibrated) throws Exception {
        JsonNode expected = c.golden.expected("ensemble", calibrated ? "label_quality_calibrated" : "label_quality");
        if (!expected.isMissingNode() && c.golden.hasLabels()) {
            checkConsensus(c, expected, c.inputs(true), Map.of("calibrate", Boolean.toString(calibrated)));
        }
    }

    private static void checkConsensus(Case c, JsonNode expected, JobInputs inputs, Map<String, String> options)
            throws Exception {
        Path out = c.folder.resolve("consensus.csv");
        Path annotators = c.folder.resolve("annotators.csv");
        Path weights = c.folder.resolve("weights.json");
        boolean weighted = !options.getOrDefault("quality-method", "crowdlab").equals("agreement");

        ConsensusJob.run(
                new ConsensusJob.Request(
                        "crowdlab",
                        options,
                        inputs,
                        new ConsensusJob.Outputs(
                                out, Optional.of(annotators), weighted ? Optional.of(weights) : Optional.empty()),
                        1),
                Progress.NONE);

        if (expected.has("raises")) {
            return;
        }
        compareLabels(c, expected, CsvTable.read(out));
        compareAnnotators(c, expected, CsvTable.read(annotators));
        if (expected.has("annotator_weight")) {
            compareWeights(c, expected, new ObjectMapper().readTree(weights.toFile()));
        }
    }

    private static void compareLabels(Case c, JsonNode expected, CsvTable table) {
        assertEquals(c.golden.numLabelled(), table.keys().size());
        for (int i = 0; i < c.golden.numLabelled(); i++) {
            String task = c.golden.task(c.form, i);
            assertEquals(
                    c.golden.className(
                            c.form, expected.path("consensus_label").get(i).asInt()),
                    table.text(task, "consensus_label"),
                    "label of " + i);
            assertEquals(expected.path("num_annotations").get(i).asText(), table.text(task, "num_annotations"));
            for (String column : List.of("consensus_quality_score", "annotator_agreement")) {
                assertClose(expected.path(column).get(i), table.number(task, column), column + " of " + i);
            }
        }
    }

    private static void compareAnnotators(Case c, JsonNode expected, CsvTable table) {
        List<String> order = StreamSupport.stream(
                        expected.path("annotator_order").spliterator(), false)
                .map(j -> c.golden.annotator(c.form, j.asInt()))
                .toList();
        assertEquals(order, table.keys());
        JsonNode stats = expected.path("annotator_stats");
        for (int j = 0; j < order.size(); j++) {
            String id = c.golden.annotator(c.form, j);
            assertEquals(
                    c.golden.className(c.form, stats.path("worst_class").get(j).asInt()),
                    table.text(id, "worst_class"));
            assertEquals(stats.path("num_examples_labeled").get(j).asText(), table.text(id, "num_examples_labeled"));
            for (String column : List.of("annotator_quality", "agreement_with_consensus")) {
                assertClose(stats.path(column).get(j), table.number(id, column), column + " of " + j);
            }
        }
    }

    private static void compareWeights(Case c, JsonNode expected, JsonNode written) {
        JsonNode models = expected.path("model_weight");
        if (models.isArray()) {
            assertEquals(models.size(), written.path("model_weights").size());
            for (int l = 0; l < models.size(); l++) {
                assertClose(models.get(l), written.path("model_weights").get(l).asDouble(), "model weight " + l);
            }
        } else {
            assertClose(models, written.path("model_weight").asDouble(), "model weight");
            assertClose(models, written.path("model_weights").get(0).asDouble(), "model weight");
        }
        JsonNode annotators = expected.path("annotator_weight");
        assertEquals(annotators.size(), written.path("annotator_weights").size());
        for (int j = 0; j < annotators.size(); j++) {
            String id = c.golden.annotator(c.form, j);
            assertClose(
                    annotators.get(j),
                    written.path("annotator_weights").path(id).asDouble(),
                    "weight of " + j);
        }
    }

    /** Within 1e-9 absolutely and, for the smallest weights, relatively; null is NaN. */
    private static void assertClose(JsonNode expected, double actual, String what) {
        if (expected.isNull()) {
            assertTrue(Double.isNaN(actual), what + " is " + actual);
            return;
        }
        double wanted = expected.asDouble();
        assertEquals(wanted, actual, TOLERANCE * Math.max(Math.min(Math.abs(wanted), 1), 1e-6), what);
    }
}
