package org.relabel4j.labeling.round;

import java.util.List;
import org.relabel4j.datasets.format.CsvOutput;
import org.relabel4j.datasets.format.CsvTable;
import org.relabel4j.datasets.format.CsvTable.Column;

/**
 * A row of {@code annotators.csv}: how good an annotator is. What the labels do not tell is NaN, and nothing in the file.
 *
 * @param annotator his name
 * @param quality by the consensus method, in [0, 1]
 * @param agreement fraction of his labels that are the consensus label
 * @param worstClass the label that he gave with the least agreement; empty without labels
 * @param numLabelled examples that he labelled
 * @param skipped examples that he skipped
 * @param goldLabelled examples with a known answer that he labelled
 * @param goldRight those of them that he labelled rightly
 * @param accuracy estimated probability that a label of his is right, from gold and the consensus of examples that others labelled too
 * @param low lower end of its 95 % interval
 * @param high upper end
 */
public record AnnotatorRow(
        String annotator,
        double quality,
        double agreement,
        String worstClass,
        int numLabelled,
        int skipped,
        int goldLabelled,
        int goldRight,
        double accuracy,
        double low,
        double high) {
    /** The file. */
    public static final CsvTable<AnnotatorRow> TABLE = new CsvTable<>(
            List.of(
                    new Column<>("annotator", AnnotatorRow::annotator),
                    new Column<>("annotator_quality", row -> CsvOutput.number(row.quality())),
                    new Column<>("agreement_with_consensus", row -> CsvOutput.number(row.agreement())),
                    new Column<>("worst_class", AnnotatorRow::worstClass),
                    new Column<>("num_examples_labeled", row -> Integer.toString(row.numLabelled())),
                    new Column<>("skipped", row -> Integer.toString(row.skipped())),
                    new Column<>("gold_labeled", row -> Integer.toString(row.goldLabelled())),
                    new Column<>("gold_right", row -> Integer.toString(row.goldRight())),
                    new Column<>("accuracy", row -> CsvOutput.number(row.accuracy())),
                    new Column<>("accuracy_low", row -> CsvOutput.number(row.low())),
                    new Column<>("accuracy_high", row -> CsvOutput.number(row.high()))),
            row -> new AnnotatorRow(
                    row.text("annotator"),
                    row.fraction("annotator_quality"),
                    row.fraction("agreement_with_consensus"),
                    row.text("worst_class"),
                    row.count("num_examples_labeled"),
                    row.count("skipped"),
                    row.count("gold_labeled"),
                    row.count("gold_right"),
                    row.fraction("accuracy"),
                    row.fraction("accuracy_low"),
                    row.fraction("accuracy_high")));
}
