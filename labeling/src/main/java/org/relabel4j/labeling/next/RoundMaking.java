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
import org.relabel4j.core.consensus.AnnotatorStats;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.consensus.ConsensusAnalysis;
import org.relabel4j.core.consensus.MajorityVote;
import org.relabel4j.core.loop.Costs;
import org.relabel4j.core.multilabel.YesColumns;
import org.relabel4j.core.noise.NoiseEstimates;
import org.relabel4j.core.probability.FloatProbabilities;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.jobs.Progress;
import org.relabel4j.labeling.data.LoadedData;
import org.relabel4j.labeling.project.Answers;
import org.relabel4j.labeling.project.LabelState;
import org.relabel4j.labeling.project.Pool;
import org.relabel4j.labeling.project.ProjectKeys;
import org.relabel4j.labeling.round.AnnotatorRow;
import org.relabel4j.labeling.round.BatchRow;
import org.relabel4j.labeling.round.ConsensusRow;
import org.relabel4j.labeling.round.RoundFacts;
import org.relabel4j.labeling.round.RoundOutcome;
import org.relabel4j.labeling.round.Rounds;
import org.relabel4j.labeling.round.SetOutcome;

/** Makes a round of what is given. */
final class RoundMaking {
    private final Trained.Input input;
    private final Answers answers;
    private final LabelState labels;
    private final NetworkFiles networks;
    private final String identity;
    private final List<RoundFacts> before;
    private final Rounds rounds;

    /**
     * @param before the rounds before, from the first
     * @param rounds holds them
     */
    RoundMaking(Trained.Input input, NetworkFiles networks, String identity, List<RoundFacts> before, Rounds rounds) {
        this.input = input;
        this.answers = input.answers();
        this.labels = input.labels();
        this.networks = networks;
        this.identity = identity;
        this.before = before;
        this.rounds = rounds;
    }

    RoundOutcome make(Progress progress) throws InputException {
        Optional<Trained> trained = Trained.of(input, progress);
        progress.update("choosing the batch", 0, 0);
        List<ConsensusAnalysis> votes = trained.isPresent() ? List.of() : byMajority();
        List<Consensus> consensus = trained.map(Trained::consensus).orElseGet(() -> withGold(votes));
        Skills skills = Skills.of(answers, trained);
        Costs costs = input.settings().costs(labels.annotators());
        BatchChoice choice = new BatchChoice(input, answers.questions().get(0).annotations(), skills.people());
        List<BatchRow> batch = trained.map(model -> choice.byStrategy(
                        Trained.strategy(input, model.model().trainers().size()), state(model)))
                .orElseGet(choice::spread);
        List<Probabilities> predProbs = IntStream.range(0, consensus.size())
                .mapToObj(q -> trained.map(model -> model.predProbs(q)).orElseGet(this::unknown))
                .toList();
        AnnotatorStats stats = trained.map(Trained::stats).orElseGet(() -> stats(votes, consensus));
        Numbers numbers =
                trained.isPresent() ? Numbers.of(skills.model().accuracy(), consensus, predProbs) : Numbers.UNKNOWN;
        Whole whole = Whole.of(answers, input.settings().classNames(), consensus);
        Warnings warnings = new Warnings();
        warnings.data(input.pool(), labels);
        warnings.networks(networks, before, input.settings());
        trained.ifPresent(model -> warnings.model(numbers, model, input.settings()));
        warnings.people(labels, input.settings());
        warnings.annotators(answers, skills.people());
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
                1 - NoiseEstimates.fromQuality(whole.consensus()).orElse(Double.NaN),
                trained.isPresent() ? skills.wrongLabels(consensus, predProbs) : Double.NaN,
                changed(whole),
                costs.price(labels.annotations()),
                warnings.texts());
        return new RoundOutcome(
                facts,
                before,
                input.pool().tasks(),
                labels.annotators(),
                whole.names(),
                labels.annotations(),
                labels.gold(),
                whole.consensus(),
                trained.map(Trained::labelQualities).orElse(new double[0]),
                answers.areSets() ? new YesColumns(predProbs) : predProbs.get(0),
                batch,
                annotatorRows(stats, skills.people()),
                images(input.pool()),
                answers.areSets()
                        ? Optional.of(new SetOutcome(
                                input.settings().classNames(),
                                consensus,
                                trained.map(Trained::statsByQuestion)
                                        .orElseGet(() -> votes.stream()
                                                .map(ConsensusAnalysis::annotatorStats)
                                                .toList()),
                                skills.byQuestion()))
                        : Optional.empty());
    }

    private PoolState state(Trained model) {
        int round = labels.annotations().size() / input.settings().get(ProjectKeys.BATCH);
        List<PoolState> questions = IntStream.range(0, answers.questions().size())
                .mapToObj(q -> new PoolState(
                        round,
                        answers.questions().get(q).annotations(),
                        model.consensus().get(q),
                        model.members().get(q)))
                .toList();
        return questions.size() == 1 ? questions.get(0) : PoolState.of(questions);
    }

    private List<ConsensusAnalysis> byMajority() {
        return answers.questions().stream()
                .map(question -> new MajorityVote()
                        .analyse(question.annotations(), List.of(), Seeds.generator(input.seed(), "first consensus")))
                .toList();
    }

    private List<Consensus> withGold(List<ConsensusAnalysis> votes) {
        return IntStream.range(0, votes.size())
                .mapToObj(q -> Trained.withGold(
                        votes.get(q).consensus(), answers.questions().get(q)))
                .toList();
    }

    private AnnotatorStats stats(List<ConsensusAnalysis> votes, List<Consensus> consensus) {
        return answers.areSets()
                ? Trained.stats(answers, votes)
                : AnnotatorStats.of(labels.annotations(), consensus.get(0));
    }

    private Probabilities unknown() {
        int size = input.pool().tasks().size();
        float[] equal = new float[Math.multiplyExact(size, input.numAnswers())];
        Arrays.fill(equal, 1f / input.numAnswers());
        return FloatProbabilities.ofRowMajor(size, input.numAnswers(), equal);
    }

    /** Consensus labels of people that are others than a round before. */
    private int changed(Whole whole) throws InputException {
        if (before.isEmpty()) {
            return 0;
        }
        int changed = 0;
        int last = before.get(before.size() - 1).number();
        for (ConsensusRow row : rounds.consensus(last)) {
            int i = row.source() == ConsensusRow.Source.MODEL
                    ? -1
                    : input.pool().tasks().indexOf(row.task());
            boolean labelled = i >= 0 && whole.consensus().label(i) >= 0;
            changed +=
                    labelled && !whole.names().get(whole.consensus().label(i)).equals(row.label()) ? 1 : 0;
        }
        return changed;
    }

    private List<AnnotatorRow> annotatorRows(AnnotatorStats stats, List<AnnotatorEstimate> estimates) {
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
                        worst < 0 ? "" : input.settings().classNames().get(worst),
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
