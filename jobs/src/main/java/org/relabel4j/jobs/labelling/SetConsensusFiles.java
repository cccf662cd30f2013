package org.relabel4j.jobs.labelling;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.AnnotatorStats;
import org.relabel4j.core.consensus.ConfusionMatrices;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.consensus.ConsensusAnalysis;
import org.relabel4j.core.consensus.ConsensusMethod;
import org.relabel4j.core.consensus.KnownLabels;
import org.relabel4j.core.consensus.Trust;
import org.relabel4j.core.multilabel.PerClassConsensus;
import org.relabel4j.core.multilabel.SetConsensus;
import org.relabel4j.datasets.format.AtomicFiles;
import org.relabel4j.datasets.format.CsvLines;
import org.relabel4j.datasets.format.CsvOutput;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.format.KnownLabelFile;
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

    static void inferAndWrite(ConsensusJob.Request request, ConsensusMethod method, JobFiles files, Progress progress)
            throws InputException {
        List<KnownLabels> known = known(request, files, progress);
        progress.update("inferring", 0, 0);
        SetConsensus consensus = files.whileUnchanged(() -> new PerClassConsensus(method, request.combination())
                .analyse(
                        files.sets().orElseThrow(),
                        files.setProbabilities(),
                        known,
                        files.chance(request.seed(), "consensus")));
        SetConsensusFiles tables = new SetConsensusFiles(request, files.pool(), consensus, progress);
        ConsensusJob.Outputs outputs = request.outputs();
        Optional<AgreementFile> agreement = outputs.agreement()
                .map(output ->
                        AgreementFile.of(files.pool(), files.sets().orElseThrow(), output.bootstrap(), progress));
        try (AtomicFiles written = new AtomicFiles()) {
            if (outputs.annotators().isPresent()) {
                written.add(outputs.annotators().get(), tables::writeAnnotators);
            }
            if (outputs.weights().isPresent()) {
                written.add(outputs.weights().get(), tables::writeWeights);
            }
            if (outputs.posterior().isPresent()) {
                written.add(outputs.posterior().get(), tables::writePosterior);
            }
            if (outputs.confusion().isPresent()) {
                written.add(outputs.confusion().get(), tables::writeConfusion);
            }
            if (agreement.isPresent()) {
                written.add(outputs.agreement().orElseThrow().file(), agreement.get()::write);
            }
            written.add(outputs.consensus(), tables::writeConsensus);
            written.commit();
        }
    }

    private static List<KnownLabels> known(ConsensusJob.Request request, JobFiles files, Progress progress)
            throws InputException {
        return request.gold().isPresent()
                ? KnownLabelFile.readSets(request.gold().get(), files.pool(), separator(request), progress::note)
                : Collections.nCopies(files.pool().classNames().size(), KnownLabels.none());
    }

    private static String separator(ConsensusJob.Request request) {
        return request.inputs().labelOptions().separator().orElseThrow();
    }

    /** Fixed names, then two columns a class. */
    static List<String> header(List<String> classNames, String fixed, String first, String second) {
        return Stream.concat(
                        Stream.of(fixed.split(",")),
                        classNames.stream().flatMap(name -> Stream.of(first + name, second + name)))
                .toList();
    }

    /** A set as labels have it. */
    static String text(int[] set, List<String> classNames, String separator) {
        return Arrays.stream(set).mapToObj(classNames::get).collect(Collectors.joining(separator));
    }

    private Stream<ConsensusAnalysis> questions() {
        return IntStream.range(0, consensus.numClasses()).mapToObj(consensus::ofClass);
    }

    private void writeConsensus(OutputStream stream) throws IOException {
        CsvWriter header = CsvOutput.writer(stream);
        header.writeRecord(header(
                pool.classNames(),
                "task,consensus_label,consensus_quality_score,annotator_agreement,num_annotations",
                "label_",
                "quality_"));
        header.flush();
        Annotations structure = pool.annotations();
        String separator = separator(request);
        List<Consensus> questions =
                questions().map(ConsensusAnalysis::consensus).toList();
        CsvLines.Line line = (csv, i) -> {
            if (structure.isLabelled(i)) {
                List<String> record = new ArrayList<>(List.of(
                        pool.tasks().get(i),
                        text(consensus.set(i), pool.classNames(), separator),
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
                pool.classNames(),
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

    private void writeWeights(OutputStream stream) throws IOException {
        Map<String, Trust> trusts = new LinkedHashMap<>();
        for (String name : pool.classNames()) {
            trusts.put(name, consensus.ofClass(trusts.size()).trust().orElseThrow());
        }
        WeightsJson.write(stream, trusts, pool.annotators());
    }

    /** What each annotator answers where a task has a class, and where not: 1 for yes, 0 for no. */
    private void writeConfusion(OutputStream stream) throws IOException {
        CsvWriter csv = CsvOutput.writer(stream);
        csv.writeRecord("annotator", "class", "true", "given", "probability");
        for (int j = 0; j < pool.annotators().size(); j++) {
            for (int k = 0; k < consensus.numClasses(); k++) {
                ConfusionMatrices matrices =
                        consensus.ofClass(k).confusionMatrices().orElseThrow();
                for (int cell = 0; cell < 2 * 2; cell++) {
                    int truth = cell / 2;
                    int given = cell % 2;
                    csv.writeRecord(
                            pool.annotators().get(j),
                            pool.classNames().get(k),
                            Integer.toString(truth),
                            Integer.toString(given),
                            CsvOutput.number(matrices.probability(j, truth, given)));
                }
            }
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
