package org.relabel4j.benchmarks.cleaning;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.relabel4j.benchmarks.experiment.Components;
import org.relabel4j.benchmarks.experiment.ModelNames;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.Trainer;

/** Trains a model as an experiment names it and says which classes it predicts. */
final class Fitting {
    private final CleaningConfig config;
    private final Components components;
    private final int numClasses;

    Fitting(CleaningConfig config, Components components, int numClasses) {
        this.config = config;
        this.components = components;
        this.numClasses = numClasses;
    }

    /**
     * The likeliest class of each example of {@code predicted}; of an ensemble, by the mean of its members.
     *
     * @param rows examples of {@code training} to learn from
     * @param labels class of each row
     * @param fitted hears the members' names, and what they chose, each in its only fold
     */
    int[] labels(
            String model,
            Examples training,
            int[] rows,
            int[] labels,
            Examples predicted,
            long seed,
            BiConsumer<List<String>, List<List<Map<String, String>>>> fitted) {
        List<Trainer> trainers = ModelNames.trainers(model, config::optionsOf, components);
        int[] all = IntStream.range(0, predicted.size()).toArray();
        double[] sums = new double[all.length * numClasses];
        double[] own = new double[sums.length];
        List<List<Map<String, String>>> choices = new ArrayList<>();
        for (int member = 0; member < trainers.size(); member++) {
            try (Classifier classifier = trainers.get(member)
                    .train(training, rows, labels, numClasses, Seeds.derive(seed, "member", member))) {
                classifier.predict(predicted, all).copyRows(0, all.length, own, 0);
                choices.add(List.of(classifier.choices()));
            }
            for (int n = 0; n < sums.length; n++) {
                sums[n] += own[n];
            }
        }
        fitted.accept(ModelNames.names(model, trainers), choices);
        return IntStream.range(0, all.length).map(i -> argmax(sums, i)).toArray();
    }

    private int argmax(double[] sums, int i) {
        int best = 0;
        for (int k = 1; k < numClasses; k++) {
            best = sums[i * numClasses + k] > sums[i * numClasses + best] ? k : best;
        }
        return best;
    }
}
