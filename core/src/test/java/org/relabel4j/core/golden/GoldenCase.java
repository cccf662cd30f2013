package org.relabel4j.core.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Probabilities;

/** One file of the reference's inputs and outputs, laid out as one pool: the labelled examples, then the unlabelled ones. */
final class GoldenCase {
    /** The reference itself is reproduced to 1e-12; scores and probabilities are of order 1. */
    static final double TOLERANCE = 1e-9;

    private final JsonNode json;

    GoldenCase(JsonNode json) {
        this.json = json;
    }

    boolean has(String input) {
        return json.hasNonNull(input);
    }

    JsonNode input(String name) {
        return json.path(name);
    }

    /** The expected values of a section, with labels counted into the right classes where that matters. */
    JsonNode expected(String... path) {
        JsonNode corrected = json.path("expected_correct_counts");
        JsonNode plain = json.path("expected");
        for (String key : path) {
            corrected = corrected.path(key);
            plain = plain.path(key);
        }
        return corrected.isMissingNode() ? plain : corrected;
    }

    int numLabelled() {
        return json.path("labels").size();
    }

    int numAnnotators() {
        return numLabelled() == 0 ? 0 : json.path("labels").get(0).size();
    }

    /** The labelled examples alone. */
    Annotations labels(int numClasses) {
        return labels(numClasses, 0);
    }

    /** The labelled examples and then {@code numUnlabelled} others. */
    Annotations labels(int numClasses, int numUnlabelled) {
        AnnotationsBuilder builder = Annotations.builder(numLabelled() + numUnlabelled, numAnnotators(), numClasses);
        for (int i = 0; i < numLabelled(); i++) {
            JsonNode row = json.path("labels").get(i);
            for (int j = 0; j < row.size(); j++) {
                if (!row.get(j).isNull()) {
                    assertTrue(row.get(j).isIntegralNumber(), "labels are integers");
                    builder.add(i, j, row.get(j).asInt());
                }
            }
        }
        return builder.build();
    }

    /** Rows of the given inputs, one after the other; absent inputs count as empty. */
    Probabilities probabilities(JsonNode... parts) {
        List<double[]> rows = new ArrayList<>();
        for (JsonNode part : parts) {
            part.forEach(row -> rows.add(doubles(row)));
        }
        return DenseProbabilities.of(rows.toArray(double[][]::new));
    }

    /** The models of an ensemble, labelled and unlabelled rows joined. */
    List<Probabilities> ensemble(JsonNode labelled, JsonNode unlabelled) {
        List<Probabilities> models = new ArrayList<>();
        for (int l = 0; l < Math.max(labelled.size(), unlabelled.size()); l++) {
            models.add(probabilities(labelled.path(l), unlabelled.path(l)));
        }
        return models;
    }

    static double[] doubles(JsonNode array) {
        double[] values = new double[array.size()];
        for (int n = 0; n < values.length; n++) {
            values[n] = array.get(n).isNull() ? Double.NaN : array.get(n).asDouble();
        }
        return values;
    }

    static int[] ints(JsonNode array) {
        int[] values = new int[array.size()];
        for (int n = 0; n < values.length; n++) {
            values[n] = array.get(n).asInt();
        }
        return values;
    }

    /** Compares numbers one by one; a null expects NaN. */
    static void assertClose(JsonNode expected, double[] actual, String what) {
        double[] wanted = doubles(expected);
        assertEquals(wanted.length, actual.length, what);
        for (int n = 0; n < wanted.length; n++) {
            assertClose(wanted[n], actual[n], what + " " + n);
        }
    }

    /** Within 1e-9 absolutely and, for the smallest weights, relatively. */
    static void assertClose(double wanted, double actual, String what) {
        if (!Double.isNaN(wanted) || !Double.isNaN(actual)) {
            assertEquals(wanted, actual, TOLERANCE, what);
            assertEquals(wanted, actual, TOLERANCE * Math.max(Math.abs(wanted), 1e-6), what + " (relative)");
        }
    }

    /** Compares rows with the first rows of {@code actual}, from {@code firstRow} on. */
    static void assertClose(JsonNode expected, Probabilities actual, int firstRow, String what) {
        double[] row = new double[actual.numClasses()];
        for (int n = 0; n < expected.size(); n++) {
            actual.copyRows(firstRow + n, firstRow + n + 1, row, 0);
            for (int k = 0; k < row.length; k++) {
                assertEquals(expected.get(n).get(k).asDouble(), row[k], TOLERANCE, what + " " + n + "," + k);
            }
        }
    }
}
