package org.relabel4j.labeling.next;

import java.util.ArrayList;
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
import org.relabel4j.core.multilabel.Combination;
import org.relabel4j.core.multilabel.SetConsensus;
import org.relabel4j.core.probability.MeanProbabilities;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.probability.Rows;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.text.Counted;
import org.relabel4j.core.training.MemberPredictions;
import org.relabel4j.core.validation.CrossValidation;
import org.relabel4j.jobs.Progress;
import org.relabel4j.labeling.model.ModelChoice;
import org.relabel4j.labeling.project.Answers;
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
 * <p>With several classes an example, each class's question is gone about so, by the same model and method.
 *
 * @param model which model
 * @param trainingLabels to each question the class that each example was trained with, or -1
 * @param members to each question the predictions of the pool
 * @param consensus of each question, inferred with these predictions
 * @param labelQualities how probable it is that each label is right, in the order of the annotations' positions; of a set, combined from
 *     its classes
 * @param statsByQuestion of the annotators
 * @param stats of the annotators, over all questions
 */
record Trained(
        ModelChoice model,
        List<int[]> trainingLabels,
        List<List<MemberPredictions>> members,
        List<Consensus> consensus,
        double[] labelQualities,
        List<AnnotatorStats> statsByQuestion,
        AnnotatorStats stats) {
    /** What a model is trained from. */
    record Input(ProjectSettings settings, Pool pool, Answers answers, long seed) {
        /** The labels as they were given. */
        LabelState labels() {
            return answers.whole();
        }

        /** Classes of a question. */
        int numAnswers() {
            return answers.questions().get(0).annotations().numClasses();
        }

        /** The examples to train on: those with a label or a known answer. */
        int[] rows() {
            return IntStream.range(0, pool.tasks().size())
                    .filter(i -> labels().annotations().isLabelled(i) || labels().gold()[i] >= 0)
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
        int numModels = lesson.model().trainers().size();
        List<LabelState> questions = input.answers().questions();
        CrossValidation validation =
                lesson.validation(input, strategy(input, numModels).needs());
        List<List<MemberPredictions>> members = new ArrayList<>();
        List<ConsensusAnalysis> analyses = new ArrayList<>();
        List<double[]> qualities = new ArrayList<>();
        for (int q = 0; q < questions.size(); q++) {
            int[] labels = lesson.labels().get(q);
            progress.update(
                    "training and predicting " + Counted.of(labels.length, "example"),
                    q,
                    questions.size() > 1 ? questions.size() : 0);
            members.add(validation.fit(labels, input.numAnswers(), lesson.seed(input)));
            analyses.add(lesson.method()
                    .analyse(
                            questions.get(q).annotations(),
                            pools(members.get(q)),
                            Seeds.generator(input.seed(), "last consensus")));
            qualities.add(labelQualities(analyses.get(q), members.get(q), questions.get(q), input.seed()));
        }
        return new Trained(
                lesson.model(),
                lesson.labels(),
                members,
                IntStream.range(0, questions.size())
                        .mapToObj(q -> withGold(analyses.get(q).consensus(), questions.get(q)))
                        .toList(),
                input.answers().areSets()
                        ? Combination.PAPER.combineAll(qualities.toArray(new double[0][]))
                        : qualities.get(0),
                analyses.stream().map(ConsensusAnalysis::annotatorStats).toList(),
                stats(input.answers(), analyses));
    }

    /** How good the annotators are over all questions. */
    static AnnotatorStats stats(Answers answers, List<ConsensusAnalysis> analyses) {
        return answers.sets()
                .map(sets -> new SetConsensus(sets, analyses, Combination.PAPER).annotatorStats())
                .orElseGet(() -> analyses.get(0).annotatorStats());
    }

    /** By CROWDLAB, whatever the consensus method; labels whose right answer is known are right or wrong. */
    private static double[] labelQualities(
            ConsensusAnalysis analysis, List<MemberPredictions> members, LabelState labels, long seed) {
        Annotations annotations = labels.annotations();
        CrowdLabResult found = analysis instanceof CrowdLabResult result
                ? result
                : new CrowdLab().analyse(annotations, pools(members), Seeds.generator(seed, "label qualities"));
        double[] qualities = found.annotationQualities();
        int[] gold = labels.gold();
        for (int i = 0; i < gold.length; i++) {
            for (int a = annotations.rowStart(i); gold[i] >= 0 && a < annotations.rowEnd(i); a++) {
                qualities[a] = annotations.labelAt(a) == gold[i] ? 1 : 0;
            }
        }
        return qualities;
    }

    /** Why the model was chosen, and what its trainers chose in turn, fold by fold; empty if nothing was left open. */
    String reason() {
        // Those of every question would be too many to read.
        Stream<String> choices = members.stream()
                .filter(ofQuestion -> members.size() == 1)
                .flatMap(List::stream)
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

    /** To a question, the class of each labelled example that the models say who have not seen it; -1 for the others. */
    int[] predicted(int question, Annotations annotations) {
        int[] classes = Rows.likeliest(predProbs(question), annotations::isLabelled);
        Arrays.setAll(classes, i -> annotations.isLabelled(i) ? classes[i] : -1);
        return classes;
    }

    /** The mean of the models' probabilities of the answers to a question. */
    Probabilities predProbs(int question) {
        return MeanProbabilities.of(pools(members.get(question)));
    }

    static AcquisitionStrategy strategy(Input input, int numModels) {
        ProjectSettings settings = input.settings();
        return settings.perClass(settings.strategy(numModels).create(settings.strategyOptions()));
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
