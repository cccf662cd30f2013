package org.relabel4j.spark.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Probabilities;

/** Scores and consensus against the Python reference (cleanlab 2.9.0), by the files that core is tested with. */
class GoldenTest {
    private static final double TOLERANCE = 1e-9;

    @TestFactory
    List<DynamicTest> reproducesTheReference() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("../core/src/test/resources/golden"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                JsonNode json = new ObjectMapper().readTree(file.toFile());
                String name = json.path("name").asText();
                addScores(tests, name, json);
                JsonNode quality = expected(json).path("label_quality").path("best_quality");
                if (quality.has("consensus_label")) {
                    tests.add(dynamicTest(name + " consensus", () -> checkConsensus(json, quality)));
                    for (String prior : List.of("none", "strong", "auto")) {
                        tests.add(dynamicTest(name + " dawid-skene " + prior, () -> checkDawidSkene(json, prior)));
                    }
                }
            }
        }
        return tests;
    }

    private static void addScores(List<DynamicTest> tests, String name, JsonNode json) {
        JsonNode single = expected(json).path("active_learning_scores");
        if (single.has("labeled")) {
            List<JsonNode> model = List.of(json.path("pred_probs"), json.path("pred_probs_unlabeled"));
            tests.add(dynamicTest(name + " scores", () -> checkScores(json, single, List.of(model))));
        }
        JsonNode ensemble = expected(json).path("ensemble").path("active_learning_scores");
        if (ensemble.has("labeled")) {
            List<List<JsonNode>> models = new ArrayList<>();
            int numModels = Math.max(
                    json.path("pred_probs_ensemble").size(),
                    json.path("pred_probs_unlabeled_ensemble").size());
            for (int l = 0; l < numModels; l++) {
                models.add(List.of(
                        json.path("pred_probs_ensemble").path(l),
                        json.path("pred_probs_unlabeled_ensemble").path(l)));
            }
            tests.add(dynamicTest(name + " ensemble", () -> checkScores(json, ensemble, models)));
        }
    }

    private static JsonNode expected(JsonNode json) {
        return json.has("expected_correct_counts") ? json.path("expected_correct_counts") : json.path("expected");
    }

    private static void checkScores(JsonNode json, JsonNode expected, List<List<JsonNode>> models) {
        int numLabelled = json.path("labels").size();
        PoolTables pool = pool(json, models);
        try (SparkScores found = RelabelSpark.score(
                pool.labels(), pool.models(), SparkOptions.of("activelab").withPartitions(2))) {
            Map<Integer, Row> rows = PoolTables.byTask(found.unranked());
            assertEquals(pool.annotations().numExamples(), rows.size());
            for (int i = 0; i < rows.size(); i++) {
                JsonNode part = expected.path(i < numLabelled ? "labeled" : "unlabeled");
                assertEquals(
                        part.get(i < numLabelled ? i : i - numLabelled).asDouble(),
                        rows.get(i).getDouble(2),
                        TOLERANCE);
            }
        }
    }

    private static void checkConsensus(JsonNode json, JsonNode expected) {
        PoolTables pool = pool(json, List.of(List.of(json.path("pred_probs"))));
        try (SparkConsensus found = RelabelSpark.consensus(
                pool.labels(), pool.models(), SparkOptions.of("crowdlab").withPartitions(2))) {
            PoolTables.byTask(found.consensus()).forEach((i, row) -> {
                assertEquals(expected.path("consensus_label").get(i).asText(), row.getString(1));
                assertEquals(expected.path("consensus_quality_score").get(i).asDouble(), row.getDouble(2), TOLERANCE);
            });
            JsonNode stats = expected.path("annotator_stats");
            for (Row row : found.annotators().collectAsList()) {
                int j = Integer.parseInt(row.getString(0).substring(1));
                JsonNode quality = stats.path("annotator_quality").get(j);
                assertEquals(
                        quality.isNull() ? Double.NaN : quality.asDouble(),
                        row.isNullAt(1) ? Double.NaN : row.getDouble(1),
                        TOLERANCE);
                assertEquals(stats.path("worst_class").get(j).asText(), row.getString(3));
            }
        }
    }

    /** The reference has no Dawid-Skene: its pools are compared with core's. */
    private static void checkDawidSkene(JsonNode json, String prior) {
        DawidSkeneParityTest.check(pool(json, List.of(List.of(json.path("pred_probs")))), prior, 3);
    }

    private static PoolTables pool(JsonNode json, List<List<JsonNode>> models) {
        List<Probabilities> predProbs = new ArrayList<>();
        for (List<JsonNode> parts : models) {
            List<double[]> rows = new ArrayList<>();
            parts.forEach(part -> part.forEach(row -> {
                double[] values = new double[row.size()];
                for (int k = 0; k < values.length; k++) {
                    values[k] = row.get(k).asDouble();
                }
                rows.add(values);
            }));
            predProbs.add(DenseProbabilities.of(rows.toArray(double[][]::new)));
        }
        Probabilities first = predProbs.get(0);
        JsonNode labels = json.path("labels");
        int numAnnotators = labels.isEmpty() ? 0 : labels.get(0).size();
        AnnotationsBuilder builder = Annotations.builder(first.numExamples(), numAnnotators, first.numClasses());
        for (int i = 0; i < labels.size(); i++) {
            for (int j = 0; j < numAnnotators; j++) {
                if (!labels.get(i).get(j).isNull()) {
                    builder.add(i, j, labels.get(i).get(j).asInt());
                }
            }
        }
        return new PoolTables(builder.build(), predProbs, new Random(1));
    }
}
