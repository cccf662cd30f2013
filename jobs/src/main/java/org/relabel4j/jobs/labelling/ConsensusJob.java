package org.relabel4j.jobs.labelling;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.relabel4j.core.agreement.Bootstrap;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.ConfusionMatrices;
import org.relabel4j.core.consensus.ConsensusAnalysis;
import org.relabel4j.core.consensus.ConsensusMethod;
import org.relabel4j.core.consensus.KnownLabels;
import org.relabel4j.core.consensus.Trust;
import org.relabel4j.core.multilabel.Combination;
import org.relabel4j.core.registry.ConsensusInfo;
import org.relabel4j.core.registry.ConsensusMethods;
import org.relabel4j.core.text.Choices;
import org.relabel4j.datasets.format.AtomicFiles;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.format.KnownLabelFile;
import org.relabel4j.datasets.format.LabelledPool;
import org.relabel4j.jobs.Progress;

/**
 * Infers consensus labels and the quality of annotators from files. Behind {@code relabel4j consensus}.
 *
 * <p>Labels are written as CSV {@code task,consensus_label,consensus_quality_score,annotator_agreement,num_annotations}, one
 * labelled task a row, in the order of the probabilities, or of first appearance if there are none. Annotators are written as
 * {@code annotator,annotator_quality,agreement_with_consensus,worst_class,num_examples_labeled}, the worst first; an empty
 * field is a quality that the labels do not tell. How well the annotators agree is written by {@link AgreementFile}. Classes are named if the labels name them, and numbered otherwise.
 */
public final class ConsensusJob {
    private ConsensusJob() {}

    /**
     * What to do.
     *
     * @param method id of a consensus method
     * @param options the method's options, name to value: see {@link ConsensusMethods}
     * @param inputs the files to read; probabilities only where the method needs them, else they break ties or are not looked at
     * @param gold labels known for sure, read by {@link KnownLabelFile}; only with a method that learns from them
     * @param outputs the files to write
     * @param seed decides whatever is left to chance
     * @param combination makes one quality of an example's classes where labels are sets
     */
    public record Request(
            String method,
            Map<String, String> options,
            JobInputs inputs,
            Optional<Path> gold,
            Outputs outputs,
            long seed,
            Combination combination) {
        public Request {
            options = Map.copyOf(options);
        }

        /** With the usual combination. */
        public Request(
                String method,
                Map<String, String> options,
                JobInputs inputs,
                Optional<Path> gold,
                Outputs outputs,
                long seed) {
            this(method, options, inputs, gold, outputs, seed, Combination.PAPER);
        }

        /** Without known labels. */
        public Request(String method, Map<String, String> options, JobInputs inputs, Outputs outputs, long seed) {
            this(method, options, inputs, Optional.empty(), outputs, seed);
        }
    }

    /**
     * The files to write.
     *
     * @param consensus the labels, as CSV
     * @param annotators the annotators, as CSV
     * @param weights temperatures and weights, as JSON; only with a method that weighs
     * @param posterior the probability of each class of each labelled task, as CSV
     * @param confusion the annotators' confusion matrices, as CSV; only with a method that has them
     * @param agreement how well the annotators agree, as CSV
     */
    public record Outputs(
            Path consensus,
            Optional<Path> annotators,
            Optional<Path> weights,
            Optional<Path> posterior,
            Optional<Path> confusion,
            Optional<AgreementOutput> agreement) {
        /** Without posteriors, matrices and agreement. */
        public Outputs(Path consensus, Optional<Path> annotators, Optional<Path> weights) {
            this(consensus, annotators, weights, Optional.empty(), Optional.empty(), Optional.empty());
        }

        List<Path> all() {
            return Stream.concat(
                            Stream.of(consensus),
                            Stream.of(annotators, weights, posterior, confusion, agreement.map(AgreementOutput::file))
                                    .flatMap(Optional::stream))
                    .toList();
        }
    }

    /**
     * How well the annotators agree.
     *
     * @param file the table
     * @param bootstrap of the intervals
     */
    public record AgreementOutput(Path file, Bootstrap bootstrap) {}

