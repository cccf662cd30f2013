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
import java.util.stream.IntStream;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.acquisition.BatchSelector;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.acquisition.Scores;
import org.relabel4j.core.acquisition.Weighing;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.ConsensusMethod;
import org.relabel4j.core.consensus.Trust;
import org.relabel4j.core.multilabel.ClassSets;
import org.relabel4j.core.multilabel.Combination;
import org.relabel4j.core.multilabel.PerClass;
import org.relabel4j.core.multilabel.SetProbabilities;
import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.probability.NoProbabilities;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.random.ByName;
import org.relabel4j.core.registry.ConsensusMethods;
import org.relabel4j.core.registry.Strategies;
import org.relabel4j.core.registry.StrategyInfo;
import org.relabel4j.core.text.Counted;
import org.relabel4j.core.training.MemberPredictions;
import org.relabel4j.datasets.format.AtomicFiles;
import org.relabel4j.datasets.format.CsvLines;
import org.relabel4j.datasets.format.CsvOutput;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.jobs.Progress;

/**
 * Scores every example of a pool from files: which to ask about next. Behind {@code relabel4j score}.
 *
 * <p>The pool are the rows of the probabilities, or else of the embeddings; those without a label are unlabelled. Without
 * either, it is the labelled tasks. The scores are written as CSV {@code task,annotations,score,rank}, lowest score first,
 * which is the one to ask about first; its rank is 1. Equal scores stand in an order that seed
 * and task decide.
 *
 * <p>With a size of batch, only the batch that the strategy chooses is written, in its order, with another column
 * {@code kind}: {@code new} for an example without a label, else {@code repeat}.
 */
