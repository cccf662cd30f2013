package org.relabel4j.core.consensus;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.parallel.Blocks;
import org.relabel4j.core.probability.Probabilities;

/** The majority vote and its four ways to break a tie; see {@link MajorityVote}. */
final class MajorityTies {
    private static final int UNLABELLED = -1;
    private static final int TIED = -2;

    private final Annotations annotations;
    private final List<Probabilities> predProbs;

    MajorityTies(Annotations annotations, List<Probabilities> predProbs) {
        this.annotations = annotations;
        this.predProbs = predProbs;
    }

    /** Buffers of a thread. */
    private final class Scratch {
        final VoteCounter votes = new VoteCounter(annotations);
        final double[] row = new double[annotations.numClasses()];
        final double[] mean = new double[annotations.numClasses()];
    }

    int[] resolve(RandomGenerator rng) {
        int[] labels = new int[annotations.numExamples()];
        Blocks.forEach(labels.length, annotations.numClasses(), Scratch::new, (block, from, to, scratch) -> {
            for (int i = from; i < to; i++) {
                labels[i] = annotations.isLabelled(i) ? vote(i, scratch) : UNLABELLED;
            }
        });
        int[] tied = new int[16];
        int numTied = 0;
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] == TIED) {
                tied = numTied == tied.length ? Arrays.copyOf(tied, numTied * 2) : tied;
                tied[numTied++] = i;
            }
        }
        if (numTied > 0) {
            breakRemaining(Arrays.copyOf(tied, numTied), labels, rng);
        }
        return labels;
    }

    private int vote(int i, Scratch scratch) {
        int numWinners = likeliest(i, scratch);
        return numWinners == 1 ? scratch.votes.winners()[0] : TIED;
    }

    /** The winners of the vote or, if several, those with the largest model probability; returns their number. */
    private int likeliest(int i, Scratch scratch) {
        int numWinners = scratch.votes.count(i);
        if (numWinners == 1 || predProbs.isEmpty()) {
            return numWinners;
        }
        double[] mean = scratch.mean;
        predProbs.get(0).copyRows(i, i + 1, mean, 0);
        for (int l = 1; l < predProbs.size(); l++) {
            predProbs.get(l).copyRows(i, i + 1, scratch.row, 0);
            for (int k = 0; k < mean.length; k++) {
                mean[k] += scratch.row[k];
            }
        }
        return keepLargest(scratch.votes.winners(), numWinners, mean);
    }

    /** Moves the candidates with the largest value to the front and returns how many there are. */
    private static int keepLargest(int[] candidates, int count, double[] valueOfClass) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < count; c++) {
            largest = Math.max(largest, valueOfClass[candidates[c]]);
        }
        int kept = 0;
        for (int c = 0; c < count; c++) {
            if (valueOfClass[candidates[c]] == largest) {
                candidates[kept++] = candidates[c];
            }
        }
        return kept;
    }

    private void breakRemaining(int[] tied, int[] labels, RandomGenerator rng) {
        Scratch scratch = new Scratch();
        double[] rarity = rarities();
        double[] quality = null;
        for (int i : tied) {
            int[] candidates = scratch.votes.winners();
            int count = likeliest(i, scratch);
            count = keepLargest(candidates, count, rarity);
            if (count > 1) {
                quality = quality == null ? initialQualities() : quality;
                meanQualities(i, quality, numVotes(i, candidates[0]), scratch.mean);
                count = keepLargest(candidates, count, scratch.mean);
            }
            labels[i] = candidates[count == 1 ? 0 : rng.nextInt(count)];
        }
    }

    /** Minus the number of labels of each class. */
    private double[] rarities() {
        double[] rarity = new double[annotations.numClasses()];
        for (int a = 0; a < annotations.size(); a++) {
            rarity[annotations.labelAt(a)]--;
        }
        return rarity;
    }

    /** Each annotator's agreement with the majority over the examples without a tie. */
    private double[] initialQualities() {
        int[] agreed = new int[annotations.numAnnotators()];
        int[] counted = new int[annotations.numAnnotators()];
        VoteCounter votes = new VoteCounter(annotations);
        for (int i = 0; i < annotations.numExamples(); i++) {
            if (!annotations.isLabelled(i) || votes.count(i) > 1) {
                continue;
            }
            int majority = votes.winners()[0];
            for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                counted[annotations.annotatorAt(a)]++;
                agreed[annotations.annotatorAt(a)] += annotations.labelAt(a) == majority ? 1 : 0;
            }
        }
        return ratiosWithMean(agreed, counted);
    }

    private static double[] ratiosWithMean(int[] agreed, int[] counted) {
        double[] ratio = new double[agreed.length];
        double sum = 0;
        int defined = 0;
        for (int j = 0; j < ratio.length; j++) {
            if (counted[j] > 0) {
                ratio[j] = (double) agreed[j] / counted[j];
                sum += ratio[j];
                defined++;
            }
        }
        for (int j = 0; j < ratio.length; j++) {
            if (counted[j] == 0 && defined > 0) {
                ratio[j] = sum / defined;
            }
        }
        return ratio;
    }

    /**
     * Sets the mean quality of those who chose each of some classes with equally many votes, added up in the order of the
     * annotators, not of their answers.
     */
    private void meanQualities(int i, double[] quality, int numVotes, double[] meanOfClass) {
        int start = annotations.rowStart(i);
        long[] votes = new long[annotations.count(i)];
        for (int v = 0; v < votes.length; v++) {
            votes[v] = (long) annotations.annotatorAt(start + v) << 32 | annotations.labelAt(start + v);
        }
        Arrays.sort(votes);
        Arrays.fill(meanOfClass, 0);
        for (long vote : votes) {
            meanOfClass[(int) vote] += quality[(int) (vote >> 32)];
        }
        for (int k = 0; k < meanOfClass.length; k++) {
            meanOfClass[k] /= numVotes;
        }
    }

    private int numVotes(int i, int label) {
        int votes = 0;
        for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
            votes += annotations.labelAt(a) == label ? 1 : 0;
        }
        return votes;
    }
}