    /**
     * Reads, infers and writes. If anything fails, no output is written or changed, except where the system lets some be put
     * in place and then not the next: annotators and weights come before the labels.
     *
     * @throws IllegalArgumentException if the method is unknown, does not take an option, or lacks probabilities
     * @throws InputException if a file cannot be read or written, or says what cannot be
     */
    public static JobSummary run(Request request, Progress progress) throws InputException {
        ConsensusMethod method = method(request);
        JobFiles.checkOutputs(
                request.inputs(), request.gold(), request.outputs().all());
        JobFiles files = JobFiles.read(request.inputs(), progress);
        LabelledPool pool = files.pool();
        if (pool.annotations().size() == 0) {
            throw InputException.inFile(
                    request.inputs().labels().get(0), "has no labels", "a row a label below the header", "");
        }
        if (files.sets().isPresent()) {
            SetConsensusFiles.inferAndWrite(request, method, files, progress);
            return JobSummary.of(files);
        }
        checkNumClasses(request, method, pool);
        KnownLabels known = request.gold().isPresent()
                ? KnownLabelFile.read(request.gold().get(), pool, progress::note)
                : KnownLabels.none();
        progress.update("inferring", 0, 0);
        RandomGenerator rng = files.chance(request.seed(), "consensus");
        ConsensusAnalysis analysis =
                files.whileUnchanged(() -> method.analyse(pool.annotations(), files.predProbs(), known, rng));
        Optional<AgreementFile> agreement =
                request.outputs().agreement().map(output -> AgreementFile.of(pool, output.bootstrap(), progress));
        write(request.outputs(), pool, analysis, agreement, progress);
        return JobSummary.of(files);
    }

    private static ConsensusMethod method(Request request) {
        ConsensusInfo info = ConsensusMethods.info(request.method());
        ConsensusMethod method = info.create(request.options());
        if (method.needsProbabilities() && request.inputs().predProbs().isEmpty()) {
            throw new IllegalArgumentException("method " + info.name()
                    + " needs the predicted probabilities of at least one model; without any, use "
                    + names(other -> !other.needsProbabilities()));
        }
        check(request, request.outputs().weights(), "has no weights to write", ConsensusMethod::weighs);
        check(request, request.outputs().confusion(), "has no confusion matrices", ConsensusMethod::hasConfusions);
        check(request, request.gold(), "does not learn from known labels", ConsensusMethod::usesKnown);
        return method;
    }

    /** As a method for two classes does, but by the classes' names. */
    private static void checkNumClasses(Request request, ConsensusMethod method, LabelledPool pool)
            throws InputException {
        Annotations annotations = pool.annotations();
        List<String> found = IntStream.range(0, method.isBinary() ? annotations.size() : 0)
                .map(annotations::labelAt)
                .distinct()
                .sorted()
                .mapToObj(pool.classNames()::get)
                .toList();
        if (found.size() > 2) {
            throw InputException.inFile(
                    request.inputs().labels().get(0),
                    "has labels of " + found.size() + " classes: "
                            + String.join(", ", found.subList(0, Math.min(found.size(), 10)))
                            + (found.size() > 10 ? ", ..." : ""),
                    "two classes for " + request.method(),
                    "use one-coin, mace or dawid-skene");
        }
    }

    private static void check(Request request, Optional<Path> file, String lacks, Predicate<ConsensusMethod> can) {
        if (file.isPresent()
                && !can.test(ConsensusMethods.info(request.method()).create(request.options()))) {
            throw new IllegalArgumentException("method " + request.method()
                    + (request.options().isEmpty() ? " " : " with these options ") + lacks + "; use " + names(can));
        }
    }

    private static String names(Predicate<ConsensusMethod> wanted) {
        return Choices.or(ConsensusMethods.all().stream()
                .filter(info -> wanted.test(info.create(Map.of())))
                .map(ConsensusInfo::name)
                .toList());
    }

    private static void write(
            Outputs outputs,
            LabelledPool pool,
            ConsensusAnalysis analysis,
            Optional<AgreementFile> agreement,
            Progress progress)
            throws InputException {
        try (AtomicFiles files = new AtomicFiles()) {
            if (outputs.annotators().isPresent()) {
                files.add(
                        outputs.annotators().get(),
                        stream -> ConsensusFiles.writeAnnotators(stream, pool, analysis.annotatorStats()));
            }
            if (outputs.weights().isPresent()) {
                Trust trust = analysis.trust().orElseThrow();
                files.add(outputs.weights().get(), stream -> WeightsJson.write(stream, trust, pool.annotators()));
            }
            if (outputs.posterior().isPresent()) {
                files.add(outputs.posterior().get(), stream -> ConsensusFiles.writePosterior(stream, pool, analysis));
            }
            if (outputs.confusion().isPresent()) {
                ConfusionMatrices matrices = analysis.confusionMatrices().orElseThrow();
                files.add(outputs.confusion().get(), stream -> ConsensusFiles.writeConfusion(stream, pool, matrices));
            }
            if (agreement.isPresent()) {
                files.add(outputs.agreement().orElseThrow().file(), agreement.get()::write);
            }
            // Last, so that there are never labels without what was asked for beside them.
            files.add(
                    outputs.consensus(),
                    stream -> ConsensusFiles.writeConsensus(stream, pool, analysis.consensus(), progress));
            files.commit();
        }
    }
}
