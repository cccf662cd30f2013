package org.relabel4j.core.golden;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.relabel4j.core.golden.GoldenCase.assertClose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.relabel4j.core.acquisition.ActiveLab;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.consensus.CrowdLab;
import org.relabel4j.core.consensus.MajorityVote;
import org.relabel4j.core.probability.Probabilities;

/** The reference's borderline calls: what it refuses we refuse, but for the lists below, and the other way round. */
class GoldenBadInputTest {
    /** The types leave no way to write these. */
    private static final Set<String> CANNOT_BE_WRITTEN = Set.of(
            "fractional_label",
            "pred_probs_3d_to_single_model",
            "pred_probs_2d_to_ensemble",
            "unlabeled_3d_to_single_model",
            "unknown_consensus_method",
            "unknown_quality_method",
            // One index space: labels without a row of probabilities do not exist.
            "labels_without_labeled_pred_probs");

    /** Refused by the reference, answered here: unlabelled examples are the pool, idle annotators count for nothing. */
    private static final Set<String> ANSWERED_HERE = Set.of(
            "all_missing_row",
            "all_missing_column",
            "labels_missing",
            "no_labeled_rows",
            "empty_unlabeled_pool",
            "one_label_per_example",
            "one_column");

    /** Accepted by the reference, refused here: no distribution over at least two classes. */
    private static final Set<String> REFUSED_HERE = Set.of(
            "pred_probs_above_one",
            "pred_probs_negative",
            "pred_probs_not_normalised",
            "nan_probability",
            "one_class_column");

    @TestFactory
    Stream<DynamicTest> agreesOnWhatIsValid() {
        return GoldenFiles.all().stream()
                .filter(json -> json.has("cases"))
                .flatMap(json -> StreamSupport.stream(json.path("cases").spliterator(), false))
                .filter(call -> !CANNOT_BE_WRITTEN.contains(call.path("name").asText()))
                .map(call -> dynamicTest(
                        call.path("function").asText() + " " + call.path("name").asText(), () -> check(call)));
    }

    private static void check(JsonNode call) {
        String name = call.path("name").asText();
        if (name.equals("weights_with_agreement")) {
            checkAgreementHasNoWeights(call);
        } else if (REFUSED_HERE.contains(name) || call.has("raises") && !ANSWERED_HERE.contains(name)) {
            String message = assertThrows(IllegalArgumentException.class, () -> answer(call))
                    .getMessage();
            assertTrue(message.lines().count() == 1, message);
        } else {
            answer(call);
        }
    }

    private static void checkAgreementHasNoWeights(JsonNode call) {
        GoldenCase golden = new GoldenCase(call);
        Probabilities predProbs = golden.probabilities(call.path("pred_probs"));
        var result = new CrowdLab()
                .withQuality(CrowdLab.QualityRule.AGREEMENT)
                .analyse(golden.labels(predProbs.numClasses()), List.of(predProbs), rng());

        assertTrue(result.weights().isEmpty());
        assertEquals(0, result.annotatorWeights().length);
        assertThrows(IllegalStateException.class, result::posterior);
    }

    private static void answer(JsonNode call) {
        GoldenCase golden = new GoldenCase(call);
        JsonNode returns = call.path("returns_correct_counts").isMissingNode()
                ? call.path("returns")
                : call.path("returns_correct_counts");
        switch (call.path("function").asText()) {
            case "label_quality" -> compareQuality(returns, quality(golden, models(golden, "pred_probs")));
            case "label_quality_ensemble" ->
                compareQuality(returns, quality(golden, golden.ensemble(call.path("pred_probs_ensemble"), none())));
            case "active_learning_scores" ->
                compareScores(golden, returns, models(golden, "pred_probs", "pred_probs_unlabeled"));
            case "active_learning_scores_ensemble" ->
                compareScores(
                        golden,
                        returns,
                        golden.ensemble(call.path("pred_probs_ensemble"), call.path("pred_probs_unlabeled_ensemble")));
            case "majority_vote" -> compareVote(golden, returns, models(golden, "pred_probs"));
            default -> throw new IllegalStateException("unknown function " + call.path("function"));
        }
    }

    private static List<Probabilities> models(GoldenCase golden, String... inputs) {
        JsonNode[] parts = Arrays.stream(inputs).map(golden::input).toArray(JsonNode[]::new);
        boolean any = Arrays.stream(parts).anyMatch(part -> part.size() > 0);
        return any ? List.of(golden.probabilities(parts)) : List.of();
    }

    private static Consensus quality(GoldenCase golden, List<Probabilities> models) {
        return new CrowdLab().analyse(labels(golden, models), models, rng()).consensus();
    }

    private static Annotations labels(GoldenCase golden, List<Probabilities> models) {
        return golden.labels(models.isEmpty() ? 2 : models.get(0).numClasses());
    }

    private static void compareQuality(JsonNode returns, Consensus consensus) {
        if (!returns.isMissingNode()) {
            assertArrayEquals(GoldenCase.ints(returns.path("consensus_label")), consensus.labels());
            assertClose(returns.path("consensus_quality_score"), consensus.qualities(), "quality");
        }
    }

    private static void compareVote(GoldenCase golden, JsonNode returns, List<Probabilities> models) {
        int[] labels =
                new MajorityVote().infer(labels(golden, models), models, rng()).labels();
        if (!returns.isMissingNode()) {
            assertArrayEquals(GoldenCase.ints(returns.path("label")), labels);
        }
    }

    private static void compareScores(GoldenCase golden, JsonNode returns, List<Probabilities> models) {
        int numClasses = models.isEmpty() ? 2 : models.get(0).numClasses();
        boolean poolOnly = golden.input("pred_probs").size()
                        + golden.input("pred_probs_ensemble").size()
                == 0;
        int numUnlabelled = golden.input("pred_probs_unlabeled").size()
                + golden.input("pred_probs_unlabeled_ensemble").path(0).size();
        Annotations annotations = poolOnly
                ? Annotations.empty(numUnlabelled, 1, numClasses)
                : golden.numLabelled() == 0
                        ? Annotations.empty(models.get(0).numExamples(), 1, numClasses)
                        : golden.labels(numClasses, numUnlabelled);
        double[] scores = ActiveLab.ensemble()
                .analyse(annotations, models, rng())
                .scores()
                .toArray();
        if (!returns.isMissingNode()) {
            int n = golden.numLabelled();
            assertClose(returns.path("labeled"), Arrays.copyOf(scores, n), "labelled");
            assertClose(returns.path("unlabeled"), Arrays.copyOfRange(scores, n, scores.length), "unlabelled");
        }
    }

    private static JsonNode none() {
        return MissingNode.getInstance();
    }

    private static SplittableRandom rng() {
        return new SplittableRandom(1);
    }
}
