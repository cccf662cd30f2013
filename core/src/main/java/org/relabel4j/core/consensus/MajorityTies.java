package org.relabel4j.core.consensus;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.parallel.Blocks;
import org.relabel4j.core.probability.Probabilities;

/** The majority vote and its four ways to break a tie; see {@link MajorityVote}. */
final class MajorityTies {
    private static final int UNLABELLED = -1;
    private static final int TIED = -2;

    private final Annotations annotations;
    private final List<Probabilities> predProbs;
    private final TieBreakers breakers;

    /** Where the examples are all there are. */
    MajorityTies(Annotations annotations, List<Probabilities> predProbs, RandomGenerator rng) {
        this(annotations, predProbs, breakers(annotations, rng));
    }

    /** Where they may be a part of them. */
    MajorityTies(Annotations annotations, List<Probabilities> predProbs, TieBreakers breakers) {
        this.annotations = annotations;
        this.predProbs = predProbs;
        this.breakers = breakers;
    }

    private static TieBreakers breakers(Annotations annotations, RandomGenerator rng) {
        return new TieBreakers(
                () -> rarities(annotations), () -> initialQualities(annotations), TieBreakers.chance(rng));
    }

    /** Buffers of a thread. */
    private final class Scratch {
        final VoteCounter votes = new VoteCounter(annotations);
        final double[] row = new double[annotations.numClasses()];
        final double[] mean = new double[annotations.numClasses()];
    }

    int[] resolve() {
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
            breakRemaining(Arrays.copyOf(tied, numTied), labels);
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

    private void breakRemaining(int[] tied, int[] labels) {
        Scratch scratch = new Scratch();
        double[] rarity = breakers.rarities().get();
        double[] quality = null;
        for (int i : tied) {
            int[] candidates = scratch.votes.winners();
            int count = likeliest(i, scratch);
            count = keepLargest(candidates, count, rarity);
            if (count > 1) {
                quality = quality == null ? breakers.qualities().get() : quality;
                meanQualities(i, quality, numVotes(i, candidates[0]), scratch.mean);
                count = keepLargest(candidates, count, scratch.mean);
            }
            labels[i] = candidates[count == 1 ? 0 : breakers.chance().apply(i).nextInt(count)];
        }
    }

    private static double[] rarities(Annotations annotations) {
        AnswerTally tally = new AnswerTally(annotations.numClasses());
        tally.add(annotations);
        return tally.finish().rarities();
    }

    /** Each annotator's agreement with the majority over the examples without a tie, or the mean; 0 if nobody has any. */
    private static double[] initialQualities(Annotations annotations) {
        AnnotatorRatios tally = AnnotatorRatios.majorityAgreement(annotations.numAnnotators());
        tally.add(annotations);
        return AnnotatorRatios.withoutGaps(tally.finish());
    }

    /**
     * Sets the mean quality of those who chose each of some classes with equally many votes, added up from the lowest on: in an
     * order that is not that of the answers, nor of the annotators' numbers.
     */
    private void meanQualities(int i, double[] quality, int numVotes, double[] meanOfClass) {
        Arrays.fill(meanOfClass, 0);
        IntStream.range(annotations.rowStart(i), annotations.rowEnd(i))
                .boxed()
                .sorted(Comparator.comparingDouble(a -> quality[annotations.annotatorAt(a)]))
                .forEach(a -> meanOfClass[annotations.labelAt(a)] += quality[annotations.annotatorAt(a)]);
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
