package org.relabel4j.labeling.next;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.AnnotatorStats;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.consensus.ConsensusAnalysis;
import org.relabel4j.core.consensus.CrowdLab;
import org.relabel4j.core.consensus.CrowdLabResult;
import org.relabel4j.core.probability.MeanProbabilities;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.probability.Rows;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.text.Counted;
import org.relabel4j.core.training.MemberPredictions;
import org.relabel4j.jobs.Progress;
import org.relabel4j.labeling.model.ModelChoice;
import org.relabel4j.labeling.project.LabelState;
import org.relabel4j.labeling.project.Pool;
import org.relabel4j.labeling.project.ProjectSettings;

/**
 * The model of a round and the consensus that goes with it, from the labels alone: no earlier round enters, so that the same labels give
 * the same round.
 *
 * <p>Twice, since a consensus by CROWDLAB needs predictions and a model needs a consensus: a first model learns from the labels that people
 * agree on most and predicts the labelled examples; with these predictions the consensus is inferred from which the model learns that
 * predicts the pool (Goh and Mueller 2023, arXiv:2301.11856, algorithm 1, whose rounds do the same one after the other). Known answers
 * stand in for the consensus wherever there are any.
 *
 * @param model which model
 * @param trainingLabels class that each example was trained with, or -1
 * @param members predictions of the pool
 * @param consensus inferred with these predictions
 * @param labelQualities how probable it is that each label is right, in the order of the annotations' positions
 * @param stats of the annotators
 */
record Trained(
        ModelChoice model,
        int[] trainingLabels,
        List<MemberPredictions> members,
        Consensus consensus,
        double[] labelQualities,
        AnnotatorStats stats) {
    /** What a model is trained from. */
    record Input(ProjectSettings settings, Pool pool, LabelState labels, long seed) {
        int numClasses() {
            return settings.classNames().size();
        }

        /** The examples to train on: those with a label or a known answer. */
        int[] rows() {
            return IntStream.range(0, pool.tasks().size())
                    .filter(i -> labels.annotations().isLabelled(i) || labels.gold()[i] >= 0)
                    .toArray();
        }
    }

    /**
     * Trains.
     *
     * @return nothing if there are fewer than {@link Lesson#FEWEST_EXAMPLES} examples to train on, or all of one class
     */
    static Optional<Trained> of(Input input, Progress progress) {
        return Lesson.of(input, progress).map(lesson -> of(lesson, input, progress));
    }

    private static Trained of(Lesson lesson, Input input, Progress progress) {
        LabelState labels = input.labels();
        int numModels = lesson.model().trainers().size();
        progress.update("training and predicting " + Counted.of(lesson.labels().length, "example"), 0, 0);
        List<MemberPredictions> members = lesson.validation(
                        input, strategy(input, numModels).needs())
                .fit(lesson.labels(), input.numClasses(), lesson.seed(input));
        ConsensusAnalysis analysis = lesson.method()
                .analyse(labels.annotations(), pools(members), Seeds.generator(input.seed(), "last consensus"));
        return new Trained(
                lesson.model(),
                lesson.labels(),
                members,
                withGold(analysis.consensus(), labels),
                labelQualities(analysis, members, input),
                analysis.annotatorStats());
    }

    /** By CROWDLAB, whatever the consensus method; labels whose right answer is known are right or wrong. */
    private static double[] labelQualities(ConsensusAnalysis analysis, List<MemberPredictions> members, Input input) {
        Annotations annotations = input.labels().annotations();
        CrowdLabResult found = analysis instanceof CrowdLabResult result
                ? result
                : new CrowdLab().analyse(annotations, pools(members), Seeds.generator(input.seed(), "label qualities"));
        double[] qualities = found.annotationQualities();
        int[] gold = input.labels().gold();
        for (int i = 0; i < gold.length; i++) {
            for (int a = annotations.rowStart(i); gold[i] >= 0 && a < annotations.rowEnd(i); a++) {
                qualities[a] = annotations.labelAt(a) == gold[i] ? 1 : 0;
            }
        }
        return qualities;
    }

    /** Why the model was chosen, and what its trainers chose in turn, fold by fold; empty if nothing was left open. */
    String reason() {
        Stream<String> choices = members.stream()
                .flatMap(member -> member.choices().stream()
                        .flatMap(fold -> fold.keySet().stream())
                        .distinct()
                        .sorted()
                        .map(option -> member.model() + " " + option + " by fold: "
                                + member.choices().stream()
                                        .map(fold -> fold.get(option))
                                        .collect(Collectors.joining(", "))));
        return Stream.concat(Stream.of(model.reason()), choices)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
    }

    /** Class of each labelled example that the models say who have not seen it; -1 for the others. */
    int[] predicted(Annotations annotations) {
        int[] classes = Rows.likeliest(MeanProbabilities.of(pools(members)), annotations::isLabelled);
        Arrays.setAll(classes, i -> annotations.isLabelled(i) ? classes[i] : -1);
        return classes;
    }

    static AcquisitionStrategy strategy(Input input, int numModels) {
        return input.settings().strategy(numModels).create(input.settings().strategyOptions());
    }

    static List<Probabilities> pools(List<MemberPredictions> members) {
        return members.stream().map(MemberPredictions::pool).toList();
    }

    /** A consensus in which known answers stand for what was inferred, with certainty. */
    static Consensus withGold(Consensus inferred, LabelState state) {
        int[] labels = inferred.labels();
        double[] quality = inferred.qualities();
        double[] agreement = new double[labels.length];
        int[] votes = new int[state.annotations().numClasses()];
        for (int i = 0; i < labels.length; i++) {
            agreement[i] = inferred.agreement(i);
            int gold = state.gold()[i];
            if (gold >= 0) {
                Arrays.fill(votes, 0);
                state.annotations().addVotes(i, votes);
                labels[i] = gold;
                quality[i] = 1;
                int count = state.annotations().count(i);
                agreement[i] = count == 0 ? Double.NaN : (double) votes[gold] / count;
            }
        }
        return new Consensus(labels, quality, agreement);
    }
}
