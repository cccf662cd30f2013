package org.relabel4j.labeling.next;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.assignment.AnnotatorEstimate;
import org.relabel4j.core.assignment.AnnotatorEstimates;
import org.relabel4j.core.assignment.Assignment;
import org.relabel4j.core.assignment.ConsensusErrors;
import org.relabel4j.core.consensus.AnnotatorStats;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.consensus.MajorityVote;
import org.relabel4j.core.loop.Costs;
import org.relabel4j.core.noise.NoiseEstimates;
import org.relabel4j.core.probability.FloatProbabilities;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.files.OutputLock;
import org.relabel4j.files.Sha256;
import org.relabel4j.jobs.Progress;
import org.relabel4j.labeling.data.LoadedData;
import org.relabel4j.labeling.project.LabelState;
import org.relabel4j.labeling.project.Pool;
import org.relabel4j.labeling.project.Project;
import org.relabel4j.labeling.project.ProjectKeys;
import org.relabel4j.labeling.project.ProjectSettings;
import org.relabel4j.labeling.report.RoundReport;
import org.relabel4j.labeling.round.AnnotatorRow;
import org.relabel4j.labeling.round.BatchRow;
import org.relabel4j.labeling.round.ConsensusRow;
import org.relabel4j.labeling.round.RoundFacts;
import org.relabel4j.labeling.round.RoundOutcome;
import org.relabel4j.labeling.round.Rounds;

/**
 * Makes a round: trains by cross-validation on the labels so far, scores, chooses what to ask whom, and writes it. Behind
 * {@code relabel4j next}.
 *
 * <p>The same labels, data and settings give the same batch, whatever rounds there were; if the last round had the same, it stands and no
 * other is made.
 */
public final class NextJob {
    private NextJob() {}

    /**
     * A round.
     *
     * @param facts in numbers
     * @param folder its files
     * @param batch what to ask, in rank order
     * @param made whether it was made now; false if nothing has changed since
     */
    public record Result(RoundFacts facts, Path folder, List<BatchRow> batch, boolean made) {}

    /**
     * Makes the next round.
     *
     * @param overrides settings as {@code key=value} that hold for this round
     * @throws InputException if another process has the project, or something cannot be read or written
     * @throws IllegalArgumentException if a setting is wrong, or does not fit the data
     */
    @SuppressWarnings("try") // the lock is held, not used
    public static Result run(Project project, List<String> overrides, Progress progress) throws InputException {
        try (OutputLock lock = project.lock()) {
            ProjectSettings settings = project.settings().forRound(overrides);
            progress.update("reading the examples", 0, 0);
            Pool pool = project.pool(progress);
            LabelState labels =
                    LabelState.of(project.log().entries(), pool.tasks(), settings.classNames(), settings.annotators());
            Rounds rounds = new Rounds(project.roundsFolder());
            List<RoundFacts> before = rounds.facts();
            NetworkFiles networks = NetworkFiles.of(settings);
            String identity = identity(settings, networks, pool, labels);
            if (!before.isEmpty() && before.get(before.size() - 1).identity().equals(identity)) {
                RoundFacts last = before.get(before.size() - 1);
                return new Result(last, rounds.folder(last.number()), rounds.batch(last.number()), false);
            }
            Trained.Input input = new Trained.Input(settings, pool, labels, settings.get(ProjectKeys.SEED));
            RoundOutcome round = pool.data().use(() -> round(input, networks, identity, before, project, progress));
            progress.update("writing", 0, 0);
            String title =
                    project.folder().toAbsolutePath().normalize().getFileName().toString();
            rounds.write(round, RoundReport.html(title, round));
            int number = round.facts().number();
            return new Result(round.facts(), rounds.folder(number), round.batch(), true);
        }
    }

