package org.relabel4j.core.golden;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.relabel4j.core.golden.GoldenCase.assertClose;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.relabel4j.core.acquisition.ActiveLab;
import org.relabel4j.core.acquisition.ActiveLabResult;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.calibration.TemperatureFit;
import org.relabel4j.core.calibration.TemperatureScaling;
import org.relabel4j.core.consensus.AnnotatorStats;
import org.relabel4j.core.consensus.CrowdLab;
import org.relabel4j.core.consensus.CrowdLab.ConsensusRule;
import org.relabel4j.core.consensus.CrowdLab.QualityRule;
import org.relabel4j.core.consensus.CrowdLabResult;
import org.relabel4j.core.consensus.CrowdLabWeights;
import org.relabel4j.core.consensus.MajorityVote;
import org.relabel4j.core.probability.Probabilities;

/**
 * Number by number against the Python reference (cleanlab 2.9.0): the committed files and, if the environment variable
 * RELABEL4J_GOLDEN names a folder, all in it.
 */
class GoldenParityTest {
    private static final JsonNode NONE = com.fasterxml.jackson.databind.node.MissingNode.getInstance();

    @TestFactory
    Stream<DynamicNode> reproducesTheReference() {
        return GoldenFiles.all().stream()
                .filter(json -> !json.has("cases"))
                .map(json ->
                        DynamicContainer.dynamicContainer(json.path("name").asText(), tests(new GoldenCase(json))));
    }

    private static List<DynamicTest> tests(GoldenCase golden) {
        List<DynamicTest> tests = new ArrayList<>();
        if (golden.has("pred_probs")) {
            tests.add(dynamicTest("majority vote", () -> checkMajorityVote(golden)));
        }
        if (!golden.expected("temperature").isMissingNode()) {
            tests.add(dynamicTest("temperature", () -> checkTemperature(golden)));
        }
        for (String section : List.of("label_quality", "label_quality_calibrated", "label_quality_agreement")) {
            for (String method : List.of("best_quality", "majority_vote")) {
                if (!golden.expected(section, method).isMissingNode()) {
                    tests.add(dynamicTest(section + " " + method, () -> checkQuality(golden, section, method)));
                }
            }
        }
        if (!golden.expected("active_learning_scores").isMissingNode()) {
            tests.add(dynamicTest("scores", () -> checkScores(golden)));
        }
        if (!golden.expected("ensemble").isMissingNode()) {
            tests.add(dynamicTest("ensemble temperatures", () -> checkEnsembleTemperatures(golden)));
            tests.add(dynamicTest("ensemble quality", () -> checkEnsembleQuality(golden, "label_quality")));
            tests.add(dynamicTest(
                    "ensemble quality calibrated", () -> checkEnsembleQuality(golden, "label_quality_calibrated")));
            tests.add(dynamicTest("ensemble scores", () -> checkEnsembleScores(golden)));
        }
        return tests;
    }

    private static void checkMajorityVote(GoldenCase golden) {
        Probabilities predProbs = golden.probabilities(golden.input("pred_probs"));
        Annotations annotations = golden.labels(predProbs.numClasses());

        checkLabels(golden.expected("majority_vote", "with_pred_probs", "label"), annotations, List.of(predProbs));
        checkLabels(golden.expected("majority_vote", "without_pred_probs", "label"), annotations, List.of());
    }

    /** Random ties are null in the files and not compared. */
    private static void checkLabels(JsonNode expected, Annotations annotations, List<Probabilities> predProbs) {
        int[] labels = new MajorityVote().infer(annotations, predProbs, rng()).labels();
        assertEquals(annotations.numExamples(), expected.size());
        for (int i = 0; i < labels.length; i++) {
            if (!expected.get(i).isNull()) {
                assertEquals(expected.get(i).asInt(), labels[i], "majority label of " + i);
            }
        }
    }

    private static void checkTemperature(GoldenCase golden) {
        compareTemperature(
                golden,
                golden.expected("temperature"),
                golden.input("pred_probs"),
                golden.input("pred_probs_unlabeled"));
    }

