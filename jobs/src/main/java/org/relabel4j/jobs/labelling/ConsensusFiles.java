package org.relabel4j.jobs.labelling;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.AnnotatorStats;
import org.relabel4j.core.consensus.ConfusionMatrices;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.consensus.ConsensusAnalysis;
import org.relabel4j.datasets.format.CsvLines;
import org.relabel4j.datasets.format.CsvOutput;
import org.relabel4j.datasets.format.LabelledPool;
import org.relabel4j.jobs.Progress;

/** The tables that {@link ConsensusJob} writes. */
final class ConsensusFiles {
    private ConsensusFiles() {}

    static void writeConsensus(OutputStream stream, LabelledPool pool, Consensus consensus, Progress progress)
            throws IOException {
        stream.write("task,consensus_label,consensus_quality_score,annotator_agreement,num_annotations\n"
                .getBytes(StandardCharsets.UTF_8));
        Annotations annotations = pool.annotations();
        CsvLines.Line line = (csv, i) -> {
            if (annotations.isLabelled(i)) {
                csv.writeRecord(
                        pool.tasks().get(i),
                        written(pool, consensus.label(i)),
                        CsvOutput.number(consensus.quality(i)),
                        CsvOutput.number(consensus.agreement(i)),
                        Integer.toString(annotations.count(i)));
            }
        };
        CsvLines.write(
                stream,
                annotations.numExamples(),
                line,
                done -> progress.update("writing labels", done, annotations.numExamples()));
    }

    static void writeAnnotators(OutputStream stream, LabelledPool pool, AnnotatorStats stats) throws IOException {
        CsvWriter csv = CsvOutput.writer(stream);
        csv.writeRecord(
                "annotator", "annotator_quality", "agreement_with_consensus", "worst_class", "num_examples_labeled");
        double[] quality = stats.quality();
        double[] agreement = stats.agreementWithConsensus();
        int[] worstClass = stats.worstClass();
        int[] counts = stats.numExamplesLabelled();
        for (int j : stats.order()) {
            csv.writeRecord(
                    pool.annotators().get(j),
                    CsvOutput.number(quality[j]),
                    CsvOutput.number(agreement[j]),
                    worstClass[j] < 0 ? "" : written(pool, worstClass[j]),
                    Integer.toString(counts[j]));
        }
        csv.flush();
    }

    static void writePosterior(OutputStream stream, LabelledPool pool, ConsensusAnalysis analysis) throws IOException {
        CsvWriter csv = CsvOutput.writer(stream);
        csv.writeRecord("task", "class", "probability");
        double[] row = new double[pool.annotations().numClasses()];
        int numNamed = numNamed(pool);
        for (int i = 0; i < pool.annotations().numExamples(); i++) {
            if (pool.annotations().isLabelled(i)) {
                analysis.classProbabilities(i, row);
                for (int k = 0; k < numNamed; k++) {
                    csv.writeRecord(pool.tasks().get(i), written(pool, k), CsvOutput.number(row[k]));
                }
            }
        }
        csv.flush();
    }

    /** Of the annotators with labels, in the order of their first. */
    static void writeConfusion(OutputStream stream, LabelledPool pool, ConfusionMatrices matrices) throws IOException {
        CsvWriter csv = CsvOutput.writer(stream);
        csv.writeRecord("annotator", "true", "given", "probability");
        int numClasses = numNamed(pool);
        for (int j = 0; j < pool.annotators().size(); j++) {
            for (int k = 0; k < numClasses; k++) {
                for (int given = 0; given < numClasses; given++) {
                    csv.writeRecord(
                            pool.annotators().get(j),
                            written(pool, k),
                            written(pool, given),
                            CsvOutput.number(matrices.probability(j, k, given)));
                }
            }
        }
        csv.flush();
    }

    /** Without the second class that methods get where all labels are of one: it has no name. */
    private static int numNamed(LabelledPool pool) {
        int last = pool.classNames().size() - 1;
        return pool.classNames().get(last).isEmpty() ? last : last + 1;
    }

    static String written(LabelledPool pool, int label) {
        return pool.namedLabels() ? pool.classNames().get(label) : Integer.toString(label);
    }
}
