package org.relabel4j.labeling.next;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.assignment.AnnotatorEstimate;
import org.relabel4j.core.assignment.AnnotatorEstimates;
import org.relabel4j.core.assignment.ConsensusErrors;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.labeling.project.Answers;
import org.relabel4j.labeling.project.LabelState;

/**
 * How good people and the model are.
 *
 * <p>With several classes an example, each answer, yes or no, counts as a label, and all are taken together: how good somebody is, is the
 * probability that an answer of theirs is right. The answers of one set are taken as independent, so that intervals are narrower than they
 * should be.
 *
 * @param questions the labels to each question
 * @param all estimates of each annotator, and last of the model
 * @param byQuestion the same from the answers to one question alone; empty if there is only one
 */
record Skills(List<LabelState> questions, List<AnnotatorEstimate> all, List<List<AnnotatorEstimate>> byQuestion) {
    static Skills of(Answers answers, Optional<Trained> trained) {
        List<LabelState> questions = answers.questions();
        List<int[]> predicted = IntStream.range(0, questions.size())
                .mapToObj(q -> predicted(q, questions.get(q).annotations(), trained))
                .toList();
        if (!answers.areSets()) {
            return new Skills(
                    questions,
                    AnnotatorEstimates.withModel(
                            questions.get(0).annotations(),
                            predicted.get(0),
                            questions.get(0).gold()),
                    List.of());
        }
        return new Skills(
                questions,
                AnnotatorEstimates.withModel(
                        together(questions),
                        predicted.stream().flatMapToInt(Arrays::stream).toArray(),
                        questions.stream()
                                .flatMapToInt(labels -> Arrays.stream(labels.gold()))
                                .toArray()),
                IntStream.range(0, questions.size())
                        .mapToObj(q -> AnnotatorEstimates.withModel(
                                questions.get(q).annotations(),
                                predicted.get(q),
                                questions.get(q).gold()))
                        .toList());
    }

    private static int[] predicted(int question, Annotations annotations, Optional<Trained> trained) {
        return trained.map(model -> model.predicted(question, annotations))
                .orElseGet(() -> IntStream.generate(() -> -1)
                        .limit(annotations.numExamples())
                        .toArray());
    }

    /** The answers to all questions, as if each question about an example were an example. */
    private static Annotations together(List<LabelState> questions) {
        Annotations first = questions.get(0).annotations();
        AnnotationsBuilder builder = Annotations.builder(
                Math.multiplyExact(first.numExamples(), questions.size()), first.numAnnotators(), first.numClasses());
        for (int q = 0; q < questions.size(); q++) {
            Annotations annotations = questions.get(q).annotations();
            for (int i = 0; i < annotations.numExamples(); i++) {
                for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                    builder.add(q * annotations.numExamples() + i, annotations.annotatorAt(a), annotations.labelAt(a));
                }
            }
        }
        return builder.build();
    }

    /** The estimates of the annotators. */
    List<AnnotatorEstimate> people() {
        return all.subList(0, all.size() - 1);
    }

    /** The estimate of the model. */
    AnnotatorEstimate model() {
        return all.get(all.size() - 1);
    }

    /** Estimated fraction of wrong consensus labels; a set is wrong if the answer to any question is, as if they were independent. */
    double wrongLabels(List<Consensus> consensus, List<Probabilities> predProbs) {
        List<double[]> errors = new ArrayList<>();
        for (int q = 0; q < questions.size(); q++) {
            LabelState labels = questions.get(q);
            errors.add(ConsensusErrors.ofExamples(
                    labels.annotations(),
                    consensus.get(q),
                    predProbs.get(q),
                    byQuestion.isEmpty() ? people() : byQuestion.get(q).subList(0, all.size() - 1),
                    labels.gold()));
        }
        double[] wrong = errors.get(0);
        for (double[] others : errors.subList(1, errors.size())) {
            Arrays.setAll(wrong, i -> 1 - (1 - wrong[i]) * (1 - others[i]));
        }
        return ConsensusErrors.mean(wrong);
    }
}
