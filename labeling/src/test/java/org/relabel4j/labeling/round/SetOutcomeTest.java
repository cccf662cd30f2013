package org.relabel4j.labeling.round;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.assignment.AnnotatorEstimate;
import org.relabel4j.core.consensus.AnnotatorStats;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.datasets.format.CsvTable;

class SetOutcomeTest {
    private static final double NONE = Double.NaN;

    /** Two labelled examples, one that is not; the second has one label alone. */
    private static Consensus consensus(int first, int second) {
        return new Consensus(
                new int[] {first, second, -1}, new double[] {0.75, 0.5, NONE}, new double[] {0.5, 1, NONE});
    }

    private static AnnotatorStats stats(double ann, double bob) {
        return AnnotatorStats.of(new double[] {ann, bob}, new double[] {1, 0.5}, new int[] {0, 0}, new int[] {2, 0});
    }

    private final SetOutcome outcome = new SetOutcome(
            List.of("sky", "a,b"),
            List.of(consensus(1, 0), consensus(1, 1)),
            List.of(stats(0.25, 0.5), stats(0.75, NONE)),
            List.of(estimates(0.5), estimates(0.625)));

    private static List<AnnotatorEstimate> estimates(double accuracy) {
        return List.of(
                new AnnotatorEstimate(accuracy, 0, 1),
                new AnnotatorEstimate(accuracy, 0, 1),
                new AnnotatorEstimate(accuracy + 0.25, 0, 1));
    }

    @Test
    void theConsensusHasTwoColumnsAClass() {
        assertEquals(List.of("label_sky", "quality_sky", "label_a,b", "quality_a,b"), outcome.columns());
        assertEquals(List.of("0", "0.5", "1", "0.5"), outcome.fields(1, new double[] {0.9, 0.9}));
        // Nobody has labelled the third: it is what the model says, and how sure it is of that.
        assertEquals(List.of("0", "0.75", "1", "0.625"), outcome.fields(2, new double[] {0.25, 0.625}));
        assertEquals(List.of("", "", "", ""), outcome.fields(2, new double[0]));
    }

    @Test
    void theModelSaysWhatIsAsProbableAsNot() {
        assertEquals("sky|a,b", outcome.predicted(new double[] {0.5, 1}));
        assertEquals("|", outcome.predicted(new double[] {0.4375, 0}));
        // Of 1 and 0.5 the lower counts most: 0.8 · 0.5 + 0.2 · 1.
        assertEquals(0.6, SetOutcome.sureness(new double[] {0.5, 0}), 1e-15);
    }

    @Test
    void annotatorsHaveThreeColumnsAClass() {
        AnnotatorRow ann = new AnnotatorRow("ann", 0.5, 1, "sky", 2, 0, 0, 0, 0.5, 0.25, 0.75);
        AnnotatorRow bob = new AnnotatorRow("bob", NONE, NONE, "", 0, 0, 0, 0, NONE, NONE, NONE);
        CsvTable<AnnotatorRow> table = AnnotatorRow.TABLE.with(outcome.annotatorColumns(List.of("ann", "bob")));

        assertEquals(
                "annotator,annotator_quality,agreement_with_consensus,worst_class,num_examples_labeled,skipped,gold_labeled,"
                        + "gold_right,accuracy,accuracy_low,accuracy_high,quality_sky,agreement_sky,accuracy_sky,"
                        + "\"quality_a,b\",\"agreement_a,b\",\"accuracy_a,b\"\n"
                        + "bob,,,,0,0,0,0,,,,0.5,0.5,,,0.5,\n"
                        + "ann,0.5,1.0,sky,2,0,0,0,0.5,0.25,0.75,0.25,1.0,0.5,0.75,1.0,0.625\n",
                table.text(List.of(bob, ann)));
    }

    @Test
    void eachClassInNumbers() {
        Annotations annotations = Annotations.builder(3, 2, 2)
                .add(0, 0, 1)
                .add(0, 1, 0)
                .add(1, 0, 0)
                .build();

        assertEquals(1, outcome.count(0));
        assertEquals(2, outcome.count(1));
        // The second example has one label alone.
        assertEquals(0.5, outcome.agreement(0, annotations));
        assertEquals(0.75, outcome.modelAccuracy(0));
        assertEquals(0.5, outcome.guessing(0));
        assertEquals(1, outcome.guessing(1));
    }
}
