package org.relabel4j.models.saved;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.relabel4j.core.probability.FloatProbabilities;
import org.relabel4j.core.probability.MeanProbabilities;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.Examples;
import org.relabel4j.models.state.StateReader;
import org.relabel4j.models.state.StateWriter;

/**
 * The models that answer one question together: which class, or yes or no.
 *
 * @param folds for each member a classifier per fold
 */
record Members(List<List<Classifier>> folds) {
    private static final String MEMBERS = "members";
    private static final String FOLDS = "folds";
    private static final int MOST_PARTS = 10_000;

    /** @throws IllegalArgumentException if there is no classifier */
    Members {
        if (folds.isEmpty() || folds.stream().anyMatch(List::isEmpty)) {
            throw new IllegalArgumentException("a model has no classifier, expected at least 1 of each member");
        }
        folds = folds.stream().map(List::copyOf).toList();
    }

    void save(StateWriter out) {
        out.text(MEMBERS, folds.size());
        for (int member = 0; member < folds.size(); member++) {
            StateWriter part = out.part(MEMBERS + "." + member);
            part.text(FOLDS, folds.get(member).size());
            for (int fold = 0; fold < folds.get(member).size(); fold++) {
                part.classifier(
                        String.valueOf(fold),
                        SameAnswer.savable(folds.get(member).get(fold)));
            }
        }
    }

    static Members read(StateReader in) {
        List<List<Classifier>> members = new ArrayList<>();
        try {
            int count = in.count(MEMBERS, 1, MOST_PARTS);
            for (int member = 0; member < count; member++) {
                StateReader part = in.part(MEMBERS + "." + member);
                int folds = part.count(FOLDS, 1, MOST_PARTS);
                members.add(new ArrayList<>());
                for (int fold = 0; fold < folds; fold++) {
                    members.get(member).add(part.classifier(String.valueOf(fold)));
                }
            }
            return new Members(members);
        } catch (RuntimeException | Error e) {
            members.forEach(folds -> folds.forEach(Classifier::close));
            throw e;
        }
    }

    /** The mean over the members of the mean over their folds. */
    Probabilities predict(Examples examples, int numClasses) {
        return MeanProbabilities.of(folds.stream()
                .<Probabilities>map(member -> mean(member, examples, numClasses))
                .toList());
    }

    private static Probabilities mean(List<Classifier> folds, Examples examples, int numClasses) {
        int[] rows = IntStream.range(0, examples.size()).toArray();
        double[] sums = new double[Math.multiplyExact(rows.length, numClasses)];
        double[] row = new double[numClasses];
        for (Classifier fold : folds) {
            Probabilities predicted = fold.predict(examples, rows);
            for (int i = 0; i < rows.length; i++) {
                predicted.copyRows(i, i + 1, row, 0);
                for (int k = 0; k < numClasses; k++) {
                    sums[i * numClasses + k] += row[k];
                }
            }
        }
        float[] means = new float[sums.length];
        for (int n = 0; n < means.length; n++) {
            means[n] = (float) (sums[n] / folds.size());
        }
        return FloatProbabilities.ofRowMajor(rows.length, numClasses, means);
    }

    void close() {
        folds.forEach(member -> member.forEach(Classifier::close));
    }
}
