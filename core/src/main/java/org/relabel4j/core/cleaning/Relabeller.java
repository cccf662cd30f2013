package org.relabel4j.core.cleaning;

import java.util.Arrays;
import java.util.OptionalInt;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.simulation.AnnotatorModel;

/**
 * Simulated people who give first labels and label again what they are asked. Immutable.
 *
 * <p>First labels are hasty, drawn from the tempered distributions; later ones from the distributions themselves. The n-th label
 * of an example is a pure function of the seed, so all selectors get the same answers to the same questions, in any order.
 *
 * <p>Source: the authors' code of Bernhardt et al. 2022, arXiv:2109.00574.
 */
public final class Relabeller {
    private final LabelDistribution people;
    private final LabelDistribution hasty;
    private final AnnotatorModel careful;
    private final AnnotatorModel first;
    private final long seed;

    /**
     * @param people how each example is labelled by people who take care
     * @param temperature T of the first labels, positive; 1 leaves the distributions as they are
     * @param seed fixes every answer
     * @throws IllegalArgumentException if the temperature is not positive
     */
    public Relabeller(LabelDistribution people, double temperature, long seed) {
        this.people = people;
        this.hasty = people.tempered(temperature);
        this.careful = AnnotatorModel.drawingFrom(people.probabilities());
        this.first = AnnotatorModel.drawingFrom(hasty.probabilities());
        this.seed = seed;
    }

    /** How people label who take care. */
    public LabelDistribution people() {
        return people;
    }

    /** Expected fraction of wrong first labels. */
    public double expectedNoiseRate() {
        return hasty.noiseRate();
    }

    /** A data set with its first labels. */
    public CleaningState start() {
        int[] labels = new int[people.numExamples()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = answer(first, i, 0);
        }
        return new CleaningState(labels, people.numClasses());
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
