package org.relabel4j.core.assignment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.loop.Room;
import org.relabel4j.core.random.Shuffles;

/** The pairs chosen so far in a round, and what that leaves room for. */
final class Ledger {
    private final Crowd crowd;
    private final Room room;
    private final Annotations annotations;
    private final List<Pair> pairs = new ArrayList<>();
    private final int[] numAsked;
    private final boolean[] isChosen;
    private final boolean[] answered;
    private double price;

    Ledger(Crowd crowd, Room room) {
        this.crowd = crowd;
        this.room = room;
        this.annotations = crowd.askable().annotations();
        this.numAsked = new int[crowd.size()];
        this.answered = new boolean[crowd.size()];
        this.isChosen = new boolean[annotations.numExamples()];
    }

    boolean isFull() {
        return pairs.size() >= room.batchSize();
    }

    List<Pair> pairs() {
        return pairs;
    }

    /** How many pairs an annotator is in. */
    int numAsked(int annotator) {
        return numAsked[annotator];
    }

    boolean hasCapacity(int annotator) {
        return numAsked[annotator] < crowd.capacities().get(annotator);
    }

    /** Whether an example is in a pair. */
    boolean isChosen(int example) {
        return isChosen[example];
    }

    /** What one more label of an example costs. */
    double price(int example, int annotator) {
        return room.limits().costs().price(annotator, annotations.isLabelled(example) || isChosen[example]);
    }

    boolean affords(int example, int annotator) {
        return room.affords(price + price(example, annotator));
    }

    void take(int example, int annotator) {
        price += price(example, annotator);
        isChosen[example] = true;
        numAsked[annotator]++;
        pairs.add(new Pair(example, annotator));
    }

    /** Takes the first few of some annotators about an example that is in no pair, as far as there is room. */
    void takeFirst(int number, int example, int[] annotators) {
        int taken = 0;
        for (int n = 0; n < annotators.length && taken < number && !isFull(); n++) {
            if (affords(example, annotators[n])) {
                take(example, annotators[n]);
                taken++;
            }
        }
    }

    /** Who can be asked about an example and has capacity left, the most worthy first; equals in random order. */
    int[] candidates(int example, IntToDoubleFunction worth, RandomGenerator rng) {
        crowd.askable().mark(example, answered, true);
        int[] able = IntStream.range(0, answered.length)
                .filter(j -> !answered[j] && hasCapacity(j))
                .toArray();
        crowd.askable().mark(example, answered, false);
        Shuffles.shuffle(able, rng);
        return IntStream.of(able)
                .boxed()
                .sorted(Comparator.comparingDouble(j -> -worth.applyAsDouble(j)))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
