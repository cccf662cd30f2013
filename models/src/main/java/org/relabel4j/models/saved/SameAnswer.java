package org.relabel4j.models.saved;

import org.relabel4j.core.multilabel.OneAnswer;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.Examples;
import org.relabel4j.models.state.Savable;
import org.relabel4j.models.state.StateReader;
import org.relabel4j.models.state.StateWriter;

/**
 * What a file has of a {@link OneAnswer}: what it says to all, and not what it would embed by.
 *
 * @param yes probability of yes
 */
record SameAnswer(double yes) implements Savable {
    static final String KIND = "one-answer";
    private static final String YES = "yes";

    /** The classifier, or what a file can hold of it. */
    static Classifier savable(Classifier classifier) {
        return classifier instanceof OneAnswer same ? new SameAnswer(same.yes()) : classifier;
    }

    static Classifier read(StateReader in) {
        double yes = in.number(YES);
        if (in.numClasses() != 2 || yes < 0 || yes > 1) {
            throw in.problem(YES, "is " + yes + " of " + in.numClasses() + " classes, expected 0 to 1 of 2");
        }
        return new SameAnswer(yes);
    }

    @Override
    public Probabilities predict(Examples examples, int[] rows) {
        return OneAnswer.toAll(yes, rows.length);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void save(StateWriter out) {
        out.text(YES, yes);
    }
}
