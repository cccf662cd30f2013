package org.relabel4j.core.multilabel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.noise.LabelIssues;
import org.relabel4j.core.noise.LabelIssues.Quality;
import org.relabel4j.core.noise.LabelIssues.Rule;
import org.relabel4j.core.numeric.Selection;
import org.relabel4j.core.probability.MeanProbabilities;

/**
 * Sets of classes that are probably wrong, of data with one set each, from out-of-sample predictions: those in which the answer to some
 * class's question is an {@linkplain LabelIssues issue}. Rules of the lowest scores take as many as confident learning finds so, by the
 * combined self-confidence of the classes. Immutable.
 *
 * <p>Source: Thyagarajan, Snorrason, Northcutt and Mueller 2022, arXiv:2211.13895, section 3 for the scores; rules and scores are those
 * of cleanlab 2.9.0's {@code multilabel_classification}, whose {@code filter.find_label_issues} finds the same sets and whose {@code
 * rank.get_label_quality_scores} gives the same scores.
 */
public final class SetIssues {
    private final List<LabelIssues> questions = new ArrayList<>();
    private final Combination combination;
    private final int numExamples;

    /**
     * Reads the predictions.
     *
     * @param sets of each example one at most; those without are left out
     * @param predProbs out-of-sample probabilities of each model, at least one; their mean counts
     * @param combination makes one quality of an example's K
     * @throws IllegalArgumentException if the sizes differ, or an example has several sets
     */
    public SetIssues(ClassSets sets, List<SetProbabilities> predProbs, Combination combination) {
        this.combination = combination;
        this.numExamples = sets.numExamples();
        for (int k = 0; k < sets.numClasses(); k++) {
            int question = k;
            questions.add(new LabelIssues(
                    answers(sets.ofClass(k)),
                    MeanProbabilities.of(predProbs.stream()
                            .map(model -> model.ofClass(question))
                            .toList())));
        }
    }

    private static int[] answers(Annotations annotations) {
        int[] answers = new int[annotations.numExamples()];
        for (int i = 0; i < answers.length; i++) {
            if (annotations.count(i) > 1) {
                throw new IllegalArgumentException(
                        "example " + i + " has " + annotations.count(i) + " sets, expected at most 1");
            }
            answers[i] = annotations.isLabelled(i) ? annotations.labelAt(annotations.rowStart(i)) : -1;
        }
        return answers;
    }

    /** Number of classes K. */
    public int numClasses() {
        return questions.size();
    }

    /** The answers to the question of class {@code k}: labels are 1 for yes, 0 for no. */
    public LabelIssues ofClass(int k) {
        return questions.get(k);
    }

    /** The classes that the models say rather than not that example {@code i} has, ascending; none if it has no label. */
    public int[] likeliest(int i) {
        return IntStream.range(0, numClasses())
                .filter(k -> questions.get(k).likeliest(i) == 1)
                .toArray();
    }

    /** How good the set of each example is, 0 to 1, combined from its classes; of those without one 0. */
    public double[] qualities(Quality quality) {
        double[][] byClass = new double[numClasses()][numExamples];
        for (int k = 0; k < byClass.length; k++) {
            LabelIssues question = questions.get(k);
            Arrays.setAll(byClass[k], i -> question.quality(i, quality));
        }
        return combination.combineAll(byClass);
    }

    /**
     * Of each class, whether the answers to its question are issues; the rules of the lowest scores, which are of whole sets, are taken
     * for confident learning.
     *
     * @return shape (K, N)
     */
    public boolean[][] findByClass(Rule rule) {
        Rule ofQuestion = isOfWholeSets(rule) ? Rule.CONFIDENT_LEARNING : rule;
        return questions.stream().map(question -> question.find(ofQuestion)).toArray(boolean[][]::new);
    }

    private static boolean isOfWholeSets(Rule rule) {
        return rule == Rule.LOW_NORMALIZED_MARGIN || rule == Rule.LOW_SELF_CONFIDENCE;
    }

    /** Whether the set of each example is an issue; of those without a set it is none. */
    public boolean[] find(Rule rule) {
        boolean[][] byClass = findByClass(rule);
        boolean[] issues = new boolean[numExamples];
        for (int i = 0; i < numExamples; i++) {
            for (boolean[] ofClass : byClass) {
                issues[i] |= ofClass[i];
            }
        }
        return isOfWholeSets(rule) ? lowest(issues) : issues;
    }

    private boolean[] lowest(boolean[] confidentlyOther) {
        int count = (int)
                IntStream.range(0, numExamples).filter(i -> confidentlyOther[i]).count();
        int[] labelled = IntStream.range(0, numExamples)
                .filter(questions.get(0)::hasLabel)
                .toArray();
        // Of two answers, the normalized margin is the self-confidence.
        double[] all = qualities(Quality.SELF_CONFIDENCE);
        double[] values = Arrays.stream(labelled).mapToDouble(i -> all[i]).toArray();
        boolean[] issues = new boolean[numExamples];
        for (int place : Selection.lowest(values, count)) {
            issues[labelled[place]] = true;
        }
        return issues;
    }

    /**
     * The examples whose set is an issue, the worst set first; of equally bad ones the first.
     *
     * @param quality what to order by
     */
    public int[] ranked(Rule rule, Quality quality) {
        boolean[] issues = find(rule);
        return Selection.ascending(qualities(quality), i -> issues[i]);
    }
}