    private static void compareTemperature(GoldenCase golden, JsonNode expected, JsonNode labelled, JsonNode pool) {
        Probabilities predProbs = golden.probabilities(labelled);

        TemperatureFit fit = TemperatureScaling.fit(golden.labels(predProbs.numClasses()), predProbs);

        assertEquals(expected.path("value").asDouble(), fit.temperature(), 1e-12);
        assertClose(expected.path("coarse_temperatures"), fit.coarseTemperatures(), "coarse grid");
        assertClose(expected.path("coarse_cross_entropy"), fit.coarseCrossEntropies(), "coarse objective");
        assertClose(expected.path("fine_temperatures"), fit.fineTemperatures(), "fine grid");
        assertClose(expected.path("fine_cross_entropy"), fit.fineCrossEntropies(), "fine objective");
        Probabilities scaled = TemperatureScaling.scale(predProbs, fit.temperature());
        assertClose(expected.path("pred_probs_scaled"), scaled, 0, "scaled");
        if (!pool.isMissingNode()) {
            Probabilities scaledPool = TemperatureScaling.scale(golden.probabilities(pool), fit.temperature());
            assertClose(expected.path("pred_probs_unlabeled_scaled"), scaledPool, 0, "scaled pool");
        }
    }

    private static void checkQuality(GoldenCase golden, String section, String method) {
        JsonNode expected = golden.expected(section, method);
        Probabilities predProbs = golden.probabilities(golden.input("pred_probs"));
        Annotations annotations = golden.labels(predProbs.numClasses());
        CrowdLab crowdLab = new CrowdLab()
                .withConsensus(ConsensusRule.valueOf(method.toUpperCase(java.util.Locale.ROOT)))
                .withQuality(section.endsWith("agreement") ? QualityRule.AGREEMENT : QualityRule.CROWDLAB);
        crowdLab = section.endsWith("calibrated") ? crowdLab.withCalibration() : crowdLab;

        CrowdLabResult result = crowdLab.analyse(annotations, List.of(predProbs), rng());

        compareQuality(expected, annotations, result);
    }

    private static void compareQuality(JsonNode expected, Annotations annotations, CrowdLabResult result) {
        if (expected.has("raises")) {
            // A single annotator or no overlap at all: the reference refuses, we go on with weights of 1.
            assertTrue(result.weights().map(CrowdLabWeights::areUnknown).orElse(true));
            return;
        }
        int n = annotations.numExamples();
        assertArrayEquals(
                GoldenCase.ints(expected.path("consensus_label")),
                result.consensus().labels());
        assertClose(expected.path("consensus_quality_score"), result.consensus().qualities(), "quality");
        assertEquals(0, expected.path("near_ties").size(), "near ties would need a tolerant comparison");
        for (int i = 0; i < n; i++) {
            assertClose(
                    expected.path("annotator_agreement").get(i).asDouble(),
                    result.consensus().agreement(i),
                    "agreement");
            assertEquals(expected.path("num_annotations").get(i).asInt(), annotations.count(i));
        }
        compareDetails(expected.path("detailed_label_quality"), annotations, result.annotationQualities());
        compareStats(expected, result.annotatorStats());
        if (expected.has("annotator_weight")) {
            compareWeights(expected, result);
        }
        // One large file leaves the posterior out of some blocks.
        if (expected.has("post_pred_probs")) {
            assertEquals(n, expected.path("post_pred_probs").size());
            assertClose(expected.path("post_pred_probs"), result.posterior(), 0, "posterior");
        }
    }

