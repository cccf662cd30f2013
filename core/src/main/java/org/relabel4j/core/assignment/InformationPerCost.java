package org.relabel4j.core.assignment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.relabel4j.core.acquisition.Scores;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.loop.Room;
import org.relabel4j.core.random.Shuffles;

/**
 * Takes the pairs whose label is expected to tell most for its price, one label an example: the greedy choice among all pairs of the
 * information that annotator j's label gives about the class of example i, divided by what it costs.
 *
 * <p>The information, in nats, is that of one label through a symmetric channel (Shannon 1948), with the one parameter a_j of an
 * annotator that {@link AnnotatorEstimates} has:
 *
 * <pre>I(c, a) = h(c a + (1 − c) (1 − a) / (K − 1)) − h(a),   h(x) = −x ln x − (1 − x) ln((1 − x) / (K − 1))</pre>
 *
 * <p>where c is how sure the class of the example is: its score, scaled so that the lowest of all is 1/K, of which nothing is known, and
 * the highest is 1. ActiveLab's score is such a confidence but for the scale. So a doubtful example is worth more than a sure one, whoever
 * is asked, and the surer it is, the more it takes a good annotator to tell anything. Who is not better than guessing is not asked. Where
 * the order of the examples is not that of their scores, each counts as no less sure than those before it.
 *
 * <p>The rule is ours. Of pairs that are worth the same, those of annotators who are in fewer pairs come first, then random ones.
 * Time is the batch, and the pairs passed over, times the annotators.
 */
public final class InformationPerCost implements PairChoice {
    @Override
    public List<Pair> choose(int[] examples, Scores scores, Crowd crowd, Room room, RandomGenerator rng) {
        return new Greedy(examples, scores, crowd, new Ledger(crowd, room), rng).run();
    }

    /**
     * What a label tells about a class, in nats.
     *
     * @param confidence probability of the example's likeliest class, the others being equally likely, in [1/K, 1]
     * @param accuracy probability that the label is right, else it is one of the others at random, in [0, 1]
     * @param numClasses K, at least 2
     */
    public static double information(double confidence, double accuracy, int numClasses) {
        double likeliest = confidence * accuracy + (1 - confidence) * (1 - accuracy) / (numClasses - 1);
        return Math.max(0, entropy(likeliest, numClasses) - entropy(accuracy, numClasses));
    }

    /** Entropy of a class of probability p beside K − 1 equal ones. */
    private static double entropy(double p, int numClasses) {
        double other = (1 - p) / (numClasses - 1);
        return -(p > 0 ? p * Math.log(p) : 0) - (1 - p > 0 ? (1 - p) * Math.log(other) : 0);
    }

    /**
     * Walks down the examples with each annotator, those without a label and those with one apart: within a kind an annotator's price is
     * the same, so that his pairs come in the order of the examples.
     */
    private static final class Greedy {
        private final int[] examples;
        private final double[] confidence;
        private final Crowd crowd;
        private final Ledger ledger;
        private final int numClasses;
        private final List<Walk> walks = new ArrayList<>();

        Greedy(int[] examples, Scores scores, Crowd crowd, Ledger ledger, RandomGenerator rng) {
            this.examples = examples;
            this.crowd = crowd;
            this.ledger = ledger;
            Annotations annotations = crowd.askable().annotations();
            this.numClasses = annotations.numClasses();
            this.confidence = confidence(scores);
            int[] fresh = places(i -> !annotations.isLabelled(i));
            int[] labelled = places(annotations::isLabelled);
            int[] order = IntStream.range(0, crowd.size())
                    .filter(j -> crowd.estimates().get(j).accuracy() > crowd.guessing())
                    .toArray();
            Shuffles.shuffle(order, rng);
            for (int annotator : order) {
                walks.add(new Walk(annotator, fresh));
                walks.add(new Walk(annotator, labelled));
            }
        }

        private int[] places(IntPredicate wanted) {
            return IntStream.range(0, examples.length)
                    .filter(n -> wanted.test(examples[n]))
                    .toArray();
        }

        private double[] confidence(Scores scores) {
            double lowest = Double.POSITIVE_INFINITY;
            double highest = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < scores.size(); i++) {
                if (Double.isFinite(scores.get(i))) {
                    lowest = Math.min(lowest, scores.get(i));
                    highest = Math.max(highest, scores.get(i));
                }
            }
            double[] surest = new double[examples.length];
            double share = 0;
            for (int n = 0; n < surest.length; n++) {
                double score = scores.get(examples[n]);
                double own = score <= lowest ? 0 : score > highest ? 1 : (score - lowest) / (highest - lowest);
                share = Math.max(share, own);
                surest[n] = crowd.guessing() + (1 - crowd.guessing()) * share;
            }
            return surest;
        }

        List<Pair> run() {
            while (!ledger.isFull()) {
                Walk best = null;
                for (Walk walk : walks) {
                    if (walk.isOpen() && (best == null || walk.isBetterThan(best))) {
                        best = walk;
                    }
                }
                if (best == null) {
                    break;
                }
                ledger.take(best.example(), best.annotator);
            }
            return ledger.pairs();
        }

        /** One annotator on the way down the examples of one kind. */
        private final class Walk {
            private final int annotator;
            private final int[] places;
            private int next;
            private int valuedAt = -1;
            private double value;

            Walk(int annotator, int[] places) {
                this.annotator = annotator;
                this.places = places;
            }

            int example() {
                return examples[places[next]];
            }

            /** Whether there is a pair that can be taken; goes on to the first. */
            boolean isOpen() {
                if (!ledger.hasCapacity(annotator)) {
                    next = places.length;
                }
                while (next < places.length
                        && (ledger.isChosen(example()) || !crowd.askable().canAsk(example(), annotator))) {
                    next++;
                }
                if (next < places.length && !ledger.affords(example(), annotator)) {
                    // The others of this kind cost the same.
                    next = places.length;
                }
                if (next < places.length && valuedAt != next) {
                    valuedAt = next;
                    value = information(
                                    confidence[places[next]],
                                    crowd.estimates().get(annotator).accuracy(),
                                    numClasses)
                            / ledger.price(example(), annotator);
                }
                return next < places.length;
            }

            boolean isBetterThan(Walk other) {
                return value > other.value
                        || value == other.value && ledger.numAsked(annotator) < ledger.numAsked(other.annotator);
            }
        }
    }
}
