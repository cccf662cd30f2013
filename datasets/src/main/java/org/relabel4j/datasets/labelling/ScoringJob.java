package org.relabel4j.datasets.labelling;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.acquisition.ActiveLab;
import org.relabel4j.core.acquisition.ActiveLabResult;
import org.relabel4j.core.acquisition.BatchSelector;
import org.relabel4j.core.acquisition.Needs;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.acquisition.Scores;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.registry.ConsensusMethods;
import org.relabel4j.core.registry.Strategies;
import org.relabel4j.core.registry.StrategyInfo;
import org.relabel4j.core.training.MemberPredictions;
import org.relabel4j.datasets.format.AtomicFiles;
import org.relabel4j.datasets.format.InputException;

/**
 * Scores every example of a pool from files: which to ask about next. Behind {@code relabel4j score}.
 *
 * <p>The pool are the rows of the probabilities; those without a label are unlabelled. The scores are written as CSV
 * {@code task,annotations,score,rank}, lowest score first, which is the one to ask about first; its rank is 1. Equal scores
 * stand in an order that the seed decides.
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
     * @param inputs the files to read; at least one of probabilities
     * @param outputs the files to write
     * @param seed decides whatever the strategy leaves to chance, and the order of equal scores
     */
    public record Settings(String strategy, Map<String, String> options, JobInputs inputs, Outputs outputs, long seed) {
        public Settings {
            options = Map.copyOf(options);
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

    private record Scored(Scores scores, Optional<ActiveLabResult> activeLab) {}

    /**
     * Reads, scores and writes. If anything fails, no output is written or changed.
     *
     * @throws IllegalArgumentException if the strategy is unknown, does not take an option, or needs what files do not have
     * @throws InputException if a file cannot be read or written, or says what cannot be
     */
    public static JobSummary run(Settings settings, Progress progress) throws InputException {
        AcquisitionStrategy strategy = strategy(settings);
        JobFiles.checkOutputs(settings.inputs(), settings.outputs().all());
        JobFiles files = JobFiles.read(settings.inputs(), progress);
        progress.update("scoring", 0, 0);
        Scored scored = files.whileUnchanged(() -> score(settings, strategy, files));
        write(settings, files, scored, progress);
        return JobSummary.of(files.pool().annotations());
    }

    private static AcquisitionStrategy strategy(Settings settings) {
        int numModels = settings.inputs().predProbs().size();
        if (numModels == 0) {
            throw new IllegalArgumentException("scoring needs the predicted probabilities of at least one model");
        }
        StrategyInfo info = info(settings);
        AcquisitionStrategy strategy = info.create(settings.options());
        if (strategy instanceof ActiveLab) {
            return strategy;
        }
        if (settings.outputs().weights().isPresent()) {
            throw new IllegalArgumentException(
                    "strategy " + info.name() + " has no weights to write; only " + ACTIVE_LAB + " has");
        }
        Needs needs = strategy.needs();
        if (needs.embeddings()) {
            throw new IllegalArgumentException("strategy " + info.name()
                    + " needs embeddings, which files of probabilities do not have; run it in a benchmark");
        }
        if (needs.dropoutPasses() > 0) {
            throw new IllegalArgumentException("strategy " + info.name()
                    + " needs predictions with dropout, which files of probabilities do not have; give a file for each pass"
                    + " and leave the option draws out");
        }
        if ((needs.severalModels() || needs.foldPredictions()) && numModels == 1) {
            throw new IllegalArgumentException("strategy " + info.name()
                    + " compares several models but got the probabilities of one; give a file for each");
        }
        return strategy;
    }

    private static StrategyInfo info(Settings settings) {
        boolean ensemble = settings.strategy().equals(ACTIVE_LAB)
                && settings.inputs().predProbs().size() > 1;
        return Strategies.byName(ensemble ? ACTIVE_LAB_ENSEMBLE : settings.strategy());
    }

    private static Scored score(Settings settings, AcquisitionStrategy strategy, JobFiles files) {
        Annotations annotations = files.pool().annotations();
        List<Probabilities> predProbs = files.predProbs();
        // The streams of the loop's first round: the same pool gives the same choice here and there.
        var rng = Seeds.generator(settings.seed(), "acquisition", 0);
        if (strategy instanceof ActiveLab activeLab) {
            ActiveLabResult result = activeLab.analyse(annotations, predProbs, rng);
            // Without weights to write, the result behind the scores is let go: 20 bytes an example less while they are
            // ranked.
            boolean needed = settings.outputs().weights().isPresent();
            return new Scored(result.scores(), needed ? Optional.of(result) : Optional.empty());
        }
        Consensus consensus = ConsensusMethods.byName(info(settings).consensus(settings.options()))
                .infer(annotations, predProbs, Seeds.generator(settings.seed(), "consensus", 0));
        List<MemberPredictions> members = files.tables().stream()
                .map(table -> new MemberPredictions(
                        table.file().toString(), table.probabilities(), List.of(), List.of(), Optional.empty()))
                .toList();
        return new Scored(strategy.score(new PoolState(0, annotations, consensus, members), rng), Optional.empty());
    }

    private static void write(Settings settings, JobFiles files, Scored scored, Progress progress)
            throws InputException {
        Scores scores = scored.scores();
        int[] order = BatchSelector.lowest(scores, scores.size(), Seeds.generator(settings.seed(), "rank"));
        try (AtomicFiles outputs = new AtomicFiles()) {
            outputs.add(settings.outputs().scores(), stream -> writeScores(stream, files, scores, order, progress));
            if (settings.outputs().weights().isPresent()) {
                ActiveLabResult result = scored.activeLab().orElseThrow();
                outputs.add(
                        settings.outputs().weights().get(),
                        stream -> WeightsJson.write(
                                stream,
                                result.temperatures(),
                                result.modelWeights(),
                                files.pool().annotators(),
                                result.annotatorWeights()));
            }
            outputs.commit();
        }
    }

    private static void writeScores(OutputStream stream, JobFiles files, Scores scores, int[] order, Progress progress)
            throws IOException {
        stream.write("task,annotations,score,rank\n".getBytes(StandardCharsets.UTF_8));
        List<String> tasks = files.pool().tasks();
        Annotations annotations = files.pool().annotations();
        CsvLines.Line line = (csv, n) -> csv.writeRecord(
                tasks.get(order[n]),
                Integer.toString(annotations.count(order[n])),
                JobFiles.number(scores.get(order[n])),
                Integer.toString(n + 1));
        CsvLines.write(stream, order.length, line, "writing scores", progress);
    }
}
