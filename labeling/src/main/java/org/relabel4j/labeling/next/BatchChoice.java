package org.relabel4j.labeling.next;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.acquisition.BatchSelector;
import org.relabel4j.core.acquisition.FirstBatch;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.acquisition.Scores;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.assignment.AnnotatorEstimate;
import org.relabel4j.core.assignment.Askable;
import org.relabel4j.core.assignment.Assignment;
import org.relabel4j.core.assignment.Crowd;
import org.relabel4j.core.assignment.IntervalThreshold;
import org.relabel4j.core.assignment.Pair;
import org.relabel4j.core.loop.Limits;
import org.relabel4j.core.loop.Room;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.FeatureTable;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.labeling.project.LabelState;
import org.relabel4j.labeling.project.ProjectKeys;
import org.relabel4j.labeling.round.BatchRow;
import org.relabel4j.models.features.Features;
import org.relabel4j.models.table.TableEncoding;
import org.relabel4j.models.vision.head.HogFeatures;

/** Chooses what to ask about, and whom. An example with a known answer is not asked about, nor one that nobody is left for. */
final class BatchChoice {
    /** Prices such as 0.1 do not add up exactly. */
    private static final double ROUNDING = 1e-12;

    private final Trained.Input input;
    private final Assignment assignment;
    private final Annotations annotations;
    private final List<AnnotatorEstimate> people;
    private final boolean anybody;

    /**
     * @param annotations the labels to one question
     * @param people how good each annotator is
     */
    BatchChoice(Trained.Input input, Annotations annotations, List<AnnotatorEstimate> people) {
        LabelState labels = input.labels();
        this.input = input;
        this.annotations = annotations;
        this.people = people;
        this.assignment = new Assignment(
                annotations, labels.skips(), people, input.settings().costs(labels.annotators()));
        this.anybody = input.labels().annotators().isEmpty();
    }

    /** The examples that a strategy wants most; first those for which somebody is left whose opinion is worth its price. */
    List<BatchRow> byStrategy(AcquisitionStrategy strategy, PoolState state) {
        Scores scores = strategy.score(state, stream());
        if (isJoint()) {
            int[] all = candidates(i -> true);
            int wanted = strategy.composesBatches() ? batchSize() : all.length;
            return jointly(select(strategy, state, scores, all, wanted), Optional.of(scores));
        }
        int[] well = candidates(i -> anybody || assignment.canBeAskedWell(i));
        int[] batch = select(strategy, state, scores, well, batchSize());
        if (batch.length < batchSize()) {
            int[] rest = candidates(i -> !anybody && !assignment.canBeAskedWell(i) && assignment.canBeAsked(i));
            int[] more = select(strategy, state, scores, rest, batchSize() - batch.length);
            batch = IntStream.concat(Arrays.stream(batch), Arrays.stream(more)).toArray();
        }
        return rows(batch, scores);
    }

    private int[] select(AcquisitionStrategy strategy, PoolState state, Scores scores, int[] candidates, int size) {
        int count = Math.min(size, candidates.length);
        if (count == 0) {
            return new int[0];
        }
        return strategy.choosesLowest()
                ? BatchSelector.lowest(scores, candidates, count, Seeds.generator(input.seed(), "ties"))
                : strategy.select(state, candidates, count, stream());
    }

    /** Unlabelled examples spread over the data, for a round without a model; labelled ones if there are no others. */
    List<BatchRow> spread() {
        int[] fresh = candidates(i -> !input.labels().annotations().isLabelled(i));
        int[] candidates = fresh.length > 0 ? fresh : candidates(i -> true);
        int size = Math.min(batchSize(), candidates.length);
        int[] batch = size == 0 ? candidates : FirstBatch.spread(comparable(), candidates, size, stream());
        return isJoint() ? jointly(batch, Optional.empty()) : rows(batch, null);
    }

    private boolean isJoint() {
        return !anybody && input.settings().jointRule().isPresent();
    }

    /** Pairs of these examples and people; without scores, all examples are wanted alike. */
    private List<BatchRow> jointly(int[] ranked, Optional<Scores> scores) {
        LabelState labels = input.labels();
        Limits limits = input.settings().limits(labels.annotators());
        Crowd crowd = new Crowd(
                new Askable(annotations, labels.skips()),
                people,
                input.settings().capacities(labels.annotators()));
        Room room = new Room(batchSize(), limits.costs().price(labels.annotations()), limits);
        List<Pair> pairs = input.settings()
                .jointRule()
                .orElseThrow()
                .choice(1, IntervalThreshold.EPSILON)
                .choose(
                        ranked,
                        scores.orElseGet(() -> Scores.of(new double[labels.gold().length])),
                        crowd,
                        room,
                        stream());
        return rows(
                pairs.stream().mapToInt(Pair::example).toArray(),
                pairs.stream().mapToInt(Pair::annotator).toArray(),
                scores.orElse(null));
    }

    /** The examples as numbers that can be compared. */
    private Examples comparable() {
        Examples examples = input.pool().examples();
        if (examples instanceof ImageSet) {
            return new Features(new HogFeatures(), Optional.empty()).of(examples);
        }
        return examples instanceof FeatureTable table
                ? TableEncoding.of(table, IntStream.range(0, table.size()).toArray())
                        .of(table)
                : examples;
    }

    private int[] candidates(IntPredicate wanted) {
        LabelState labels = input.labels();
        return IntStream.range(0, input.pool().tasks().size())
                .filter(i -> labels.gold()[i] < 0 && (anybody || assignment.canBeAsked(i)) && wanted.test(i))
                .toArray();
    }

    private List<BatchRow> rows(int[] chosen, Scores scores) {
        int[] batch = affordable(chosen);
        return rows(batch, assignment.assign(batch), scores);
    }

    private List<BatchRow> rows(int[] batch, int[] whom, Scores scores) {
        List<BatchRow> rows = new ArrayList<>();
        for (int n = 0; n < batch.length; n++) {
            rows.add(new BatchRow(
                    input.pool().tasks().get(batch[n]),
                    input.labels().annotations().isLabelled(batch[n]),
                    scores == null ? Double.NaN : scores.get(batch[n]),
                    n + 1,
                    anybody || whom[n] == Assignment.NOBODY
                            ? ""
                            : input.labels().annotators().get(whom[n])));
        }
        return rows;
    }

    /** The beginning of a batch that the budget has room for, whoever answers. */
    private int[] affordable(int[] batch) {
        LabelState labels = input.labels();
        Limits limits = input.settings().limits(labels.annotators());
        double left = limits.budget() - limits.costs().price(labels.annotations());
        double room = Math.floor(left / Warnings.dearest(limits.costs()) * (1 + ROUNDING));
        int size = (int) Math.max(0, Math.min(batch.length, room));
        return Arrays.copyOf(batch, size);
    }

    private int batchSize() {
        return input.settings().get(ProjectKeys.BATCH);
    }

    private RandomGenerator stream() {
        return Seeds.generator(
                input.seed(), "acquisition", input.labels().annotations().size());
    }
}
