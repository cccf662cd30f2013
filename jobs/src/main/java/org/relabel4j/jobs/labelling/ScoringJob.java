package org.relabel4j.jobs.labelling;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.acquisition.ActiveLab;
import org.relabel4j.core.acquisition.ActiveLabResult;
import org.relabel4j.core.acquisition.BatchSelector;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.acquisition.Scores;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.registry.ConsensusMethods;
import org.relabel4j.core.registry.Strategies;
import org.relabel4j.core.registry.StrategyInfo;
import org.relabel4j.core.training.MemberPredictions;
import org.relabel4j.datasets.format.AtomicFiles;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.format.NoProbabilities;
import org.relabel4j.datasets.format.ProbabilityTable;
import org.relabel4j.jobs.Progress;

/**
 * Scores every example of a pool from files: which to ask about next. Behind {@code relabel4j score}.
 *
 * <p>The pool are the rows of the probabilities, or else of the embeddings; those without a label are unlabelled. Without
 * either, it is the labelled tasks. The scores are written as CSV {@code task,annotations,score,rank}, lowest score first,
 * which is the one to ask about first; its rank is 1. Equal scores stand in an order that the seed decides.
 *
 * <p>With a size of batch, only the batch that the strategy chooses is written, in its order, with another column
 * {@code kind}: {@code new} for an example without a label, else {@code repeat}. It is the batch of a loop's first round with
 * the same seed.
 */
public final class ScoringJob {
    private static final String ACTIVE_LAB = "activelab";
    private static final String ACTIVE_LAB_ENSEMBLE = "activelab-ensemble";

    private ScoringJob() {}

    /**
     * What to do.
     *
     * @param strategy name of the strategy; {@code activelab} with several models means {@code activelab-ensemble}
     * @param options the strategy's options, name to value
     * @param inputs the files to read; those that the strategy needs
     * @param outputs the files to write
     * @param batch how many examples to choose, at least 1; empty to score all
     * @param seed decides whatever the strategy leaves to chance, and the order of equal scores
     */
    public record Request(
            String strategy,
            Map<String, String> options,
            JobInputs inputs,
            Outputs outputs,
            OptionalInt batch,
            long seed) {
        /**
         * @throws IllegalArgumentException if the batch is below 1
         */
        public Request {
            options = Map.copyOf(options);
            if (batch.isPresent() && batch.getAsInt() < 1) {
                throw new IllegalArgumentException("batch is " + batch.getAsInt() + ", expected at least 1");
            }
        }

        /** A request that scores all examples. */
        public Request(String strategy, Map<String, String> options, JobInputs inputs, Outputs outputs, long seed) {
            this(strategy, options, inputs, outputs, OptionalInt.empty(), seed);
        }
    }

    /**
     * The files to write.
     *
     * @param scores the scores, as CSV
     * @param weights temperatures and weights, as JSON; only with ActiveLab
     */
    public record Outputs(Path scores, Optional<Path> weights) {
        List<Path> all() {
            List<Path> files = new ArrayList<>(List.of(scores));
            weights.ifPresent(files::add);
            return files;
        }
    }

    /** Examples in order of their ranks, with the scores of all. */
    private record Scored(Scores scores, int[] order, Optional<ActiveLabResult> activeLab) {}

    /**
     * Reads, scores and writes. If anything fails, no output is written or changed, with one exception: where the system lets
     * the weights be put in place and then not the scores, the weights are new and the scores old. Weights come first, so
     * that there are never scores without the weights that they rest on.
     *
     * @throws IllegalArgumentException if the strategy is unknown, does not take an option, or needs what files do not have
     * @throws InputException if a file cannot be read or written, or says what cannot be
     */
    public static JobSummary run(Request request, Progress progress) throws InputException {
        AcquisitionStrategy strategy = strategy(request);
        JobFiles.checkOutputs(request.inputs(), request.outputs().all());
        JobFiles files = JobFiles.read(request.inputs(), progress);
        progress.update("scoring", 0, 0);
        Scored scored = files.whileUnchanged(() -> score(request, strategy, files));
        int wanted = request.batch().orElse(0);
        if (wanted > scored.order().length) {
            progress.note("the batch has " + scored.order().length + " examples instead of " + wanted
                    + ": the pool has no more");
        }
        write(request, files, scored, progress);
        return JobSummary.of(files.pool().annotations());
    }

    private static AcquisitionStrategy strategy(Request request) {
        StrategyInfo info = info(request);
        AcquisitionStrategy strategy = info.create(request.options());
        if (request.outputs().weights().isPresent() && !isActiveLab(info)) {
            throw new IllegalArgumentException("strategy " + info.name() + " has no weights to write; only "
                    + ACTIVE_LAB + " and " + ACTIVE_LAB_ENSEMBLE + " have");
        }
        // ActiveLab of several models takes a single one too.
        InputNeeds.check(info.name(), strategy.needs(), request.inputs(), isActiveLab(info));
        return strategy;
    }

