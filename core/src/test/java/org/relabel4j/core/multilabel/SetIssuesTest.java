package org.relabel4j.core.multilabel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.relabel4j.core.noise.LabelIssues.Quality;
import org.relabel4j.core.noise.LabelIssues.Rule;

class SetIssuesTest {
    private static final int EXAMPLES = 60;
    private static final int CLASSES = 3;

    /** The sets and probabilities of the peer's script, each example {@code times} apart; those between have no set. */
    private static SetIssues issues(int times, Combination combination) {
        double[][] columns = new double[CLASSES][times * EXAMPLES];
        int[] examples = IntStream.range(0, EXAMPLES).map(i -> times * i).toArray();
        int[][] sets = new int[EXAMPLES][];
        for (int example = 0; example < EXAMPLES; example++) {
            int i = example;
            int[] truth = new int[CLASSES];
            Arrays.setAll(truth, k -> (i * i * 3 + i * 5 + 4 * i * k) % 7 < 3 - k ? 1 : 0);
            for (int k = 0; k < CLASSES; k++) {
                columns[k][times * i] = (1 + (i * i * 31 + k * 170 + i * k * 71) % 997 + 900 * truth[k]) / 2000.0;
            }
            sets[i] = IntStream.range(0, CLASSES)
                    .filter(k -> truth[k] == 1 != ((i + 5 * k) % 9 == 0))
                    .toArray();
        }
        ClassSets given = ClassSets.empty(times * EXAMPLES, 1, CLASSES).with(examples, new int[EXAMPLES], sets);
        return new SetIssues(given, List.of(SetProbabilities.ofColumns(columns)), combination);
    }

    private static int[] found(boolean[] issues) {
        return IntStream.range(0, issues.length).filter(i -> issues[i]).toArray();
    }

    /** By cleanlab 2.9.0, as {@code benchmarks/peers/multilabel_issues.py} prints. */
    @ParameterizedTest
    @CsvSource({
        "PRUNE_BY_NOISE_RATE, 4 8 9 13 17 18 22 26 27 31 35 36 40 45 49 53 54",
        "PRUNE_BY_CLASS, 4 8 9 13 17 18 22 26 27 31 35 36 40 45 49 53 54",
        "BOTH, 4 8 9 13 17 18 22 26 27 31 35 36 40 45 49 53 54",
        "CONFIDENT_LEARNING, 4 8 9 13 18 27 31 35 40 45 53 54",
        "PREDICTED_NEQ_GIVEN, 1 4 8 9 13 14 17 18 20 21 22 26 27 31 35 36 40 42 44 45 49 52 53 54 57 58",
        "LOW_NORMALIZED_MARGIN, 4 8 9 18 22 27 31 35 40 45 53 54",
        "LOW_SELF_CONFIDENCE, 4 8 9 18 22 27 31 35 40 45 53 54"
    })
    void isAsCleanlab(Rule rule, String expected) {
        int[] wanted =
                Arrays.stream(expected.split(" ")).mapToInt(Integer::parseInt).toArray();

        assertArrayEquals(wanted, found(issues(1, Combination.PAPER).find(rule)));
    }

    /** Likewise. */
    @ParameterizedTest
    @EnumSource(Quality.class)
    void scoresAreThoseOfCleanlab(Quality quality) {
        double[] paper = {0.54114, 0.52622, 0.54134, 0.61798, 0.21168, 0.65026, 0.81880, 0.58624};
        double[] other = {0.58009, 0.718945, 0.66804, 0.79538, 0.570205, 0.780185, 0.879925, 0.744565};

        // Printed with 16 digits, of which the last are rounding.
        assertArrayEquals(paper, Arrays.copyOf(issues(1, Combination.PAPER).qualities(quality), 8), 1e-12);
        Combination mild = new Combination(Combination.Rule.EMA, 0.3);
        assertArrayEquals(other, Arrays.copyOf(issues(1, mild).qualities(quality), 8), 1e-12);
    }

    @ParameterizedTest
    @EnumSource(Rule.class)
    void examplesWithoutASetDoNotCount(Rule rule) {
        int[] expected = Arrays.stream(found(issues(1, Combination.PAPER).find(rule)))
                .map(i -> 2 * i)
                .toArray();

        assertArrayEquals(expected, found(issues(2, Combination.PAPER).find(rule)));
    }

    @Test
    void theWorstSetComesFirst() {
        SetIssues issues = issues(1, Combination.PAPER);
        double[] qualities = issues.qualities(Quality.SELF_CONFIDENCE);
        int[] ranked = issues.ranked(Rule.CONFIDENT_LEARNING, Quality.SELF_CONFIDENCE);

        for (int n = 1; n < ranked.length; n++) {
            assertEquals(true, qualities[ranked[n - 1]] <= qualities[ranked[n]]);
        }
        assertArrayEquals(
                found(issues.find(Rule.CONFIDENT_LEARNING)),
                Arrays.stream(ranked).sorted().toArray());
    }

    @Test
    void aSetIsAnIssueIfOneAnswerIs() {
        // Of each class, two yes at 0.9 and two no at 0.1 but for example 3, which says no to the second at 0.95.
        ClassSets sets =
                ClassSets.empty(4, 1, 2).with(new int[] {0, 1, 2, 3}, new int[4], new int[][] {{0, 1}, {0, 1}, {}, {}});
        SetProbabilities model =
                SetProbabilities.ofColumns(new double[][] {{0.9, 0.9, 0.1, 0.1}, {0.9, 0.9, 0.1, 0.95}});
        SetIssues issues = new SetIssues(sets, List.of(model), Combination.PAPER);

        assertArrayEquals(new int[] {3}, issues.ranked(Rule.CONFIDENT_LEARNING, Quality.SELF_CONFIDENCE));
        assertArrayEquals(
                new boolean[][] {{false, false, false, false}, {false, false, false, true}},
                issues.findByClass(Rule.CONFIDENT_LEARNING));
        assertArrayEquals(new int[] {1}, issues.likeliest(3));
        // Sorted 0.9, 0.05: 0.8 · 0.05 + 0.2 · 0.9.
        assertEquals(0.22, issues.qualities(Quality.SELF_CONFIDENCE)[3], 1e-15);
    }

    @Test
    void refusesSeveralSetsOfAnExample() {
        ClassSets sets = ClassSets.empty(2, 2, 1).with(new int[] {1, 1}, new int[] {0, 1}, new int[][] {{0}, {}});
        SetProbabilities model = SetProbabilities.ofColumns(new double[][] {{0.9, 0.1}});

        var error = assertThrows(
                IllegalArgumentException.class, () -> new SetIssues(sets, List.of(model), Combination.PAPER));

        assertEquals("example 1 has 2 sets, expected at most 1", error.getMessage());
    }
}
