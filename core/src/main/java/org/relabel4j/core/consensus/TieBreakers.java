package org.relabel4j.core.consensus;

import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.relabel4j.core.random.ByName;

/**
 * What breaks the ties of {@link MajorityVote} beside probabilities: what all examples say together, and chance.
 *
 * @param rarities of each class, from {@link AnswerTally.Counts#rarities}; asked for at the first tie
 * @param qualities of each annotator, from {@link AnnotatorRatios#majorityAgreement}, the mean for those without; asked for at
 *     the first tie that rarity leaves
 * @param chance by example, the last resort
 */
public record TieBreakers(
        Supplier<double[]> rarities, Supplier<double[]> qualities, IntFunction<RandomGenerator> chance) {

    /** Chance by example: of its own where the generator draws {@linkplain ByName by name}. */
    public static IntFunction<RandomGenerator> chance(RandomGenerator rng) {
        return i -> ByName.generator(rng, "consensus ", i);
    }
}
