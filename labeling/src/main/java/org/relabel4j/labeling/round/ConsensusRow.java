package org.relabel4j.labeling.round;

import java.util.List;
import org.relabel4j.core.numeric.RowMath;
import org.relabel4j.core.text.Choices;
import org.relabel4j.datasets.format.CsvOutput;
import org.relabel4j.datasets.format.CsvTable;
import org.relabel4j.datasets.format.CsvTable.Column;

/**
 * A row of {@code consensus.csv}: what an example is, as far as is known. What is not known is NaN, and nothing in the file.
 *
 * @param task its id
 * @param label name of the class; empty for an unlabelled example of a round without a model
 * @param quality how probable it is that the label is right
 * @param agreement fraction of the example's labels that are it
 * @param numAnnotations labels of people
 * @param source who says so
 */
public record ConsensusRow(
        String task, String label, double quality, double agreement, int numAnnotations, Source source) {
    /** Who says so. */
    public enum Source {
        /** People's labels, weighed. */
        PEOPLE,
        /** The model: nobody has labelled it yet. */
        MODEL,
        /** It was known beforehand. */
        GOLD
    }

    /** The file. */
    public static final CsvTable<ConsensusRow> TABLE = new CsvTable<>(
            List.of(
                    new Column<>("task", ConsensusRow::task),
                    new Column<>("consensus_label", ConsensusRow::label),
                    new Column<>("consensus_quality_score", row -> CsvOutput.number(row.quality())),
                    new Column<>("annotator_agreement", row -> CsvOutput.number(row.agreement())),
                    new Column<>("num_annotations", row -> Integer.toString(row.numAnnotations())),
                    new Column<>("source", row -> Choices.written(row.source()))),
            row -> new ConsensusRow(
                    row.text("task"),
                    row.text("consensus_label"),
                    row.fraction("consensus_quality_score"),
                    row.fraction("annotator_agreement"),
                    row.count("num_annotations"),
                    row.choice("source", Source.class)));

    /** The row of an example. */
    static ConsensusRow of(RoundOutcome round, int i) {
        int label = round.consensus().label(i);
        Source source = round.gold()[i] >= 0 ? Source.GOLD : label >= 0 ? Source.PEOPLE : Source.MODEL;
        String name = label < 0 ? "" : round.classNames().get(label);
        double quality = round.consensus().quality(i);
        if (source == Source.MODEL) {
            double[] row = round.predicted(i);
            if (row.length == 0) {
                quality = Double.NaN;
            } else if (round.sets().isPresent()) {
                name = round.sets().get().predicted(row);
                quality = SetOutcome.sureness(row);
            } else {
                int best = RowMath.argmax(row);
                name = round.classNames().get(best);
                quality = row[best];
            }
        }
        return new ConsensusRow(
                round.tasks().get(i),
                name,
                quality,
                source == Source.MODEL ? Double.NaN : round.consensus().agreement(i),
                round.annotations().count(i),
                source);
    }
}
