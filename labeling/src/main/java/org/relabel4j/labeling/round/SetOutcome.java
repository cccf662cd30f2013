package org.relabel4j.labeling.round;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.assignment.AnnotatorEstimate;
import org.relabel4j.core.consensus.AnnotatorStats;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.metric.Accuracy;
import org.relabel4j.core.multilabel.Combination;
import org.relabel4j.datasets.format.CsvOutput;
import org.relabel4j.datasets.format.CsvTable.Column;
import org.relabel4j.datasets.format.LabelSetText;

/**
 * What a round found of each class, where an example may have several.
 *
 * @param classNames name of each class
 * @param consensus to the question of each class: labels are 1 for yes and 0 for no; known answers count with certainty
 * @param stats of the annotators' answers to the question of each class
 * @param estimates of their answers to the question of each class, and last of the model's
 */
public record SetOutcome(
        List<String> classNames,
        List<Consensus> consensus,
        List<AnnotatorStats> stats,
        List<List<AnnotatorEstimate>> estimates) {
    private static final double EVEN = 0.5;

    public SetOutcome {
        classNames = List.copyOf(classNames);
        consensus = List.copyOf(consensus);
        stats = List.copyOf(stats);
        estimates = List.copyOf(estimates);
    }

    /** The set that a model says: the classes that are as probable as not. */
    public String predicted(double[] row) {
        return LabelSetText.of(IntStream.range(0, row.length)
                .filter(k -> row[k] >= EVEN)
                .mapToObj(classNames::get)
                .toList());
    }

    /** How sure a model is of the set that it says: combined from its classes as the quality of a consensus is. */
    static double sureness(double[] row) {
        return Combination.PAPER.combine(IntStream.range(0, row.length)
                .mapToDouble(k -> sureness(row[k]))
                .toArray());
    }

    private static double sureness(double yes) {
        return Math.max(yes, 1 - yes);
    }

    /** Examples whose consensus has class {@code k}. */
    public int count(int k) {
        return (int) IntStream.of(consensus.get(k).labels())
                .filter(label -> label == 1)
                .count();
    }

    /** Fraction of the answers to the question of class {@code k} that are the consensus, of examples with several; or NaN. */
    public double agreement(int k, Annotations annotations) {
        double agreeing = 0;
        int all = 0;
        for (int i = 0; i < annotations.numExamples(); i++) {
            if (annotations.count(i) > 1) {
                agreeing += consensus.get(k).agreement(i) * annotations.count(i);
                all += annotations.count(i);
            }
        }
        return agreeing / all;
    }

    /** Estimated fraction of the model's answers to the question of class {@code k} that are right. */
    public double modelAccuracy(int k) {
        List<AnnotatorEstimate> all = estimates.get(k);
        return all.get(all.size() - 1).accuracy();
    }

    /** Accuracy of always giving the more frequent answer to the question of class {@code k}. */
    public double guessing(int k) {
        return Accuracy.ofGuessing(consensus.get(k).labels(), 2);
    }

    /** What the table of the consensus has besides, as {@code consensus --multi-label} writes it. */
    List<String> columns() {
        return classNames.stream()
                .flatMap(name -> Stream.of("label_" + name, "quality_" + name))
                .toList();
    }

    /**
     * What the row of an example has besides.
     *
     * @param row the model's probabilities; empty without a model
     */
    List<String> fields(int i, double[] row) {
        List<String> fields = new ArrayList<>();
        for (int k = 0; k < classNames.size(); k++) {
            int label = consensus.get(k).label(i);
            if (label >= 0) {
                fields.add(Integer.toString(label));
                fields.add(CsvOutput.number(consensus.get(k).quality(i)));
            } else if (row.length > 0) {
                fields.add(row[k] >= EVEN ? "1" : "0");
                fields.add(CsvOutput.number(sureness(row[k])));
            } else {
                fields.addAll(List.of("", ""));
            }
        }
        return fields;
    }

    /**
     * What the table of the annotators has besides.
     *
     * @param annotators their names, in the order of the statistics
     */
    List<Column<AnnotatorRow>> annotatorColumns(List<String> annotators) {
        Map<String, Integer> places = new HashMap<>();
        annotators.forEach(name -> places.put(name, places.size()));
        List<Column<AnnotatorRow>> columns = new ArrayList<>();
        for (int k = 0; k < classNames.size(); k++) {
            double[] quality = stats.get(k).quality();
            double[] agreement = stats.get(k).agreementWithConsensus();
            List<AnnotatorEstimate> accuracy = estimates.get(k);
            String name = classNames.get(k);
            columns.add(new Column<>("quality_" + name, row -> CsvOutput.number(quality[places.get(row.annotator())])));
            columns.add(
                    new Column<>("agreement_" + name, row -> CsvOutput.number(agreement[places.get(row.annotator())])));
            columns.add(new Column<>(
                    "accuracy_" + name,
                    row -> row.numLabelled() == 0
                            ? ""
                            : CsvOutput.number(
                                    accuracy.get(places.get(row.annotator())).accuracy())));
        }
        return columns;
    }
}
