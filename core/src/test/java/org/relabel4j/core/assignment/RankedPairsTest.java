package org.relabel4j.core.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.acquisition.Scores;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.loop.Costs;
import org.relabel4j.core.loop.Limits;
import org.relabel4j.core.loop.Room;

class RankedPairsTest implements PairChoiceContract {
    private static final Scores SCORES = Scores.of(new double[] {0.1, 0.2, 0.3, 0.4});
    private static final int[] ALL = {0, 1, 2, 3};

    @Override
    public PairChoice choice() {
        return RankedPairs.best(2);
    }

    private static Crowd crowd(List<Integer> capacities, double... accuracies) {
        Askable askable = new Askable(
                Annotations.empty(4, accuracies.length, 2), Collections.nCopies(accuracies.length, new int[0]));
        return new Crowd(
                askable,
                Arrays.stream(accuracies)
                        .mapToObj(a -> new AnnotatorEstimate(a, 0, 1))
                        .toList(),
                capacities);
    }

    @Test
    void asksTheBestForThePrice() {
        // Beyond guessing, (0.7 − 0.5) / 1 is more than (0.9 − 0.5) / 3, and as long as he can answer.
        Crowd crowd = crowd(List.of(5, 3), 0.9, 0.7);
        Room room = new Room(4, 0, new Limits(new Costs("EUR", 1, 1, List.of(3.0, 1.0)), 100, List.of()));

        assertEquals(
                List.of(new Pair(0, 1), new Pair(1, 1), new Pair(2, 1), new Pair(3, 0)),
                RankedPairs.best(1).choose(ALL, SCORES, crowd, room, new Random(1)));
    }

    @Test
    void goesOnToOtherExamplesWherePeopleAreShort() {
        Crowd crowd = crowd(List.of(1, 1, 1), 0.9, 0.8, 0.7);

        // Two of example 0 and one of example 1 are all that three people with one label each can give.
        assertEquals(
                List.of(new Pair(0, 0), new Pair(0, 1), new Pair(1, 2)),
                RankedPairs.best(2).choose(ALL, SCORES, crowd, Room.of(4), new Random(1)));
    }

    @Test
    void asksAnybodyAtRandom() {
        Crowd crowd = crowd(List.of(9, 9, 9), 0.9, 0.8, 0.7);
        Set<Integer> first = new HashSet<>();

        for (int seed = 0; seed < 30; seed++) {
            first.add(RankedPairs.random(1)
                    .choose(ALL, SCORES, crowd, Room.of(1), new Random(seed))
                    .get(0)
                    .annotator());
        }

        assertEquals(Set.of(0, 1, 2), first);
    }

    @Test
    void refusesExamplesWithoutAnnotators() {
        assertEquals(
                "annotators of each example are [2, 0], expected at least one number, and each at least 1",
                assertThrows(IllegalArgumentException.class, () -> RankedPairs.best(2, 0))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, RankedPairs::best);
    }
}
