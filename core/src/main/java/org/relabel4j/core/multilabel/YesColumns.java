package org.relabel4j.core.multilabel;

import java.util.List;
import org.relabel4j.core.probability.Probabilities;

/**
 * The predicted probabilities that examples have classes, shape (numExamples, numClasses), from those of each class's question: a
 * view. Each is in [0, 1], whatever a row sums to, so that it is for files and pages, and not for methods that take distributions.
 *
 * @param questions for each class the probabilities of no and yes, of the same examples
 */
public record YesColumns(List<Probabilities> questions) implements Probabilities {
    public YesColumns {
        questions = List.copyOf(questions);
    }

    @Override
    public int numExamples() {
        return questions.get(0).numExamples();
    }

    @Override
    public int numClasses() {
        return questions.size();
    }

    @Override
    public double get(int i, int k) {
        return questions.get(k).get(i, 1);
    }

    @Override
    public void copyRows(int fromRow, int toRow, double[] destination, int offset) {
        double[] answers = new double[2 * (toRow - fromRow)];
        for (int k = 0; k < questions.size(); k++) {
            questions.get(k).copyRows(fromRow, toRow, answers, 0);
            for (int n = 0; n < toRow - fromRow; n++) {
                destination[offset + n * questions.size() + k] = answers[2 * n + 1];
            }
        }
    }
}
