package org.relabel4j.core.multilabel;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.Examples;

/**
 * Says yes with the same probability to all.
 *
 * @param base has the embeddings; closed with this
 * @param yes probability of yes, in [0, 1]
 */
public record OneAnswer(Classifier base, double yes) implements Classifier {
    /**
     * An answer to some examples.
     *
     * @return shape (number, 2): no and yes
     */
    public static Probabilities toAll(double yes, int number) {
        double[] column = new double[number];
        Arrays.fill(column, yes);
        return SetProbabilities.ofColumns(new double[][] {column}).ofClass(0);
    }

    @Override
    public Probabilities predict(Examples examples, int[] rows) {
        return toAll(yes, rows.length);
    }

    @Override
    public Embeddings embed(Examples examples, int[] rows) {
        return base.embed(examples, rows);
    }

    @Override
    public List<Probabilities> predictWithDropout(Examples examples, int[] rows, int passes, long seed) {
        Probabilities same = predict(examples, rows);
        return Collections.nCopies(passes, same);
    }

    @Override
    public Map<String, String> choices() {
        return base.choices();
    }

    @Override
    public void close() {
        base.close();
    }
}
