package org.relabel4j.models.table;

import java.util.List;
import java.util.stream.IntStream;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.FeatureTable;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.models.ExamplesCheck;
import org.relabel4j.models.NativeNeeds;

/**
 * Has another trainer train on tables with categories and gaps: learns from the training rows alone how the columns become features,
 * and its classifiers turn what they predict into features likewise. Examples of other kinds go to the other trainer as they are.
 *
 * @param trainer takes features
 */
public record TableTrainer(Trainer trainer) implements Trainer, NativeNeeds, ExamplesCheck {
    @Override
    public String name() {
        return trainer.name();
    }

    @Override
    public boolean hasEmbeddings() {
        return trainer.hasEmbeddings();
    }

    @Override
    public boolean hasDropout() {
        return trainer.hasDropout();
    }

    @Override
    public boolean usesSeed() {
        return trainer.usesSeed();
    }

    @Override
    public boolean needsNativeLibrary() {
        return NativeNeeds.of(trainer);
    }

    @Override
    public void check(Examples examples) {
        boolean encoded = trainer instanceof ExamplesCheck && examples instanceof FeatureTable;
        ExamplesCheck.of(trainer, encoded ? encoded((FeatureTable) examples) : examples);
    }

    private static Examples encoded(FeatureTable table) {
        return TableEncoding.of(table, IntStream.range(0, table.size()).toArray())
                .of(table);
    }

    @Override
    public Classifier train(Examples examples, int[] rows, int[] labels, int numClasses, long seed) {
        if (!(examples instanceof FeatureTable table)) {
            return trainer.train(examples, rows, labels, numClasses, seed);
        }
        TableEncoding encoding = TableEncoding.of(table, rows);
        return new TableClassifier(encoding, trainer.train(encoding.of(table), rows, labels, numClasses, seed));
    }

    /** Of a table each by itself, as each has features of its own. */
    @Override
    public List<Classifier> trainFolds(
            Examples examples, List<int[]> rows, List<int[]> labels, int numClasses, long[] seeds) {
        return examples instanceof FeatureTable
                ? Trainer.super.trainFolds(examples, rows, labels, numClasses, seeds)
                : trainer.trainFolds(examples, rows, labels, numClasses, seeds);
    }
}