    private static boolean isActiveLab(StrategyInfo info) {
        return info.name().equals(ACTIVE_LAB) || info.name().equals(ACTIVE_LAB_ENSEMBLE);
    }

    private static StrategyInfo info(Request request) {
        boolean ensemble = request.strategy().equals(ACTIVE_LAB)
                && request.inputs().predProbs().size() > 1;
        return Strategies.byName(ensemble ? ACTIVE_LAB_ENSEMBLE : request.strategy());
    }

    private static Scored score(Request request, AcquisitionStrategy strategy, JobFiles files) {
        Annotations annotations = files.pool().annotations();
        boolean weighted = request.outputs().weights().isPresent();
        RandomGenerator rng = acquisition(request);
        if (strategy instanceof ActiveLab && !weighted) {
            // The result behind the scores is let go: 20 bytes an example less while they are ranked.
            Scores scores = ActiveLab.ensemble()
                    .analyse(annotations, files.predProbs(), rng)
                    .scores();
            return new Scored(
                    scores, order(request, scores, size -> BatchSelector.lowest(scores, size, rng)), Optional.empty());
        }
        Optional<ActiveLabResult> activeLab = weighted
                ? Optional.of(ActiveLab.ensemble().analyse(annotations, files.predProbs(), rng))
                : Optional.empty();
        if (strategy instanceof ActiveLab) {
            Scores scores = activeLab.orElseThrow().scores();
            return new Scored(
                    scores, order(request, scores, size -> BatchSelector.lowest(scores, size, rng)), activeLab);
        }
        PoolState state = new PoolState(0, annotations, consensus(request, files), members(files));
        Scores scores = strategy.score(state, acquisition(request));
        int[] order = order(request, scores, size -> strategy.select(state, size, acquisition(request)));
        return new Scored(scores, order, activeLab);
    }

    /** The stream of the loop's first round: the same pool gives the same choice here and there. */
    private static RandomGenerator acquisition(Request request) {
        return Seeds.generator(request.seed(), "acquisition", 0);
    }

    private static Consensus consensus(Request request, JobFiles files) {
        return ConsensusMethods.byName(info(request).consensus(request.options()))
                .infer(files.pool().annotations(), files.predProbs(), Seeds.generator(request.seed(), "consensus", 0));
    }

    private static List<MemberPredictions> members(JobFiles files) {
        Annotations annotations = files.pool().annotations();
        List<MemberPredictions> members = new ArrayList<>();
        for (ProbabilityTable table : files.tables()) {
            Optional<Embeddings> embeddings = members.isEmpty() ? files.embeddings() : Optional.empty();
            members.add(new MemberPredictions(
                    table.file().toString(), table.probabilities(), List.of(), List.of(), embeddings));
        }
        if (members.isEmpty()) {
            members.add(new MemberPredictions(
                    "no model",
                    new NoProbabilities(annotations.numExamples(), annotations.numClasses()),
                    List.of(),
                    List.of(),
                    files.embeddings()));
        }
        return members;
    }

    /** The examples to write, first rank first: all by score, or a batch as the strategy chooses it. */
    private static int[] order(Request request, Scores scores, IntFunction<int[]> select) {
        if (request.batch().isEmpty()) {
            return BatchSelector.lowest(scores, scores.size(), Seeds.generator(request.seed(), "rank"));
        }
        return select.apply(Math.min(request.batch().getAsInt(), scores.size()));
    }

    private static void write(Request request, JobFiles files, Scored scored, Progress progress) throws InputException {
        try (AtomicFiles outputs = new AtomicFiles()) {
            if (request.outputs().weights().isPresent()) {
                ActiveLabResult result = scored.activeLab().orElseThrow();
                outputs.add(
                        request.outputs().weights().get(),
                        stream -> WeightsJson.write(
                                stream,
                                result.temperatures(),
                                result.modelWeights(),
                                files.pool().annotators(),
                                result.annotatorWeights()));
            }
            boolean kinds = request.batch().isPresent();
            outputs.add(request.outputs().scores(), stream -> writeScores(stream, files, scored, kinds, progress));
            outputs.commit();
        }
    }

    private static void writeScores(
            OutputStream stream, JobFiles files, Scored scored, boolean kinds, Progress progress) throws IOException {
        stream.write(("task,annotations,score,rank" + (kinds ? ",kind\n" : "\n")).getBytes(StandardCharsets.UTF_8));
        List<String> tasks = files.pool().tasks();
        Annotations annotations = files.pool().annotations();
        int[] order = scored.order();
        CsvLines.Line line = (csv, n) -> {
            String task = tasks.get(order[n]);
            String count = Integer.toString(annotations.count(order[n]));
            String score = JobFiles.number(scored.scores().get(order[n]));
            String rank = Integer.toString(n + 1);
            if (kinds) {
                csv.writeRecord(task, count, score, rank, annotations.isLabelled(order[n]) ? "repeat" : "new");
            } else {
                csv.writeRecord(task, count, score, rank);
            }
        };
        CsvLines.write(stream, order.length, line, "writing scores", progress);
    }
}
