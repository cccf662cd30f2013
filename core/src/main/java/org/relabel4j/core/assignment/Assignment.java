package org.relabel4j.core.assignment;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.loop.Costs;

/**
 * Chooses whom to ask about each example of a batch: by estimated quality and cost, with an equal share of work. Nobody is asked about
 * an example that he has labelled or skipped; who is known to be poor is not asked for a further opinion on a labelled example.
 *
 * <p>Known to be poor is who surely errs more often than most: the upper end of his interval is below the mean accuracy of all. His
 * opinion on a doubtful label would less likely settle it than almost anybody else's. Of the new examples he gets the share that
 * others get, times ((a − g) / (m − g))² where a is his accuracy, m the mean, and g that of guessing: as much as his labels tell,
 * compared with theirs. Had he all of the new ones because the repeats go to others, most first labels would be wrong: with an equal share
 * of all work for him, asking so was no better in simulation than asking at random.
 */
public final class Assignment {
    /** Nobody can be asked. */
    public static final int NOBODY = -1;

    private final Annotations annotations;
    private final Askable askable;
    private final boolean[] poor;
    private final int numPoor;
    /** What an annotator's labels tell, compared with those of an average one: of those known to be poor, at most 1. */
    private final double[] worth;

    /** The annotators, best first: by accuracy beyond guessing for their price. */
    private final int[] best;
    /** The annotators, those with the fewest labels so far first. */
    private final int[] idlest;

    /**
     * @param annotations the labels so far; annotators without a label may be among their annotators
     * @param skips for each annotator the examples that he skipped, ascending
     * @param estimates of each annotator
     * @param costs rates by annotator
     * @throws IllegalArgumentException if there is not one list of skips and one estimate for each annotator
     */
    public Assignment(Annotations annotations, List<int[]> skips, List<AnnotatorEstimate> estimates, Costs costs) {
        int numAnnotators = annotations.numAnnotators();
        if (skips.size() != numAnnotators || estimates.size() != numAnnotators) {
            throw new IllegalArgumentException("skips of " + skips.size() + " annotators and estimates of "
                    + estimates.size() + ", expected those of " + numAnnotators);
        }
        this.annotations = annotations;
        this.askable = new Askable(annotations, skips);
        double mean = estimates.stream()
                .mapToDouble(AnnotatorEstimate::accuracy)
                .average()
                .orElse(0);
        double guessing = 1.0 / annotations.numClasses();
        this.poor = new boolean[numAnnotators];
        this.worth = new double[numAnnotators];
        int found = 0;
        for (int j = 0; j < numAnnotators; j++) {
            poor[j] = estimates.get(j).high() < mean;
            found += poor[j] ? 1 : 0;
            double beyond = Math.max(0, estimates.get(j).accuracy() - guessing) / (mean - guessing);
            worth[j] = beyond * beyond;
        }
        this.numPoor = found;
        double[] value = IntStream.range(0, numAnnotators)
                .mapToDouble(j -> (estimates.get(j).accuracy() - guessing) / costs.price(j, true))
                .toArray();
        this.best = ordered(numAnnotators, Comparator.comparingDouble(j -> -value[j]));
        int[] numLabels = new int[numAnnotators];
        for (int a = 0; a < annotations.size(); a++) {
            numLabels[annotations.annotatorAt(a)]++;
        }
        this.idlest = ordered(
                numAnnotators,
                Comparator.<Integer>comparingInt(j -> numLabels[j]).thenComparingDouble(j -> -value[j]));
    }

    private static int[] ordered(int number, Comparator<Integer> order) {
        return IntStream.range(0, number)
                .boxed()
                .sorted(order)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Whether an annotator is known to be poor. */
    public boolean isPoor(int annotator) {
        return poor[annotator];
    }

    /** Whether some annotator can still be asked about an example at all. */
    public boolean canBeAsked(int example) {
        return askable.canAskAnybody(example);
    }

    /** Whether one who is not known to be poor can be; of an unlabelled example, whether anybody can. */
    public boolean canBeAskedWell(int example) {
        return annotations.isLabelled(example)
                ? askable.numAnswered(example, poor) < poor.length - numPoor
                : canBeAsked(example);
    }

    /**
     * Whom to ask about each example of a batch.
     *
     * <p>All who are not known to be poor get an equal share, give or take one, as far as the examples allow. Examples that few can be asked about come
     * first, then repeats before new ones, then the most wanted. A repeat goes to the best who still has room in his share: by
     * accuracy beyond guessing for his price. A new one goes to who has the most room. Who has the fewest labels so far has a share that is
     * larger by one, if it does not come out even. Time is the batch times the annotators.
     *
     * @param batch distinct examples, the most wanted first
     * @return an annotator each, or {@link #NOBODY}
     */
    public int[] assign(int[] batch) {
        int[] places = IntStream.range(0, batch.length)
                .filter(n -> canBeAskedWell(batch[n]))
                .toArray();
        int[] room = shares(batch, places);
        int[] asked = new int[batch.length];
        Arrays.fill(asked, NOBODY);
        boolean[] excluded = new boolean[poor.length];
        for (int n : urgent(batch, places)) {
            askable.mark(batch[n], excluded, true);
            boolean repeat = annotations.isLabelled(batch[n]);
            int chosen = repeat ? bestWithRoom(excluded, room) : mostRoom(excluded, room, false);
            asked[n] = chosen;
            room[chosen]--;
            askable.mark(batch[n], excluded, false);
        }
        return asked;
    }

    private int[] shares(int[] batch, int[] places) {
        double newShare = (double) Arrays.stream(places)
                        .filter(n -> !annotations.isLabelled(batch[n]))
                        .count()
                / poor.length;
        int[] shares = new int[poor.length];
        int left = places.length;
        for (int j = 0; j < shares.length; j++) {
            if (poor[j]) {
                shares[j] = (int) Math.round(newShare * worth[j]);
                left -= shares[j];
            }
        }
        int numGood = shares.length - numPoor;
        int larger = numGood == 0 ? 0 : left % numGood;
        for (int j : idlest) {
            if (!poor[j]) {
                shares[j] = left / numGood + (larger-- > 0 ? 1 : 0);
            }
        }
        return shares;
    }

    /** Places in the batch in the order in which to choose. */
    private int[] urgent(int[] batch, int[] places) {
        int[] choices = new int[batch.length];
        for (int n : places) {
            boolean repeat = annotations.isLabelled(batch[n]);
            choices[n] = repeat ? poor.length - numPoor - askable.numAnswered(batch[n], poor) : askable.count(batch[n]);
        }
        return Arrays.stream(places)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(n -> choices[n])
                        .thenComparing(n -> !annotations.isLabelled(batch[n])))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private int bestWithRoom(boolean[] excluded, int[] room) {
        for (int j : best) {
            if (room[j] > 0 && !excluded[j] && !poor[j]) {
                return j;
            }
        }
        return mostRoom(excluded, room, true);
    }

    /** Who has the most room left; of equals the idlest. */
    private int mostRoom(boolean[] excluded, int[] room, boolean goodOnly) {
        int chosen = NOBODY;
        for (int j : idlest) {
            boolean can = !excluded[j] && !(goodOnly && poor[j]);
            if (can && (chosen == NOBODY || room[j] > room[chosen])) {
                chosen = j;
            }
        }
        return chosen;
    }
}
