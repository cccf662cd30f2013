package org.relabel4j.core.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.acquisition.BatchSelector;
import org.relabel4j.core.acquisition.Scores;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.loop.Costs;
import org.relabel4j.core.loop.Limits;
import org.relabel4j.core.loop.Room;

/** What every way of choosing pairs keeps to, on a few random crowds. */
interface PairChoiceContract {
    int RUNS = 30;
    int EXAMPLES = 25;

    PairChoice choice();

    /** Some labels, skips, estimates, capacities, prices and a budget. */
    record Case(int[] examples, Scores scores, Crowd crowd, Room room) {
        static Case random(long seed) {
            Random random = new Random(seed);
            int numAnnotators = 1 + random.nextInt(5);
            AnnotationsBuilder labels = Annotations.builder(EXAMPLES, numAnnotators, 3);
            List<int[]> skips = new ArrayList<>();
            List<AnnotatorEstimate> estimates = new ArrayList<>();
            List<Integer> capacities = new ArrayList<>();
            List<Double> rates = new ArrayList<>();
            for (int j = 0; j < numAnnotators; j++) {
                int[] fate = random.ints(EXAMPLES, 0, 4).toArray();
                for (int i = 0; i < EXAMPLES; i++) {
                    if (fate[i] == 0) {
                        labels.add(i, j, random.nextInt(3));
                    }
                }
                skips.add(IntStream.range(0, EXAMPLES).filter(i -> fate[i] == 1).toArray());
                double accuracy = 0.4 + 0.5 * random.nextDouble();
                estimates.add(new AnnotatorEstimate(accuracy, accuracy - 0.1, accuracy + 0.1));
                capacities.add(random.nextInt(12));
                rates.add(0.5 + random.nextDouble());
            }
            Scores scores = Scores.of(random.doubles(EXAMPLES).toArray());
            int[] all = IntStream.range(0, EXAMPLES).toArray();
            Limits limits = new Limits(new Costs("EUR", 1 + random.nextDouble(), 1, rates), 20, List.of());
            return new Case(
                    BatchSelector.lowest(scores, all, EXAMPLES, random),
                    scores,
                    new Crowd(new Askable(labels.build(), skips), estimates, capacities),
                    new Room(15, 5, limits));
        }

        List<Pair> chosenBy(PairChoice choice, RandomGenerator rng) {
            return choice.choose(examples, scores, crowd, room, rng);
        }
    }

    @Test
    default void keepsToCapacitiesBudgetAndWhoCanBeAsked() {
        int chosen = 0;
        for (int seed = 0; seed < RUNS; seed++) {
            Case given = Case.random(seed);

            List<Pair> pairs = given.chosenBy(choice(), new Random(seed));

            chosen += pairs.size();
            assertTrue(pairs.size() <= given.room().batchSize(), "batch size");
            assertEquals(pairs.size(), new HashSet<>(pairs).size(), "distinct");
            Annotations labels = given.crowd().askable().annotations();
            int[] numAsked = new int[given.crowd().size()];
            HashSet<Integer> asked = new HashSet<>();
            double price = 0;
            for (Pair pair : pairs) {
                assertTrue(given.crowd().askable().canAsk(pair.example(), pair.annotator()), pair::toString);
                numAsked[pair.annotator()]++;
                boolean first = asked.add(pair.example()) && !labels.isLabelled(pair.example());
                price += given.room().limits().costs().price(pair.annotator(), !first);
            }
            assertTrue(5 + price <= 20, "budget");
            for (int j = 0; j < numAsked.length; j++) {
                assertTrue(numAsked[j] <= given.crowd().capacities().get(j), "capacity");
            }
        }
        assertTrue(chosen > 3 * RUNS, "too few pairs to tell anything");
    }

    @Test
    default void choosesTheSameForTheSameSeed() {
        for (int seed = 0; seed < RUNS; seed++) {
            Case given = Case.random(seed);
            int[] before = given.examples().clone();

            assertEquals(given.chosenBy(choice(), new Random(seed)), given.chosenBy(choice(), new Random(seed)));
            assertEquals(
                    IntStream.of(before).boxed().toList(),
                    IntStream.of(given.examples()).boxed().toList());
        }
    }

    @Test
    default void choosesNothingWhereNothingIsToBeChosen() {
        Case given = Case.random(1);

        assertEquals(
                List.of(),
                choice().choose(new int[0], given.scores(), given.crowd(), given.room(), new Random(1)),
                "no examples");
        assertEquals(
                List.of(),
                choice().choose(given.examples(), given.scores(), given.crowd(), Room.of(0), new Random(1)),
                "an empty batch");
        Crowd nobody = new Crowd(new Askable(Annotations.empty(EXAMPLES, 0, 3), List.of()), List.of());
        assertEquals(
                List.of(),
                choice().choose(given.examples(), given.scores(), nobody, given.room(), new Random(1)),
                "nobody");
    }
}
