package org.relabel4j.core.cleaning;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.simulation.AnnotatorModel;

/**
 * Simulated people who give first labels and label again what they are asked. Immutable.
 *
 * <p>First labels are hasty, drawn from the tempered distributions, or given; later ones come from the distributions themselves. The n-th label
 * of an example is a pure function of the seed, so all selectors get the same answers to the same questions, in any order.
 *
 * <p>Source: the authors' code of Bernhardt et al. 2022, arXiv:2109.00574.
 */
public final class Relabeller {
    private final LabelDistribution people;
    private final AnnotatorModel careful;
    private final int[] first;
    private final double expectedNoiseRate;
    private final long seed;

    /**
     * @param people how each example is labelled by people who take care
     * @param temperature T of the first labels, positive; 1 leaves the distributions as they are
     * @param seed fixes every answer
     * @throws IllegalArgumentException if the temperature is not positive
     */
    public Relabeller(LabelDistribution people, double temperature, long seed) {
        this.people = people;
        this.careful = AnnotatorModel.drawingFrom(people.probabilities());
        this.seed = seed;
        LabelDistribution hasty = people.tempered(temperature);
        AnnotatorModel model = AnnotatorModel.drawingFrom(hasty.probabilities());
        this.first = new int[people.numExamples()];
        Arrays.setAll(first, i -> answer(model, i, 0));
        this.expectedNoiseRate = hasty.noiseRate();
    }

    /**
     * People who label again what came with labels, such as a program's.
     *
     * @param people how each example is labelled by people who take care
     * @param firstLabels label of each example, 0 to numClasses − 1; copied
     * @param seed fixes every answer
     * @throws IllegalArgumentException if there are more or fewer labels than examples
     */
    public Relabeller(LabelDistribution people, int[] firstLabels, long seed) {
        if (firstLabels.length != people.numExamples()) {
            throw new IllegalArgumentException(
                    "first labels are of " + firstLabels.length + " examples, expected " + people.numExamples());
        }
        this.people = people;
        this.careful = AnnotatorModel.drawingFrom(people.probabilities());
        this.seed = seed;
        this.first = firstLabels.clone();
        int[] truth = people.trueLabels();
        this.expectedNoiseRate = IntStream.range(0, first.length)
                .mapToDouble(i -> first[i] == truth[i] ? 0 : 1)
                .average()
                .orElse(0);
    }

    /** How people label who take care. */
    public LabelDistribution people() {
        return people;
    }

    /** Expected fraction of wrong first labels; of those that were given, the fraction. */
    public double expectedNoiseRate() {
        return expectedNoiseRate;
    }

    /** A data set with its first labels. */
    public CleaningState start() {
        return new CleaningState(first, people.numClasses());
    }

    /**
     * Has one example labelled again, at least once, until one label is more frequent than each other one. A label that agrees
     * with a single first one ends it at once.
     */
    public void relabel(CleaningState state, int example) {
        while (!state.add(example, answer(careful, example, state.numLabels(example)))) {
            continue;
        }
    }

    /**
     * Relabels what a selector chooses until that many labels have been bought, or the selector has no more to choose. The last
     * example is finished, so that a few labels more may be bought.
     *
     * @param until labels bought in all, those before included
     * @param seed of the selector
     * @return the examples relabelled, in order; the oracle's may come again
     */
    public int[] clean(CleaningState state, CleaningSelector selector, int until, long seed) {
        if (state.relabels() >= until) {
            return new int[0];
        }
        CleaningSelector.Queue queue = selector.begin(state, until - state.relabels(), seed);
        int[] chosen = new int[until - state.relabels()];
        int size = 0;
        while (state.relabels() < until) {
            OptionalInt next = queue.next();
            if (next.isEmpty()) {
                break;
            }
            relabel(state, next.getAsInt());
            chosen[size++] = next.getAsInt();
        }
        return Arrays.copyOf(chosen, size);
    }

    private int answer(AnnotatorModel model, int example, int n) {
        return model.label(example, Seeds.uniform(seed, "label", example, n));
    }
}
