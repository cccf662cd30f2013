package org.relabel4j.jobs.labelling;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.AnnotatorStats;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.consensus.ConsensusAnalysis;
import org.relabel4j.core.consensus.ConsensusMethod;
import org.relabel4j.core.multilabel.PerClassConsensus;
import org.relabel4j.core.multilabel.SetConsensus;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.datasets.format.AtomicFiles;
import org.relabel4j.datasets.format.CsvLines;
import org.relabel4j.datasets.format.CsvOutput;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.format.LabelledPool;
import org.relabel4j.jobs.Progress;

/**
 * The tables of {@link ConsensusJob} where labels are sets of classes: those of single labels, whose columns are of whole sets, with
 * further columns a class.
 */
final class SetConsensusFiles {
    private final ConsensusJob.Request request;
    private final LabelledPool pool;
    private final SetConsensus consensus;
    private final Progress progress;

    private SetConsensusFiles(
            ConsensusJob.Request request, LabelledPool pool, SetConsensus consensus, Progress progress) {
        this.request = request;
        this.pool = pool;
        this.consensus = consensus;
        this.progress = progress;
    }

    /** @throws IllegalArgumentException if something is wanted that there is of single labels alone */
    static void checkOutputs(ConsensusJob.Request request) {
        List<String> wanted = new ArrayList<>();
        request.outputs().weights().ifPresent(file -> wanted.add("--weights"));
        request.outputs().confusion().ifPresent(file -> wanted.add("--confusion"));
        request.outputs().agreement().ifPresent(output -> wanted.add("--agreement"));
        request.gold().ifPresent(file -> wanted.add("--gold"));
        if (!wanted.isEmpty()) {
            throw new IllegalArgumentException("--multi-label does not go with " + String.join(" and ", wanted)
                    + ", for there is one class a task there; leave " + (wanted.size() == 1 ? "it" : "them") + " out");
        }
    }

    static void inferAndWrite(ConsensusJob.Request request, ConsensusMethod method, JobFiles files, Progress progress)
            throws InputException {
        progress.update("inferring", 0, 0);
        SetConsensus consensus = files.whileUnchanged(() -> new PerClassConsensus(method, request.combination())
                .analyse(
                        files.sets().orElseThrow(),
                        files.setProbabilities(),
                        Seeds.generator(request.seed(), "consensus", 0)));
        SetConsensusFiles tables = new SetConsensusFiles(request, files.pool(), consensus, progress);
        ConsensusJob.Outputs outputs = request.outputs();
        try (AtomicFiles written = new AtomicFiles()) {
            if (outputs.annotators().isPresent()) {
                written.add(outputs.annotators().get(), tables::writeAnnotators);
            }
            if (outputs.posterior().isPresent()) {
                written.add(outputs.posterior().get(), tables::writePosterior);
            }
            written.add(outputs.consensus(), tables::writeConsensus);
            written.commit();
        }
    }

    /** Fixed names, then two columns a class. */
    private List<String> header(String fixed, String first, String second) {
        return Stream.concat(
                        Stream.of(fixed.split(",")),
                        pool.classNames().stream().flatMap(name -> Stream.of(first + name, second + name)))
                .toList();
    }

    private Stream<ConsensusAnalysis> questions() {
        return IntStream.range(0, consensus.numClasses()).mapToObj(consensus::ofClass);
    }

    private void writeConsensus(OutputStream stream) throws IOException {
        CsvWriter header = CsvOutput.writer(stream);
        header.writeRecord(header(
                "task,consensus_label,consensus_quality_score,annotator_agreement,num_annotations",
                "label_",
                "quality_"));
        header.flush();
        Annotations structure = pool.annotations();
        String separator = request.inputs().labelOptions().separator().orElseThrow();
        List<Consensus> questions =
                questions().map(ConsensusAnalysis::consensus).toList();
        CsvLines.Line line = (csv, i) -> {
            if (structure.isLabelled(i)) {
                List<String> record = new ArrayList<>(List.of(
                        pool.tasks().get(i),
                        Arrays.stream(consensus.set(i))
                                .mapToObj(pool.classNames()::get)
                                .collect(Collectors.joining(separator)),
                        CsvOutput.number(consensus.quality(i)),
                        CsvOutput.number(consensus.agreement(i)),
                        Integer.toString(structure.count(i))));
                for (Consensus question : questions) {
                    record.add(Integer.toString(question.label(i)));
                    record.add(CsvOutput.number(question.quality(i)));
                }
                csv.writeRecord(record);
            }
        };
        int numExamples = structure.numExamples();
        CsvLines.write(stream, numExamples, line, done -> progress.update("writing labels", done, numExamples));
    }

    private void writeAnnotators(OutputStream stream) throws IOException {
        CsvWriter csv = CsvOutput.writer(stream);
        csv.writeRecord(header(
                "annotator,annotator_quality,agreement_with_consensus,worst_class,num_examples_labeled",
                "quality_",
                "agreement_"));
        AnnotatorStats overall = consensus.annotatorStats();
        int[] worstClass = overall.worstClass();
        int[] counts = overall.numExamplesLabelled();
        List<double[]> columns = Stream.concat(Stream.of(overall), questions().map(ConsensusAnalysis::annotatorStats))
                .flatMap(stats -> Stream.of(stats.quality(), stats.agreementWithConsensus()))
                .toList();
        for (int j : overall.order()) {
            List<String> record = new ArrayList<>(List.of(pool.annotators().get(j)));
            columns.forEach(column -> record.add(CsvOutput.number(column[j])));
            record.addAll(
                    3,
                    List.of(
                            worstClass[j] < 0 ? "" : pool.classNames().get(worstClass[j]),
                            Integer.toString(counts[j])));
            csv.writeRecord(record);
        }
        csv.flush();
    }

    /** How probable it is that a task has each class. */
    private void writePosterior(OutputStream stream) throws IOException {
        CsvWriter csv = CsvOutput.writer(stream);
        csv.writeRecord("task", "class", "probability");
        double[] answers = new double[2];
        for (int i = 0; i < pool.annotations().numExamples(); i++) {
            for (int k = 0; k < consensus.numClasses() && pool.annotations().isLabelled(i); k++) {
                consensus.ofClass(k).classProbabilities(i, answers);
                csv.writeRecord(pool.tasks().get(i), pool.classNames().get(k), CsvOutput.number(answers[1]));
            }
        }
        csv.flush();
    }
}
