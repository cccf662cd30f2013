package org.relabel4j.core.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.relabel4j.core.noise.LabelIssues.Quality;
import org.relabel4j.core.noise.LabelIssues.Rule;
import org.relabel4j.core.probability.DenseProbabilities;

class LabelIssuesTest {
    private static final int EXAMPLES = 60;
    private static final int CLASSES = 4;
    /** No label is of the last class. */
    private static final int LABELLED_CLASSES = 3;

    private static final int[] LABELS = new int[EXAMPLES];
    private static final double[][] ROWS = new double[EXAMPLES][CLASSES];

    static {
        for (int i = 0; i < EXAMPLES; i++) {
            int truth = (i * i * 3 + i * 5) % 7 % LABELLED_CLASSES;
            LABELS[i] = i % 4 == 1 ? (truth + 1 + i % 2) % LABELLED_CLASSES : truth;
            for (int k = 0; k < CLASSES; k++) {
                ROWS[i][k] = 1 + (i * i * 31 + k * 170 + i * k * 71) % 997 + (k == truth ? 600 : 0);
            }
            double sum = Arrays.stream(ROWS[i]).sum();
            for (int k = 0; k < CLASSES; k++) {
                ROWS[i][k] /= sum;
            }
        }
    }

    private static LabelIssues issues(int[] labels, double[][] rows) {
        return new LabelIssues(labels, DenseProbabilities.of(rows));
    }

    private static int[] found(boolean[] issues) {
        return IntStream.range(0, issues.length).filter(i -> issues[i]).toArray();
    }

    /** By cleanlab 2.9.0, as {@code benchmarks/peers/label_issues.py} prints. */
    @ParameterizedTest
    @CsvSource({
        "PRUNE_BY_NOISE_RATE, 57 1 21 29 5 33 13 41 53 25 9 37 10 52 34 45 17 36 49 35",
        "PRUNE_BY_CLASS, 57 1 21 29 5 33 13 41 53 25 9 37 10 52 34 45 16 17 30 59 49",
        "BOTH, 57 1 21 29 5 33 13 41 53 25 9 37 10 52 34 45 17 49",
        "CONFIDENT_LEARNING, 57 1 21 29 5 33 13 41 53 25 9 37 34 45 17 15 49 35",
        "PREDICTED_NEQ_GIVEN, 57 1 21 29 5 33 13 41 53 25 9 37 10 52 34 45 16 17 30 15 36 59 49 35 23",
        "LOW_NORMALIZED_MARGIN, 57 1 21 29 5 33 13 41 53 25 9 37 10 52 34 45 17 49",
        "LOW_SELF_CONFIDENCE, 57 1 21 29 5 33 13 41 53 25 9 37 10 52 34 45 16 17"
    })
    void isAsCleanlab(Rule rule, String expected) {
        int[] wanted =
                Arrays.stream(expected.split(" ")).mapToInt(Integer::parseInt).toArray();

        assertArrayEquals(wanted, issues(LABELS, ROWS).ranked(rule, Quality.SELF_CONFIDENCE));
    }

    @ParameterizedTest
    @EnumSource(Rule.class)
    void examplesWithoutALabelDoNotCount(Rule rule) {
        int[] labels = new int[2 * EXAMPLES];
        double[][] rows = new double[2 * EXAMPLES][];
        for (int n = 0; n < labels.length; n++) {
            labels[n] = n % 2 == 0 ? -1 : LABELS[n / 2];
            rows[n] = ROWS[n / 2];
        }

        int[] expected = Arrays.stream(found(issues(LABELS, ROWS).find(rule)))
                .map(i -> 2 * i + 1)
                .toArray();
        assertArrayEquals(expected, found(issues(labels, rows).find(rule)));
    }

    @Test
    void countsByHand() {
        // Thresholds: class 0 (0.9 + 0.8 + 0.1) / 3 = 0.6, class 1 (0.9 + 0.7 + 0.35) / 3 = 0.65. The third is
        // confidently of
        // class 1, the last reaches 0.65 of class 0. Joint: 2 1 / 1 2, calibrated the same.
        int[] labels = {0, 0, 0, 1, 1, 1};
        double[][] rows = {{0.9, 0.1}, {0.8, 0.2}, {0.1, 0.9}, {0.1, 0.9}, {0.3, 0.7}, {0.65, 0.35}};
        LabelIssues issues = issues(labels, rows);

        for (Rule rule : Rule.values()) {
            assertArrayEquals(new int[] {2, 5}, found(issues.find(rule)), rule.toString());
        }
        assertArrayEquals(new int[] {2, 5}, issues.ranked(Rule.BOTH, Quality.NORMALIZED_MARGIN));
        assertEquals(1, issues.likeliest(2));
        assertEquals(0.1, issues.quality(2, Quality.SELF_CONFIDENCE));
        // (0.35 - 0.65 + 1) / 2.
        assertEquals(0.35, issues.quality(5, Quality.NORMALIZED_MARGIN), 1e-15);
    }

    @Test
    void eachClassKeepsALabel() {
        // Each label of class 0 is confidently of class 1. One is left, as the joint has one on its diagonal.
        int[] labels = {0, 0, 0, 1, 1, 1};
        double[][] rows = {{0.1, 0.9}, {0.2, 0.8}, {0.3, 0.7}, {0.45, 0.55}, {0.4, 0.6}, {0.35, 0.65}};

        assertArrayEquals(new int[] {0, 1}, found(issues(labels, rows).find(Rule.PRUNE_BY_CLASS)));
        assertArrayEquals(new int[] {0, 1, 2}, found(issues(labels, rows).find(Rule.PREDICTED_NEQ_GIVEN)));
    }

    @Test
    void nothingLabelledHasNoIssues() {
        LabelIssues issues = issues(new int[] {-1, -1}, new double[][] {{0.5, 0.5}, {1, 0}});

        for (Rule rule : Rule.values()) {
            assertArrayEquals(new boolean[2], issues.find(rule));
        }
        assertEquals(
                "there are 1 labels but predictions of 2 examples",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> issues(new int[] {0}, new double[][] {{0.5, 0.5}, {1, 0}}))
                        .getMessage());
    }
}
