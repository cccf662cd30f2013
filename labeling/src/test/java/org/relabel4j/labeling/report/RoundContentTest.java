package org.relabel4j.labeling.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.labeling.report.WrongLabels.Label;
import org.relabel4j.labeling.round.RoundOutcome;
import org.relabel4j.pages.Table;
import org.relabel4j.pages.Table.Entry;

/** What the page says of five examples, by hand. Classes a, b, c; people x, y, z; the fourth example's answer a is known. */
class RoundContentTest {
    private static final Annotations ANNOTATIONS = Annotations.builder(5, 3, 3)
            .add(0, 0, 0)
            .add(0, 1, 1)
            .add(1, 0, 1)
            .add(2, 0, 2)
            .add(2, 1, 2)
            .add(2, 2, 0)
            .add(3, 2, 1)
            .build();

    private static final Probabilities PREDICTED = DenseProbabilities.of(
            new double[][] {{0.1, 0.2, 0.7}, {0.2, 0.8, 0}, {0.1, 0.2, 0.7}, {0.6, 0.4, 0}, {0.4, 0.35, 0.25}});

    private static final double[] QUALITIES = {0.8, 0.1, 0.6, 0.9, 0.9, 0.05, 0};

    private final RoundOutcome round = round(QUALITIES);

    private static RoundOutcome round(double[] qualities) {
        RoundOutcome some = new RoundFixture()
                .size(5, 5, 0)
                .people(List.of("x", "y", "z"))
                .classes(List.of("a", "b", "c"))
                .make();
        return new RoundOutcome(
                some.facts(),
                some.before(),
                some.tasks(),
                some.annotators(),
                some.classNames(),
                ANNOTATIONS,
                new int[] {-1, -1, -1, 0, -1},
                new Consensus(new int[] {0, 1, 2, 0, -1}, new double[] {0.8, 0.6, 0.9, 1, Double.NaN}, new double[] {
                    0.5, 1, 2.0 / 3, 0, Double.NaN
                }),
                qualities,
                PREDICTED,
                some.batch(),
                some.annotatorRows(),
                some.images(),
                some.sets());
    }

    @Test
    void countsWhatPeopleSaidOfExamplesThatOthersOrGoldDecide() {
        // Example 0 is a: one a, one b. Example 1 has a single label and says nothing. Example 2 is c: two c, one a.
        // Example 3 is
        // known to be a: one b.
        assertArrayEquals(
                new int[][] {{1, 2, 0}, {0, 0, 0}, {1, 0, 2}},
                Confusion.ofPeople(round).counts());
    }

    @Test
    void countsTheModelsLikeliestClassOfLabelledExamples() {
        assertArrayEquals(
                new int[][] {{1, 0, 1}, {0, 1, 0}, {0, 0, 1}},
                Confusion.ofModel(round).counts());
    }

    @Test
    void showsSharesOfARowAndShadesThem() {
        Table table = Confusion.ofPeople(round).table("people", round.classNames());

        assertEquals(List.of("consensus", "a", "b", "c", "answers"), table.header());
        assertEquals(
                List.of("a", "0.33", "0.67", "·", "3"),
                table.rows().get(0).stream().map(Entry::text).toList());
        assertEquals(
                List.of("b", "–", "–", "–", "0"),
                table.rows().get(1).stream().map(Entry::text).toList());
        // A third is in the fourth tenth, two thirds are in the seventh.
        assertEquals("hit h4", table.rows().get(0).get(1).kind());
        assertEquals("miss h7", table.rows().get(0).get(2).kind());
    }

    @Test
    void listsTheMostFrequentConfusionsOfManyClasses() {
        int[][] counts = new int[21][21];
        counts[3][3] = 6;
        counts[3][4] = 2;
        counts[5][6] = 3;
        List<String> names = IntStream.range(0, 21).mapToObj(k -> "class " + k).toList();

        Table table = new Confusion(counts).table("people", names);

        assertEquals(
                List.of(List.of("class 5", "class 6", "3", "1.00"), List.of("class 3", "class 4", "2", "0.25")),
                table.rows().stream()
                        .map(row -> row.stream().map(Entry::text).toList())
                        .toList());
    }

    @Test
    void findsLabelsThatAreRatherWrongThanRight() {
        WrongLabels wrong = WrongLabels.of(round, 2);

        assertEquals(3, wrong.count());
        assertEquals(List.of(new Label(3, 6, 0), new Label(2, 5, 0.05)), wrong.worst());
        assertEquals(0, WrongLabels.of(round(new double[0]), 2).count());
    }

    @Test
    void leavesLabelsAloneThatNoOtherClassBeats() {
        // The only label of example 1 is its consensus label. At 0.4 no other of three classes need be more probable,
        // at 0.3 one is.
        double[] sure = {0.9, 0.9, 0.4, 0.9, 0.9, 0.9, 1};
        double[] doubtful = {0.9, 0.9, 0.3, 0.9, 0.9, 0.9, 1};

        assertEquals(0, WrongLabels.of(round(sure), 2).count());
        assertEquals(
                List.of(new Label(1, 2, 0.3)),
                WrongLabels.of(round(doubtful), 2).worst());
    }

    @Test
    void putsEquallyDoubtfulLabelsInTheOrderOfTheirExamples() {
        WrongLabels wrong = WrongLabels.of(round(new double[] {0.9, 0.2, 0.2, 0.2, 0.9, 0.9, 0.1}), 3);

        assertEquals(List.of(new Label(3, 6, 0.1), new Label(0, 1, 0.2), new Label(1, 2, 0.2)), wrong.worst());
    }

    @Test
    void showsWhoSaidWhatWhileTheOthersSayWhat() {
        List<Entry> row = new RoundTables(round).wrong().rows().get(1);

        assertEquals(
                List.of("0.05", "00002.jpg", "z", "a", "c 0.90", "c 0.70, b 0.20", "c: x, y; a: z"),
                row.stream().map(Entry::text).toList());
        assertEquals(
                "a (known)", new RoundTables(round).wrong().rows().get(0).get(4).text());
    }

    @Test
    void saysWhyAnExampleIsAskedAbout() {
        Opinions opinions = new Opinions(round);

        assertEquals("labels disagree: 1 × a, 1 × b; the model says c", opinions.why(0));
        assertEquals("only one label, and the model agrees: consensus quality 0.60", opinions.why(1));
        assertEquals("labels disagree: 1 × a, 2 × c", opinions.why(2));
        assertEquals("only one label, which the model doubts: b 0.40", opinions.why(3));
        assertEquals("new, and the model is unsure", opinions.why(4));
    }

    @Test
    void countsTheRowsThatItLeavesOut() {
        RoundOutcome many = new RoundFixture().size(300, 300, 150).make();

        Table asked = new RoundTables(many).asked();

        assertEquals(100, asked.rows().size());
        assertEquals(List.of("The first 100 of 150 examples; batch.csv has them all."), asked.notes());
        assertTrue(new RoundTables(many).annotators().notes().isEmpty());
    }
}
