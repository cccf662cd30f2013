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
import java.util.random.RandomGenerator;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.AnnotatorStats;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.consensus.ConsensusMethod;
import org.relabel4j.core.consensus.CrowdLab;
import org.relabel4j.core.consensus.CrowdLabResult;
import org.relabel4j.core.consensus.DawidSkene;
import org.relabel4j.core.consensus.Trust;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.registry.ConsensusMethods;
import org.relabel4j.core.text.Suggestions;
import org.relabel4j.datasets.format.AtomicFiles;
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
    private static final String CROWDLAB = "crowdlab";
    private static final Option<Boolean> CALIBRATE = Option.flag(
                    "calibrate", "scale the probabilities by the best temperature first")
            .withDefault(false);
    private static final Option<CrowdLab.QualityRule> QUALITY = Option.choice(
                    "quality-method", CrowdLab.QualityRule.class, "how a label's quality is measured")
            .withDefault(CrowdLab.QualityRule.CROWDLAB);
    private static final Option<CrowdLab.ConsensusRule> CONSENSUS = Option.choice(
                    "consensus-method", CrowdLab.ConsensusRule.class, "how the label is chosen")
            .withDefault(CrowdLab.ConsensusRule.BEST_QUALITY);

    private static final String DAWID_SKENE = "dawid-skene";
    private static final Option<DawidSkene.Prior> PRIOR = Option.choice(
                    "prior",
                    DawidSkene.Prior.class,
                    "what is assumed before",
                    Map.of(
                            DawidSkene.Prior.STRONG, "four imaginary labels a true class",
                            DawidSkene.Prior.NONE, "plain maximum likelihood"))
            .withDefault(DawidSkene.Prior.AUTO);

    private ConsensusJob() {}

    /**
     * What to do.
     *
     * @param method id of a consensus method
     * @param options the method's options, name to value: {@link #options}
     * @param inputs the files to read; CROWDLAB needs probabilities, majority vote breaks ties by them, the others use only
     *     their tasks and classes
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
     * @param weights temperatures and weights, as JSON; only with CROWDLAB
     */
    public record Outputs(Path consensus, Optional<Path> annotators, Optional<Path> weights) {
        List<Path> all() {
            List<Path> files = new ArrayList<>(List.of(consensus));
            annotators.ifPresent(files::add);
            weights.ifPresent(files::add);
            return files;
        }
    }

    private record Inferred(Consensus consensus, AnnotatorStats annotators, Optional<Trust> trust) {}

    /** Infers on the files' labels. */
    private interface Inference {
        Inferred infer(JobFiles files, RandomGenerator rng);
    }

    /** The options that a method takes. */
    public static List<Option<?>> options(String method) {
        return switch (method) {
            case CROWDLAB -> List.of(CALIBRATE, QUALITY, CONSENSUS);
            case DAWID_SKENE -> List.of(PRIOR);
            default -> List.of();
        };
    }

    /**
     * Reads, infers and writes. If anything fails, no output is written or changed, except where the system lets some be put
     * in place and then not the next: annotators and weights come before the labels.
     *
     * @throws IllegalArgumentException if the method is unknown, does not take an option, or lacks probabilities
     * @throws InputException if a file cannot be read or written, or says what cannot be
     */
    public static JobSummary run(Request request, Progress progress) throws InputException {
        Inference inference = inference(request);
        JobFiles.checkOutputs(request.inputs(), request.outputs().all());
        JobFiles files = JobFiles.read(request.inputs(), progress);
        LabelledPool pool = files.pool();
        if (pool.annotations().size() == 0) {
            throw InputException.inFile(
                    request.inputs().labels().get(0), "has no labels", "a row a label below the header", "");
        }
        progress.update("inferring", 0, 0);
        RandomGenerator rng = Seeds.generator(request.seed(), "consensus", 0);
        Inferred inferred = files.whileUnchanged(() -> inference.infer(files, rng));
        write(request.outputs(), pool, inferred, progress);
        return JobSummary.of(pool.annotations());
    }

    private static Inference inference(Request request) {
        String name = request.method();
        if (!ConsensusMethods.names().contains(name)) {
            throw new IllegalArgumentException(
                    "unknown consensus method \"" + name + "\"; " + Suggestions.hint(name, ConsensusMethods.names()));
        }
        Options options = Options.parse("method " + name, options(name), request.options());
        if (name.equals(CROWDLAB)) {
            return crowdLab(request, options);
        }
        if (request.outputs().weights().isPresent()) {
            throw new IllegalArgumentException(
                    "method " + name + " has no weights to write; only " + CROWDLAB + " has");
        }
        ConsensusMethod method = name.equals(DAWID_SKENE)
                ? new DawidSkene().withPrior(options.get(PRIOR))
                : ConsensusMethods.byName(name);
        return (files, rng) -> {
            Annotations annotations = files.pool().annotations();
            Consensus consensus = method.infer(annotations, files.predProbs(), rng);
            return new Inferred(consensus, AnnotatorStats.of(annotations, consensus), Optional.empty());
        };
    }

    private static Inference crowdLab(Request request, Options options) {
        if (request.inputs().predProbs().isEmpty()) {
            throw new IllegalArgumentException(
                    "method crowdlab needs the predicted probabilities of at least one model;"
                            + " without any, use majority-vote, dawid-skene or glad");
        }
        CrowdLab.QualityRule quality = options.get(QUALITY);
        if (quality == CrowdLab.QualityRule.AGREEMENT
                && request.outputs().weights().isPresent()) {
            throw new IllegalArgumentException("quality-method agreement has no weights to write; use crowdlab");
        }
        CrowdLab plain = new CrowdLab().withQuality(quality).withConsensus(options.get(CONSENSUS));
        CrowdLab method = options.get(CALIBRATE) ? plain.withCalibration() : plain;
        return (files, rng) -> {
            CrowdLabResult result = method.analyse(files.pool().annotations(), files.predProbs(), rng);
            return new Inferred(result.consensus(), result.annotatorStats(), Optional.of(result.trust()));
        };
    }

    private static void write(Outputs outputs, LabelledPool pool, Inferred inferred, Progress progress)
            throws InputException {
        try (AtomicFiles files = new AtomicFiles()) {
            if (outputs.annotators().isPresent()) {
                files.add(outputs.annotators().get(), stream -> writeAnnotators(stream, pool, inferred.annotators()));
            }
            if (outputs.weights().isPresent()) {
                Trust trust = inferred.trust().orElseThrow();
                files.add(outputs.weights().get(), stream -> WeightsJson.write(stream, trust, pool.annotators()));
            }
            // Last, so that there are never labels without what was asked for beside them.
            files.add(outputs.consensus(), stream -> writeConsensus(stream, pool, inferred.consensus(), progress));
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
        CsvLines.write(stream, annotations.numExamples(), line, "writing labels", progress);
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
