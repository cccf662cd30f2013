package org.relabel4j.core.simulation;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.relabel4j.core.loop.LabelBatch;
import org.relabel4j.core.random.Seeds;

/**
 * Annotators whose answer to a question is fixed beforehand: a pure function of the seed, the annotator and the example. So the
 * same question gets the same answer whichever strategy asks it, in whichever round. Immutable.
 *
 * <p>cleanlab's {@code generate_noisy_labels} makes the confusion counts over the data set equal the noise matrix exactly;
 * these draws are independent, so that counts vary as they do for real annotators.
 *
 * @param seed fixes all answers
 * @param models how each annotator answers
 */
public record SimulatedAnnotators(long seed, List<AnnotatorModel> models) {
    public SimulatedAnnotators {
        models = List.copyOf(models);
    }

    /** Annotators who are equally good: one model, independent answers. */
    public static SimulatedAnnotators alike(long seed, AnnotatorModel model, int numAnnotators) {
        return new SimulatedAnnotators(seed, Collections.nCopies(numAnnotators, model));
    }

    /** Number of annotators M. */
    public int numAnnotators() {
        return models.size();
    }

    /**
     * The label that an annotator gives to an example.
     *
     * @throws IllegalArgumentException if there is no such annotator
     */
    public int label(int annotator, int example) {
        if (annotator < 0 || annotator >= models.size()) {
            throw new IllegalArgumentException("annotator " + annotator + " is asked but there are " + models.size()
                    + "; simulate one more annotator a round");
        }
        return models.get(annotator).label(example, Seeds.uniform(seed, "answer", annotator, example));
    }

    /**
     * The answers about examples of which each is asked of somebody.
     *
     * @param annotators whom to ask about each; below 0 nobody
     */
    LabelBatch answers(int[] examples, int[] annotators) {
        int[] asked = IntStream.range(0, examples.length)
                .filter(n -> annotators[n] >= 0)
                .toArray();
        return new LabelBatch(
                Arrays.stream(asked).map(n -> examples[n]).toArray(),
                Arrays.stream(asked).map(n -> annotators[n]).toArray(),
                Arrays.stream(asked).map(n -> label(annotators[n], examples[n])).toArray());
    }
}