    private static void compareDetails(JsonNode expected, Annotations annotations, double[] qualities) {
        assertEquals(annotations.size(), expected.size());
        for (JsonNode entry : expected) {
            int i = entry.get(0).asInt();
            for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                if (annotations.annotatorAt(a) == entry.get(1).asInt()) {
                    assertClose(entry.get(2).asDouble(), qualities[a], "quality of annotation " + entry);
                }
            }
        }
    }

    private static void compareStats(JsonNode expected, AnnotatorStats stats) {
        JsonNode wanted = expected.path("annotator_stats");
        assertClose(wanted.path("annotator_quality"), stats.quality(), "annotator quality");
        assertClose(wanted.path("agreement_with_consensus"), stats.agreementWithConsensus(), "agreement");
        assertArrayEquals(GoldenCase.ints(wanted.path("worst_class")), stats.worstClass());
        assertArrayEquals(GoldenCase.ints(wanted.path("num_examples_labeled")), stats.numExamplesLabelled());
        assertArrayEquals(GoldenCase.ints(expected.path("annotator_order")), stats.order());
    }

    private static void compareWeights(JsonNode expected, CrowdLabResult result) {
        CrowdLabWeights weights = result.weights().orElseThrow();
        assertClose(asArray(expected.path("model_weight")), result.modelWeights(), "model weight");
        assertClose(expected.path("annotator_weight"), result.annotatorWeights(), "annotator weight");
        // One large file gives the intermediates of one block only.
        JsonNode wanted = expected.path("intermediates");
        if (wanted.isMissingNode()) {
            return;
        }
        assertClose(wanted.path("P_consensus_likelihood").asDouble(), weights.consensusLikelihood(), "P");
        assertEquals(wanted.path("most_likely_class").asInt(), weights.mostLikelyClass());
        assertClose(
                wanted.path("most_likely_class_error_unclipped").asDouble(),
                weights.mostLikelyClassError(),
                "1 - A_MLC");
        assertClose(wanted.path("annotator_agreement_with_annotators"), weights.annotatorAgreements(), "agreement g_j");
        if (wanted.has("model_error")) {
            assertClose(asArray(wanted.path("model_error")), weights.modelErrors(), "model error");
            assertClose(wanted.path("mean_num_annotations").asDouble(), weights.meanNumAnnotations(), "mean labels");
        }
    }

    private static JsonNode asArray(JsonNode node) {
        return node.isArray()
                ? node
                : new com.fasterxml.jackson.databind.ObjectMapper()
                        .createArrayNode()
                        .add(node);
    }

    private static void checkScores(GoldenCase golden) {
        Probabilities predProbs =
                golden.probabilities(golden.input("pred_probs"), golden.input("pred_probs_unlabeled"));

        compareScores(golden, golden.expected("active_learning_scores"), ActiveLab.single(), List.of(predProbs));
        compareScores(golden, golden.expected("active_learning_scores"), ActiveLab.ensemble(), List.of(predProbs));
    }

    private static void compareScores(
            GoldenCase golden, JsonNode expected, ActiveLab activeLab, List<Probabilities> predProbs) {
        Probabilities first = predProbs.get(0);
        int numLabelled = golden.numLabelled();
        Annotations annotations = golden.labels(first.numClasses(), first.numExamples() - numLabelled);

        ActiveLabResult result = activeLab.analyse(annotations, predProbs, rng());

        double[] scores = result.scores().toArray();
        assertClose(expected.path("labeled"), Arrays.copyOf(scores, numLabelled), "labelled");
        if (golden.has("pred_probs_unlabeled") || expected.path("unlabeled").size() > 0) {
            assertClose(
                    expected.path("unlabeled"), Arrays.copyOfRange(scores, numLabelled, scores.length), "unlabelled");
        }
    }

    private static void checkEnsembleTemperatures(GoldenCase golden) {
        JsonNode expected = golden.expected("ensemble", "temperature");
        JsonNode pools = golden.input("pred_probs_unlabeled_ensemble");
        for (int l = 0; l < golden.input("pred_probs_ensemble").size(); l++) {
            JsonNode labelled = golden.input("pred_probs_ensemble").get(l);
            compareTemperature(golden, expected.get(l), labelled, pools.path(l));
        }
    }

    private static void checkEnsembleQuality(GoldenCase golden, String section) {
        JsonNode expected = golden.expected("ensemble", section);
        List<Probabilities> models = golden.ensemble(golden.input("pred_probs_ensemble"), NONE);
        if (expected.isMissingNode() || models.isEmpty()) {
            return;
        }
        Annotations annotations = golden.labels(models.get(0).numClasses());
        CrowdLab crowdLab = section.endsWith("calibrated") ? new CrowdLab().withCalibration() : new CrowdLab();

        CrowdLabResult result = crowdLab.analyse(annotations, models, rng());

        compareQuality(expected, annotations, result);
        if (expected.has("majority_vote_label") && !section.endsWith("calibrated")) {
            checkLabels(expected.path("majority_vote_label"), annotations, models);
        }
    }

    private static void checkEnsembleScores(GoldenCase golden) {
        JsonNode expected = golden.expected("ensemble", "active_learning_scores");
        List<Probabilities> models =
                golden.ensemble(golden.input("pred_probs_ensemble"), golden.input("pred_probs_unlabeled_ensemble"));
        if (expected.has("raises")) {
            // An ensemble of one: the reference refuses, ours is the single model.
            assertEquals(1, models.size());
            expected = golden.expected("active_learning_scores");
        }
        compareScores(golden, expected, ActiveLab.ensemble(), models);
    }

    private static SplittableRandom rng() {
        return new SplittableRandom(1);
    }
}