public final class ScoringJob {
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
     * @param combination makes one score of an example's classes where labels are sets
     */
    public record Request(
            String strategy,
            Map<String, String> options,
            JobInputs inputs,
            Outputs outputs,
            OptionalInt batch,
            long seed,
            Combination combination) {
        /**
         * @throws IllegalArgumentException if the batch is below 1
         */
        public Request {
            options = Map.copyOf(options);
            if (batch.isPresent() && batch.getAsInt() < 1) {
                throw new IllegalArgumentException("batch is " + batch.getAsInt() + ", expected at least 1");
            }
        }

        /** A request with the usual combination. */
        public Request(
                String strategy,
                Map<String, String> options,
                JobInputs inputs,
                Outputs outputs,
                OptionalInt batch,
                long seed) {
            this(strategy, options, inputs, outputs, batch, seed, Combination.PAPER);
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
    private record Scored(Scores scores, int[] order, Optional<Trust> trust) {}

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
        JobFiles.checkOutputs(
                request.inputs(), Optional.empty(), request.outputs().all());
        JobFiles files = JobFiles.read(request.inputs(), progress);
        progress.update("scoring", 0, 0);
        Scored scored = files.whileUnchanged(() -> score(request, strategy, files));
        int wanted = request.batch().orElse(0);
        if (wanted > scored.order().length) {
            progress.note("the batch has " + Counted.of(scored.order().length, "example") + " instead of " + wanted
                    + ": the pool has no more");
        }
        write(request, files, scored, progress);
        return JobSummary.of(files);
    }

    private static AcquisitionStrategy strategy(Request request) {
        StrategyInfo info = info(request);
        AcquisitionStrategy strategy = info.create(request.options());
        if (request.outputs().weights().isPresent() && strategy.weighing().isEmpty()) {
            throw new IllegalArgumentException("strategy " + info.name() + " has no weights to write; only "
                    + String.join(" and ", namesWithWeights()) + " have");
        }
        InputNeeds.check(info.name(), strategy.needs(), request.inputs());
        if (!request.inputs().labelOptions().areSets()) {
            return strategy;
        }
        if (request.outputs().weights().isPresent()) {
            throw new IllegalArgumentException(
                    "--multi-label has no weights to write, since each class has its own; leave --weights out");
        }
        return PerClass.of(strategy, request.combination());
    }

    private static List<String> namesWithWeights() {
        return Strategies.all().stream()
                .filter(info -> info.create(Map.of()).weighing().isPresent())
                .map(StrategyInfo::name)
                .toList();
    }

    private static StrategyInfo info(Request request) {
        return Strategies.byName(
                request.strategy(), request.inputs().predProbs().size());
    }

    private static Scored score(Request request, AcquisitionStrategy strategy, JobFiles files) {
        PoolState state = state(request, files);
        RandomGenerator rng = acquisition(request, files);
        // What lies behind the scores is let go before they are ranked: 20 bytes an example.
        Optional<Weighing.Weighed> weighed = request.outputs()
                .weights()
                .map(file -> strategy.weighing().orElseThrow().weigh(state, rng));
        Scores scores = weighed.isPresent() && strategy.choosesLowest()
                ? weighed.get().scores()
                : strategy.score(state, weighed.isPresent() ? acquisition(request, files) : rng);
        int[] order = order(
                request,
                scores,
                files.pool().tasks(),
                size -> strategy.choosesLowest()
                        ? BatchSelector.lowest(scores, size, rng)
                        : strategy.select(state, size, acquisition(request, files)));
        return new Scored(scores, order, weighed.map(Weighing.Weighed::trust));
    }

    private static RandomGenerator acquisition(Request request, JobFiles files) {
        return files.chance(request.seed(), "acquisition");
    }

    private static PoolState state(Request request, JobFiles files) {
        RandomGenerator consensus = files.chance(request.seed(), "consensus");
        if (files.sets().isEmpty()) {
            return state(request, files, files.pool().annotations(), files.predProbs(), consensus);
        }
        ClassSets sets = files.sets().get();
        List<SetProbabilities> models = files.setProbabilities();
        return PoolState.of(IntStream.range(0, sets.numClasses())
                .mapToObj(k -> state(
                        request,
                        files,
                        sets.ofClass(k),
                        models.stream().map(model -> model.ofClass(k)).toList(),
                        ByName.question(consensus, k)))
                .toList());
    }

    private static PoolState state(
            Request request,
            JobFiles files,
            Annotations annotations,
            List<Probabilities> predProbs,
            RandomGenerator rng) {
        ConsensusMethod method = ConsensusMethods.byName(info(request).consensus(request.options()));
        return new PoolState(
                0,
                annotations,
                () -> method.infer(annotations, predProbs, rng),
                members(files, annotations, predProbs));
    }

    private static List<MemberPredictions> members(
            JobFiles files, Annotations annotations, List<Probabilities> predProbs) {
        List<MemberPredictions> members = new ArrayList<>();
        for (Probabilities model : predProbs) {
            Optional<Embeddings> embeddings = members.isEmpty() ? files.embeddings() : Optional.empty();
            String name = files.tables().get(members.size()).file().toString();
            members.add(new MemberPredictions(name, model, List.of(), List.of(), embeddings));
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
    private static int[] order(Request request, Scores scores, List<String> tasks, IntFunction<int[]> select) {
        if (request.batch().isEmpty()) {
            return BatchSelector.ranked(scores, request.seed(), tasks::get);
        }
        return select.apply(Math.min(request.batch().getAsInt(), scores.size()));
    }

    private static void write(Request request, JobFiles files, Scored scored, Progress progress) throws InputException {
        try (AtomicFiles outputs = new AtomicFiles()) {
            if (request.outputs().weights().isPresent()) {
                Trust trust = scored.trust().orElseThrow();
                outputs.add(
                        request.outputs().weights().get(),
                        stream -> WeightsJson.write(stream, trust, files.pool().annotators()));
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
            String score = CsvOutput.number(scored.scores().get(order[n]));
            String rank = Integer.toString(n + 1);
            if (kinds) {
                csv.writeRecord(task, count, score, rank, annotations.isLabelled(order[n]) ? "repeat" : "new");
            } else {
                csv.writeRecord(task, count, score, rank);
            }
        };
        CsvLines.write(stream, order.length, line, done -> progress.update("writing scores", done, order.length));
    }
}