    /** All that decides a round. */
    static String identity(ProjectSettings settings, NetworkFiles networks, Pool pool, LabelState labels) {
        Sha256 sum = new Sha256();
        settings.toMap().forEach((key, value) -> sum.add(key).add(String.valueOf(value)));
        networks.digests().forEach((key, digest) -> sum.add(key).add(digest));
        sum.add(pool.digest());
        for (int i = 0; i < pool.tasks().size(); i++) {
            sum.add(pool.tasks().get(i));
        }
        labels.annotators().forEach(sum::add);
        labels.skips().forEach(skips -> sum.add(Arrays.toString(skips)));
        sum.add(Arrays.toString(labels.gold()));
        Annotations annotations = labels.annotations();
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < annotations.numExamples(); i++) {
            for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                row.setLength(0);
                sum.add(row.append(i)
                        .append(' ')
                        .append(annotations.annotatorAt(a))
                        .append(' ')
                        .append(annotations.labelAt(a))
                        .toString());
            }
        }
        return sum.hex();
    }

    private static RoundOutcome round(
            Trained.Input input,
            NetworkFiles networks,
            String identity,
            List<RoundFacts> before,
            Project project,
            Progress progress)
            throws InputException {
        LabelState labels = input.labels();
        Optional<Trained> trained = Trained.of(input, progress);
        progress.update("choosing the batch", 0, 0);
        Consensus consensus = trained.map(Trained::consensus).orElseGet(() -> byMajority(input));
        int[] predicted = trained.map(model -> model.predicted(labels.annotations()))
                .orElseGet(() -> IntStream.generate(() -> -1)
                        .limit(labels.annotations().numExamples())
                        .toArray());
        List<AnnotatorEstimate> all = AnnotatorEstimates.withModel(labels.annotations(), predicted, labels.gold());
        List<AnnotatorEstimate> estimates = all.subList(0, labels.annotations().numAnnotators());
        Costs costs = input.settings().costs(labels.annotators());
        BatchChoice choice =
                new BatchChoice(input, new Assignment(labels.annotations(), labels.skips(), estimates, costs));
        Optional<PoolState> state = trained.map(model -> new PoolState(
                labels.annotations().size() / input.settings().get(ProjectKeys.BATCH),
                labels.annotations(),
                consensus,
                model.members()));
        List<BatchRow> batch = state.isPresent()
                ? choice.byStrategy(
                        Trained.strategy(input, state.get().members().size()), state.get())
                : choice.spread();
        Probabilities predProbs = state.map(PoolState::meanPredProbs).orElseGet(() -> unknown(input));
        AnnotatorStats stats =
                trained.map(Trained::stats).orElseGet(() -> AnnotatorStats.of(labels.annotations(), consensus));
        Numbers numbers = trained.isPresent()
                ? Numbers.of(all.get(estimates.size()).accuracy(), consensus, predProbs)
                : Numbers.UNKNOWN;
        Warnings warnings = new Warnings();
        warnings.data(input.pool(), labels);
        warnings.networks(networks, before, input.settings());
        trained.ifPresent(model -> warnings.model(numbers, model, input.settings()));
        warnings.annotators(labels, estimates);
        warnings.batch(batch, labels, input.settings());
        RoundFacts facts = new RoundFacts(
                before.isEmpty() ? 1 : before.get(before.size() - 1).number() + 1,
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                identity,
                input.settings().toMap(),
                trained.isPresent() ? networks.digests() : Map.of(),
                trained.map(model -> model.model().name()).orElse(""),
                trained.map(Trained::reason).orElse(""),
                input.pool().tasks().size(),
                labels.annotations().numLabelled(),
                labels.annotations().size(),
                (int) IntStream.of(stats.numExamplesLabelled())
                        .filter(count -> count > 0)
                        .count(),
                (int) IntStream.of(labels.gold()).filter(label -> label >= 0).count(),
                numbers.accuracy(),
                numbers.guessing(),
                numbers.logLoss(),
                numbers.quality(),
                1 - NoiseEstimates.fromQuality(consensus).orElse(Double.NaN),
                state.isPresent()
                        ? ConsensusErrors.expected(labels.annotations(), consensus, predProbs, estimates, labels.gold())
                        : Double.NaN,
                changed(input, consensus, before, project),
                costs.price(labels.annotations()),
                warnings.texts());
        return new RoundOutcome(
                facts,
                before,
                input.pool().tasks(),
                labels.annotators(),
                input.settings().classNames(),
                labels.annotations(),
                labels.gold(),
                consensus,
                trained.map(Trained::labelQualities).orElse(new double[0]),
                predProbs,
                batch,
                annotatorRows(labels, stats, estimates, input.settings().classNames()),
                images(input.pool()));
    }

    private static Consensus byMajority(Trained.Input input) {
        Consensus votes = new MajorityVote()
                .infer(input.labels().annotations(), List.of(), Seeds.generator(input.seed(), "first consensus"));
        return Trained.withGold(votes, input.labels());
    }

    private static Probabilities unknown(Trained.Input input) {
        float[] equal = new float[Math.multiplyExact(input.pool().tasks().size(), input.numClasses())];
        Arrays.fill(equal, 1f / input.numClasses());
        return FloatProbabilities.ofRowMajor(input.pool().tasks().size(), input.numClasses(), equal);
    }

    /** Consensus labels of people that are others than a round before. */
    private static int changed(Trained.Input input, Consensus consensus, List<RoundFacts> before, Project project)
            throws InputException {
        if (before.isEmpty()) {
            return 0;
        }
        int changed = 0;
        int last = before.get(before.size() - 1).number();
        for (ConsensusRow row : new Rounds(project.roundsFolder()).consensus(last)) {
            int i = row.source() == ConsensusRow.Source.MODEL
                    ? -1
                    : input.pool().tasks().indexOf(row.task());
            boolean labelled = i >= 0 && consensus.label(i) >= 0;
            changed += labelled
                            && !input.settings()
                                    .classNames()
                                    .get(consensus.label(i))
                                    .equals(row.label())
                    ? 1
                    : 0;
        }
        return changed;
    }

    private static List<AnnotatorRow> annotatorRows(
            LabelState labels, AnnotatorStats stats, List<AnnotatorEstimate> estimates, List<String> classNames) {
        Annotations annotations = labels.annotations();
        int[] goldLabelled = new int[annotations.numAnnotators()];
        int[] goldRight = new int[annotations.numAnnotators()];
        for (int i = 0; i < annotations.numExamples(); i++) {
            for (int a = annotations.rowStart(i); labels.gold()[i] >= 0 && a < annotations.rowEnd(i); a++) {
                goldLabelled[annotations.annotatorAt(a)]++;
                goldRight[annotations.annotatorAt(a)] += annotations.labelAt(a) == labels.gold()[i] ? 1 : 0;
            }
        }
        List<AnnotatorRow> rows = new ArrayList<>();
        for (int j : stats.order()) {
            if (j < labels.annotators().size()) {
                int worst = stats.worstClass()[j];
                // Of one without labels the estimate is that of all, or of none.
                Optional<AnnotatorEstimate> own =
                        Optional.of(estimates.get(j)).filter(one -> stats.numExamplesLabelled()[j] > 0);
                rows.add(new AnnotatorRow(
                        labels.annotators().get(j),
                        stats.quality()[j],
                        stats.agreementWithConsensus()[j],
                        worst < 0 ? "" : classNames.get(worst),
                        stats.numExamplesLabelled()[j],
                        labels.skips().get(j).length,
                        goldLabelled[j],
                        goldRight[j],
                        own.map(AnnotatorEstimate::accuracy).orElse(Double.NaN),
                        own.map(AnnotatorEstimate::low).orElse(Double.NaN),
                        own.map(AnnotatorEstimate::high).orElse(Double.NaN)));
            }
        }
        return rows;
    }

    private static Optional<IntFunction<Path>> images(Pool pool) {
        LoadedData data = pool.data();
        // A file's name may differ from its id in what cannot be seen.
        return data.files().isEmpty()
                ? Optional.empty()
                : Optional.of(i -> data.files().get(data.ids().indexOf(pool.tasks(), i)));
    }
}
