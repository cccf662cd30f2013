package org.relabel4j.core.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.acquisition.Scores;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.loop.Costs;
import org.relabel4j.core.loop.Limits;
import org.relabel4j.core.loop.Room;

class InformationPerCostTest implements PairChoiceContract {
    @Override
    public PairChoice choice() {
        return new InformationPerCost();
    }

    private static List<AnnotatorEstimate> accuracies(double... values) {
        return Arrays.stream(values)
                .mapToObj(a -> new AnnotatorEstimate(a, 0, 1))
                .toList();
    }

    private static Room priced(int batchSize, Costs costs) {
        return new Room(batchSize, 0, new Limits(costs, 1000, List.of()));
    }

    @Test
    void tellsByHand() {
        // Nothing known, always right: all of ln 4. Guessing tells nothing, nor does a label of what is known.
        assertEquals(Math.log(4), InformationPerCost.information(0.25, 1, 4), 1e-12);
        assertEquals(0, InformationPerCost.information(0.25, 0.25, 4), 1e-12);
        assertEquals(0, InformationPerCost.information(1, 0.8, 4), 1e-12);
        // Two classes of 0.8 and 0.2, a label that is right in 3 of 4: it is the likeliest with 0.6 + 0.05 = 0.65, so
        // h(0.65) − h(0.75), in nats 0.647447 − 0.562335.
        assertEquals(0.085112, InformationPerCost.information(0.8, 0.75, 2), 1e-6);
    }

    @Test
    void chargesForFirstAndFurtherLabels() {
        Annotations labels =
                Annotations.builder(3, 2, 2).add(0, 0, 1).add(2, 0, 1).build();
        Askable askable = new Askable(labels, Collections.nCopies(2, new int[0]));
        Scores scores = Scores.of(new double[] {0.2, 0.1, 0.9});
        Crowd crowd = new Crowd(askable, accuracies(0.8, 0.8));

        // Example 1 is the most doubtful, but a first label costs five times a further one, which only annotator 1 can
        // give of
        // example 0. Example 2 is sure.
        assertEquals(
                List.of(new Pair(0, 1), new Pair(1, 0)),
                choice().choose(
                                new int[] {1, 0, 2},
                                scores,
                                crowd,
                                priced(2, new Costs("EUR", 5, 1, List.of())),
                                new Random(1)));
    }

    @Test
    void leavesTheDearToWhatNeedsThem() {
        Askable askable = new Askable(Annotations.empty(4, 3, 2), Collections.nCopies(3, new int[0]));
        Scores scores = Scores.of(new double[] {0, 0.1, 0.2, 1});
        Crowd crowd = new Crowd(askable, accuracies(0.9, 0.7, 0.5), List.of(1, 2, 9));

        // He who guesses is not asked, and the best, for three times the price, is worth it: 0.9 tells 0.368 nats and
        // 0.7 0.082.
        assertEquals(
                List.of(new Pair(0, 0), new Pair(1, 1), new Pair(2, 1)),
                choice().choose(
                                new int[] {0, 1, 2, 3},
                                scores,
                                crowd,
                                priced(4, new Costs("EUR", 1, 1, List.of(3.0, 1.0, 0.1))),
                                new Random(1)));
    }

    @Test
    void sharesOutAmongEquals() {
        Askable askable = new Askable(Annotations.empty(8, 4, 3), Collections.nCopies(4, new int[0]));
        int[] all = IntStream.range(0, 8).toArray();

        List<Pair> pairs = choice().choose(
                        all,
                        Scores.of(new double[8]),
                        new Crowd(askable, accuracies(0.8, 0.8, 0.8, 0.8)),
                        Room.of(8),
                        new Random(1));

        assertEquals(
                List.of(0, 0, 1, 1, 2, 2, 3, 3),
                pairs.stream().map(Pair::annotator).sorted().toList());
    }

    @Test
    void takesTheBestPairAgainAndAgain() {
        for (int seed = 0; seed < RUNS; seed++) {
            Case given = Case.random(seed);

            List<Pair> pairs = given.chosenBy(choice(), new Random(seed));

            List<Double> values = pairs.stream().map(pair -> value(given, pair)).toList();
            List<Double> best = obvious(given);
            assertEquals(best.size(), values.size());
            for (int n = 0; n < best.size(); n++) {
                // The same formula of the same numbers, added up in the same order.
                assertEquals(best.get(n), values.get(n), 1e-12, "pair " + n + " of crowd " + seed);
            }
            assertTrue(pairs.stream().map(Pair::example).distinct().count() == pairs.size(), "one label an example");
        }
    }

    private static double value(Case given, Pair pair) {
        double lowest = given.scores().get(given.examples()[0]);
        double highest = given.scores().get(given.examples()[EXAMPLES - 1]);
        double share = (given.scores().get(pair.example()) - lowest) / (highest - lowest);
        return InformationPerCost.information(
                        1 / 3.0 + 2 / 3.0 * share,
                        given.crowd().estimates().get(pair.annotator()).accuracy(),
                        3)
                / price(given, pair);
    }

    private static double price(Case given, Pair pair) {
        return given.room()
                .limits()
                .costs()
                .price(pair.annotator(), given.crowd().askable().annotations().isLabelled(pair.example()));
    }

    /** The values of the pairs that looking at all of them finds. */
    private static List<Double> obvious(Case given) {
        List<Double> values = new ArrayList<>();
        boolean[] chosen = new boolean[EXAMPLES];
        int[] numAsked = new int[given.crowd().size()];
        double spent = 0;
        while (values.size() < given.room().batchSize()) {
            Pair best = null;
            for (int i = 0; i < EXAMPLES; i++) {
                for (int j = 0; j < numAsked.length; j++) {
                    Pair pair = new Pair(i, j);
                    boolean can = !chosen[i]
                            && given.crowd().askable().canAsk(i, j)
                            && given.crowd().estimates().get(j).accuracy() > 1 / 3.0
                            && numAsked[j] < given.crowd().capacities().get(j)
                            && given.room().affords(spent + price(given, pair));
                    if (can && (best == null || value(given, pair) > value(given, best))) {
                        best = pair;
                    }
                }
            }
            if (best == null) {
                break;
            }
            chosen[best.example()] = true;
            numAsked[best.annotator()]++;
            spent += price(given, best);
            values.add(value(given, best));
        }
        return values;
    }
}
