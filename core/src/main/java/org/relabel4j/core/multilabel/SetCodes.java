package org.relabel4j.core.multilabel;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.parallel.Blocks;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Probabilities;

/**
 * Sets of few classes as numbers: class {@code k} is in a set if bit {@code k} of its code is 1. So every set is a class of its own
 * among 2^K, and whatever works on single labels works on whole sets: loops, data sets, simulated annotators.
 *
 * @param numClasses classes K, 1 to {@value #MOST_CLASSES}
 */
public record SetCodes(int numClasses) {
    /** With more, there would be thousands of sets. */
    public static final int MOST_CLASSES = 10;

    private static final String EMPTY = "none";

    /** @throws IllegalArgumentException if there are too few or too many classes */
    public SetCodes {
        if (numClasses < 1 || numClasses > MOST_CLASSES) {
            throw new IllegalArgumentException("sets are of " + numClasses + " classes, expected 1 to " + MOST_CLASSES);
        }
    }

    /**
     * The classes of which so many sets can be made.
     *
     * @throws IllegalArgumentException if it is no power of two, or too large a one
     */
    public static SetCodes ofSets(int numSets) {
        if (Integer.bitCount(numSets) != 1) {
            throw new IllegalArgumentException("there are " + numSets + " sets, expected a power of two");
        }
        return new SetCodes(Integer.numberOfTrailingZeros(numSets));
    }

    /** Number of sets, 2^K. */
    public int numSets() {
        return 1 << numClasses;
    }

    /** The names of all sets by their codes: {@code none}, the classes, and sets as {@code cat|dog}. */
    public static List<String> names(List<String> classNames) {
        return IntStream.range(0, new SetCodes(classNames.size()).numSets())
                .mapToObj(code -> IntStream.range(0, classNames.size())
                        .filter(k -> contains(code, k))
                        .mapToObj(classNames::get)
                        .collect(Collectors.joining("|")))
                .map(name -> name.isEmpty() ? EMPTY : name)
                .toList();
    }

    /** Whether names are those of all sets of some classes. */
    public static boolean areNames(List<String> names) {
        int numSets = names.size();
        if (numSets < 2 || Integer.bitCount(numSets) != 1 || numSets > 1 << MOST_CLASSES) {
            return false;
        }
        return names.equals(names(IntStream.range(0, ofSets(numSets).numClasses())
                .mapToObj(k -> names.get(1 << k))
                .toList()));
    }

    /** Whether the set with a code has class {@code k}. */
    public static boolean contains(int code, int k) {
        return (code >> k & 1) == 1;
    }

    /** The answers to the question of class {@code k}: 1 for yes, 0 for no; -1, for no set, stays. */
    public static int[] question(int[] codes, int k) {
        return Arrays.stream(codes).map(code -> code < 0 ? -1 : code >> k & 1).toArray();
    }

    /** Likewise of annotations that are sets. */
    public static Annotations question(Annotations codes, int k) {
        return codes.withLabels(2, a -> codes.labelAt(a) >> k & 1);
    }

    /** How probable each class is, where it is known how probable each set is. */
    public SetProbabilities questions(Probabilities ofSets) {
        int numExamples = ofSets.numExamples();
        double[][] columns = new double[numClasses][numExamples];
        int numSets = numSets();
        Blocks.forEach(
                numExamples, numSets, () -> new double[Blocks.rows(numSets) * numSets], (block, from, to, rows) -> {
                    ofSets.copyRows(from, to, rows, 0);
                    for (int i = from; i < to; i++) {
                        for (int k = 0; k < numClasses; k++) {
                            double sum = 0;
                            for (int code = 0; code < numSets; code++) {
                                sum += contains(code, k) ? rows[(i - from) * numSets + code] : 0;
                            }
                            columns[k][i] = Math.min(1, sum);
                        }
                    }
                });
        return SetProbabilities.ofColumns(columns);
    }

    /**
     * How probable each set is if the answers to the questions are independent: the likeliest set has the classes with at least even
     * chances.
     *
     * @param questions probabilities of each question, shape (N, 2) each
     * @return shape (N, 2^K)
     */
    public static Probabilities joint(List<Probabilities> questions) {
        int numSets = new SetCodes(questions.size()).numSets();
        int numExamples = questions.get(0).numExamples();
        double[] values = new double[Math.multiplyExact(numExamples, numSets)];
        double[] answers = new double[2 * numExamples];
        for (int k = 0; k < questions.size(); k++) {
            questions.get(k).copyRows(0, numExamples, answers, 0);
            for (int i = 0; i < numExamples; i++) {
                int row = i * numSets;
                values[row] = k == 0 ? 1 : values[row];
                for (int code = 0; code < 1 << k; code++) {
                    values[row + (code | 1 << k)] = values[row + code] * answers[2 * i + 1];
                    values[row + code] *= answers[2 * i];
                }
            }
        }
        return DenseProbabilities.ofRowMajor(numExamples, numSets, values);
    }
}
