package org.relabel4j.core.multilabel;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.AnnotatorStats;
import org.relabel4j.core.consensus.ConsensusAnalysis;

/** A set of classes for each labelled example, with how likely it is to be right, and what it says of the annotators. Immutable. */
public final class SetConsensus {
    private final ClassSets sets;
    private final List<ConsensusAnalysis> questions;
    private final Combination combination;

    SetConsensus(ClassSets sets, List<ConsensusAnalysis> questions, Combination combination) {
        this.sets = sets;
        this.questions = List.copyOf(questions);
        this.combination = combination;
    }

    /** Number of classes K. */
    public int numClasses() {
        return questions.size();
    }

    /** The answers to the question of class {@code k}: labels are 1 for yes, 0 for no, -1 for examples without annotation. */
    public ConsensusAnalysis ofClass(int k) {
        return questions.get(k);
    }

    /** The classes of example {@code i}, ascending; none if it is unlabelled. */
    public int[] set(int i) {
        return IntStream.range(0, numClasses())
                .filter(k -> questions.get(k).consensus().label(i) == 1)
                .toArray();
    }

    /** The combined qualities of example {@code i}'s answers, or NaN if it is unlabelled. */
    public double quality(int i) {
        if (!sets.isLabelled(i)) {
            return Double.NaN;
        }
        return combination.combine(questions.stream()
                .mapToDouble(question -> question.consensus().quality(i))
                .toArray());
    }

    /** Fraction of example {@code i}'s annotators whose whole set is the consensus, or NaN if it is unlabelled. */
    public double agreement(int i) {
        Annotations structure = sets.ofClass(0);
        int[] set = set(i);
        int equal = 0;
        for (int a = structure.rowStart(i); a < structure.rowEnd(i); a++) {
            equal += Arrays.equals(set, sets.setAt(a)) ? 1 : 0;
        }
        return (double) equal / structure.count(i);
    }

    /**
     * How good each annotator is over all classes: the means of quality (of the classes that tell it) and of agreement, that is the
     * fraction of the annotator's answers, yes and no, that are the consensus; and as worst class the one whose question the annotator
     * answers with the lowest quality, among equals with the least agreement, then the first.
     */
    public AnnotatorStats annotatorStats() {
        int numAnnotators = sets.numAnnotators();
        double[] quality = new double[numAnnotators];
        double[] agreement = new double[numAnnotators];
        double[] worstQuality = new double[numAnnotators];
        double[] worstAgreement = new double[numAnnotators];
        int[] worstClass = new int[numAnnotators];
        int[] known = new int[numAnnotators];
        int[] numLabelled = new int[numAnnotators];
        for (int k = 0; k < numClasses(); k++) {
            AnnotatorStats stats = questions.get(k).annotatorStats();
            double[] qualities = stats.quality();
            double[] agreements = stats.agreementWithConsensus();
            numLabelled = stats.numExamplesLabelled();
            for (int j = 0; j < numAnnotators; j++) {
                agreement[j] += agreements[j] / numClasses();
                if (!Double.isNaN(qualities[j])) {
                    quality[j] += qualities[j];
                    known[j]++;
                }
                // NaN is the largest number to compare.
                int order = k == 0 ? -1 : Double.compare(qualities[j], worstQuality[j]);
                if (order < 0 || order == 0 && agreements[j] < worstAgreement[j]) {
                    worstClass[j] = k;
                    worstQuality[j] = qualities[j];
                    worstAgreement[j] = agreements[j];
                }
            }
        }
        for (int j = 0; j < numAnnotators; j++) {
            quality[j] /= known[j];
            worstClass[j] = numLabelled[j] == 0 ? -1 : worstClass[j];
        }
        return AnnotatorStats.of(quality, agreement, worstClass, numLabelled);
    }
}
