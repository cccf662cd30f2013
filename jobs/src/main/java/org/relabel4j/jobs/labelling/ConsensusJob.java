package org.relabel4j.jobs.labelling;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.AnnotatorStats;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.consensus.ConsensusAnalysis;
import org.relabel4j.core.consensus.ConsensusMethod;
import org.relabel4j.core.consensus.Trust;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.registry.ConsensusInfo;
import org.relabel4j.core.registry.ConsensusMethods;
import org.relabel4j.core.text.Choices;
import org.relabel4j.datasets.format.AtomicFiles;
import org.relabel4j.datasets.format.CsvLines;
import org.relabel4j.datasets.format.CsvOutput;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.format.LabelledPool;
import org.relabel4j.jobs.Progress;

/**
 * Infers consensus labels and the quality of annotators from files. Behind {@code relabel4j consensus}.
 *
 * <p>Labels are written as CSV {@code task,consensus_label,consensus_quality_score,annotator_agreement,num_annotations}, one
 * labelled task a row, in the order of the probabilities, or of first appearance if there are none. Annotators are written as
 * {@code annotator,annotator_quality,agreement_with_consensus,worst_class,num_examples_labeled}, the worst first; an empty
 * field is a quality that the labels do not tell. Classes are named if the labels name them, and numbered otherwise.
 */
public final class ConsensusJob {
    private ConsensusJob() {}

    /**
     * What to do.
     *
     * @param method id of a consensus method
     * @param options the method's options, name to value: see {@link ConsensusMethods}
     * @param inputs the files to read; probabilities only where the method needs them, else they break ties or are not looked at
     * @param outputs the files to write
     * @param seed decides whatever is left to chance
     */
    public record Request(String method, Map<String, String> options, JobInputs inputs, Outputs outputs, long seed) {
        public Request {
            options = Map.copyOf(options);
        }
    }

    /**
     * The files to write.
     *
     * @param consensus the labels, as CSV
     * @param annotators the annotators, as CSV
     * @param weights temperatures and weights, as JSON; only with a method that weighs
     */
    public record Outputs(Path consensus, Optional<Path> annotators, Optional<Path> weights) {
        List<Path> all() {
            List<Path> files = new ArrayList<>(List.of(consensus));
            annotators.ifPresent(files::add);
            weights.ifPresent(files::add);
            return files;
        }
    }

    /**
     * Reads, infers and writes. If anything fails, no output is written or changed, except where the system lets some be put
     * in place and then not the next: annotators and weights come before the labels.
     *
     * @throws IllegalArgumentException if the method is unknown, does not take an option, or lacks probabilities
     * @throws InputException if a file cannot be read or written, or says what cannot be
     */
    public static JobSummary run(Request request, Progress progress) throws InputException {
        ConsensusMethod method = method(request);
        JobFiles.checkOutputs(request.inputs(), request.outputs().all());
        JobFiles files = JobFiles.read(request.inputs(), progress);
        LabelledPool pool = files.pool();
        if (pool.annotations().size() == 0) {
            throw InputException.inFile(
                    request.inputs().labels().get(0), "has no labels", "a row a label below the header", "");
        }
        progress.update("inferring", 0, 0);
        RandomGenerator rng = Seeds.generator(request.seed(), "consensus", 0);
        ConsensusAnalysis analysis =
                files.whileUnchanged(() -> method.analyse(pool.annotations(), files.predProbs(), rng));
        write(request.outputs(), pool, analysis, progress);
        return JobSummary.of(pool.annotations());
    }

    private static ConsensusMethod method(Request request) {
        ConsensusInfo info = ConsensusMethods.info(request.method());
        ConsensusMethod method = info.create(request.options());
        if (method.needsProbabilities() && request.inputs().predProbs().isEmpty()) {
            throw new IllegalArgumentException("method " + info.name()
                    + " needs the predicted probabilities of at least one model; without any, use "
                    + names(other -> !other.needsProbabilities()));
        }
        if (!method.weighs() && request.outputs().weights().isPresent()) {
            throw new IllegalArgumentException("method " + info.name()
                    + (request.options().isEmpty() ? "" : " with these options")
                    + " has no weights to write; use " + names(ConsensusMethod::weighs));
        }
        return method;
    }

    private static String names(Predicate<ConsensusMethod> wanted) {
        return Choices.or(ConsensusMethods.all().stream()
                .filter(info -> wanted.test(info.create(Map.of())))
                .map(ConsensusInfo::name)
                .toList());
    }

    private static void write(Outputs outputs, LabelledPool pool, ConsensusAnalysis analysis, Progress progress)
            throws InputException {
        try (AtomicFiles files = new AtomicFiles()) {
            if (outputs.annotators().isPresent()) {
                files.add(
                        outputs.annotators().get(), stream -> writeAnnotators(stream, pool, analysis.annotatorStats()));
            }
            if (outputs.weights().isPresent()) {
                Trust trust = analysis.trust().orElseThrow();
                files.add(outputs.weights().get(), stream -> WeightsJson.write(stream, trust, pool.annotators()));
            }
            // Last, so that there are never labels without what was asked for beside them.
            files.add(outputs.consensus(), stream -> writeConsensus(stream, pool, analysis.consensus(), progress));
            files.commit();
        }
    }

    private static void writeConsensus(OutputStream stream, LabelledPool pool, Consensus consensus, Progress progress)
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

    private static void writeAnnotators(OutputStream stream, LabelledPool pool, AnnotatorStats stats)
            throws IOException {
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

    private static String written(LabelledPool pool, int label) {
        return pool.namedLabels() ? pool.classNames().get(label) : Integer.toString(label);
    }
}
