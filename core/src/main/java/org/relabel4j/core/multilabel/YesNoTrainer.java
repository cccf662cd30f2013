package org.relabel4j.core.multilabel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.core.training.WrappingTrainer;

/**
 * Trains classifiers for the question whether examples have a class, by another trainer. Rare classes are absent from some folds, and
 * what has seen n times no, and never yes, would be as sure as its penalty lets it be: here it says yes with the probability
 * 1 / (n + 2) (Laplace's rule of succession), whatever the example.
 *
 * @param base trains with both answers; with one alone it is trained, too, for its embeddings
 */
public record YesNoTrainer(Trainer base) implements WrappingTrainer {
    /** Trainers for such questions. */
    public static List<Trainer> all(List<Trainer> trainers) {
        return trainers.stream().<Trainer>map(YesNoTrainer::new).toList();
    }

    @Override
    public Classifier train(Examples examples, int[] rows, int[] labels, int numClasses, long seed) {
        return checked(base.train(examples, rows, labels, numClasses, seed), labels);
    }

    @Override
    public List<Classifier> trainFolds(
            Examples examples, List<int[]> rows, List<int[]> labels, int numClasses, long[] seeds) {
        List<Classifier> trained = base.trainFolds(examples, rows, labels, numClasses, seeds);
        List<Classifier> folds = new ArrayList<>();
        for (int fold = 0; fold < trained.size(); fold++) {
            folds.add(checked(trained.get(fold), labels.get(fold)));
        }
        return folds;
    }

    private static Classifier checked(Classifier trained, int[] labels) {
        int yes = (int) Arrays.stream(labels).filter(label -> label == 1).count();
        return yes == 0 || yes == labels.length ? new OneAnswer(trained, (yes + 1.0) / (labels.length + 2)) : trained;
    }
}
