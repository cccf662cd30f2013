package org.relabel4j.benchmarks.learning;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.relabel4j.core.loop.RoundResult;
import org.relabel4j.core.metric.Accuracy;
import org.relabel4j.core.multilabel.SetCodes;
import org.relabel4j.core.probability.Rows;
import org.relabel4j.datasets.Dataset;
import org.relabel4j.datasets.format.CsvRow;
import org.relabel4j.datasets.format.CsvTable;
import org.relabel4j.datasets.format.CsvTable.Column;
import org.relabel4j.datasets.format.InputException;

/**
 * One row of {@code sets.csv}: how right the answers to each class's question are, where classes are sets of others. In rounds.csv a
 * set counts as right only as a whole.
 *
 * @param cell variant, model, strategy and trial
 * @param round number from 0
 * @param classAccuracy fraction of right answers of the model, over test set, classes and fold models; NaN without a test set
 * @param macroF1 mean over classes, of the test set or found by the model, of F1 of the answer yes, and over fold models
 * @param consensusClassAccuracy fraction of right answers of the consensus of labelled examples
 */
public record SetRow(
        LearningCell cell, int round, double classAccuracy, double macroF1, double consensusClassAccuracy) {
    /** Name of the file. */
    static final String FILE = "sets.csv";

    /** The columns. */
    static final CsvTable<SetRow> TABLE = new CsvTable<>(
            List.of(
                    new Column<>("variant", row -> row.cell.variant()),
                    new Column<>("model", row -> row.cell.model()),
                    new Column<>("strategy", row -> row.cell.strategy()),
                    new Column<>("trial", row -> String.valueOf(row.cell.trial())),
                    new Column<>("round", row -> String.valueOf(row.round)),
                    new Column<>("class_accuracy", row -> CsvTable.known(row.classAccuracy, RoundsCsv.DECIMALS)),
                    new Column<>("macro_f1", row -> CsvTable.known(row.macroF1, RoundsCsv.DECIMALS)),
                    new Column<>(
                            "consensus_class_accuracy",
                            row -> CsvTable.known(row.consensusClassAccuracy, RoundsCsv.DECIMALS))),
            SetRow::read);

    public SetRow {
        classAccuracy = CsvTable.rounded(classAccuracy, RoundsCsv.DECIMALS);
        macroF1 = CsvTable.rounded(macroF1, RoundsCsv.DECIMALS);
        consensusClassAccuracy = CsvTable.rounded(consensusClassAccuracy, RoundsCsv.DECIMALS);
    }

    private static SetRow read(CsvRow row) throws InputException {
        return new SetRow(
                LearningCell.read(row),
                row.count("round"),
                row.optionalFraction("class_accuracy"),
                row.optionalFraction("macro_f1"),
                row.optionalFraction("consensus_class_accuracy"));
    }

    /** Measures a round; of several models each fold model of each, alike. */
    static SetRow of(LearningCell cell, RoundResult result, Dataset data) {
        int numClasses = SetCodes.ofSets(data.classNames().size()).numClasses();
        List<int[]> predicted = result.state().members().stream()
                .flatMap(member -> member.testByFold().stream())
                .map(Rows::likeliest)
                .toList();
        int[] consensus = result.state().consensus().labels();
        int[] labelled = IntStream.range(0, consensus.length)
                .filter(i -> consensus[i] >= 0)
                .toArray();
        int[] truth = data.poolLabels();
        return new SetRow(
                cell,
                result.round(),
                predicted.stream()
                        .mapToDouble(codes -> classAccuracy(codes, data.testLabels(), numClasses))
                        .average()
                        .orElse(Double.NaN),
                predicted.stream()
                        .mapToDouble(codes -> macroF1(codes, data.testLabels(), numClasses))
                        .average()
                        .orElse(Double.NaN),
                classAccuracy(
                        Arrays.stream(labelled).map(i -> consensus[i]).toArray(),
                        Arrays.stream(labelled).map(i -> truth[i]).toArray(),
                        numClasses));
    }

    static double classAccuracy(int[] predicted, int[] truth, int numClasses) {
        return IntStream.range(0, numClasses)
                .mapToDouble(k -> Accuracy.of(SetCodes.question(predicted, k), SetCodes.question(truth, k)))
                .average()
                .orElseThrow();
    }

    /** The mean over classes of {@code 2 TP / (2 TP + FP + FN)}; classes that nothing has and nobody finds do not count. */
    static double macroF1(int[] predicted, int[] truth, int numClasses) {
        return IntStream.range(0, numClasses)
                .mapToDouble(k -> {
                    int both = 0;
                    int either = 0;
                    for (int i = 0; i < truth.length; i++) {
                        int votes = (predicted[i] >> k & 1) + (truth[i] >> k & 1);
                        both += votes == 2 ? 1 : 0;
                        either += votes;
                    }
                    return 2.0 * both / either;
                })
                .filter(f1 -> !Double.isNaN(f1))
                .average()
                .orElse(Double.NaN);
    }
}
