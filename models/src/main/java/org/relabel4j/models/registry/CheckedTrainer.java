package org.relabel4j.models.registry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.relabel4j.core.plugin.PluginPart;
import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.probability.ProbabilityChecks;
import org.relabel4j.core.text.Counted;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.FoldMemory;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.core.training.WarmTrainer;
import org.relabel4j.core.training.WrappingTrainer;
import org.relabel4j.models.ExamplesCheck;
import org.relabel4j.models.NativeNeeds;

/** A model of a plug-in, whose answers are checked before anything rests on them. What is of ours stays as it is: others know its class. */
class CheckedTrainer implements WrappingTrainer, ExamplesCheck, NativeNeeds {
    private static final String ANSWERS = Probabilities.class.getPackageName() + ".";
    private static final String OURS = "org.relabel4j.models.";

    final PluginPart part;
    private final Trainer base;

    private CheckedTrainer(Trainer base, PluginPart part) {
        this.base = base;
        this.part = part;
    }

    /** One that starts warm if this one does. */
    static Trainer of(Trainer base, PluginPart part) {
        if (isOurs(base)) {
            return base;
        }
        return base instanceof WarmTrainer warm ? new Warm(warm, part) : new CheckedTrainer(base, part);
    }

    private static boolean isOurs(Object object) {
        return object.getClass().getName().startsWith(OURS);
    }

    private static final class Warm extends CheckedTrainer implements WarmTrainer {
        private final WarmTrainer base;

        Warm(WarmTrainer base, PluginPart part) {
            super(base, part);
            this.base = base;
        }

        @Override
        public Trained trainFrom(
                Examples examples, int[] rows, int[] labels, int numClasses, long seed, Optional<FoldMemory> before) {
            Trained trained = part.answer(() -> base.trainFrom(examples, rows, labels, numClasses, seed, before));
            return new Trained(checked(trained.classifier(), numClasses), trained.memory());
        }
    }

    @Override
    public boolean needsNativeLibrary() {
        return NativeNeeds.of(base);
    }

    @Override
    public void check(Examples examples) {
        ExamplesCheck.of(base, examples);
    }

    @Override
    public Trainer base() {
        return base;
    }

    @Override
    public Classifier train(Examples examples, int[] rows, int[] labels, int numClasses, long seed) {
        return checked(part.answer(() -> base.train(examples, rows, labels, numClasses, seed)), numClasses);
    }

    @Override
    public List<Classifier> trainFolds(
            Examples examples, List<int[]> rows, List<int[]> labels, int numClasses, long[] seeds) {
        List<Classifier> folds = part.answer(() -> base.trainFolds(examples, rows, labels, numClasses, seeds));
        part.check(
                folds.size() == rows.size(), "trained " + folds.size() + " classifiers of " + rows.size() + " folds");
        return folds.stream().map(fold -> checked(fold, numClasses)).toList();
    }

    Classifier checked(Classifier trained, int numClasses) {
        part.check(trained != null, "trained nothing (null)");
        return isOurs(trained) ? trained : new CheckedClassifier(trained, numClasses, part);
    }

    private record CheckedClassifier(Classifier base, int numClasses, PluginPart part) implements Classifier {
        @Override
        public Probabilities predict(Examples examples, int[] rows) {
            return checked(part.answer(() -> base.predict(examples, rows), ANSWERS), rows.length);
        }

        @Override
        public List<Probabilities> predictWithDropout(Examples examples, int[] rows, int passes, long seed) {
            List<Probabilities> predicted =
                    part.answer(() -> base.predictWithDropout(examples, rows, passes, seed), ANSWERS);
            part.check(predicted.size() == passes, "predicted " + predicted.size() + " times, not " + passes);
            predicted.forEach(pass -> checked(pass, rows.length));
            return predicted;
        }

        @Override
        public Embeddings embed(Examples examples, int[] rows) {
            Embeddings embeddings = part.answer(() -> base.embed(examples, rows), ANSWERS);
            part.check(
                    embeddings.numExamples() == rows.length,
                    "embedded " + embeddings.numExamples() + " examples of " + rows.length);
            return embeddings;
        }

        /** Of any implementation, whether it checks its rows itself or not. */
        private Probabilities checked(Probabilities predicted, int numRows) {
            part.check(predicted != null, "predicted nothing (null)");
            part.check(
                    predicted.numExamples() == numRows && predicted.numClasses() == numClasses,
                    "predicted " + Counted.of(predicted.numExamples(), "row") + " of "
                            + Counted.of(predicted.numClasses(), "class", "classes") + ", expected " + numRows + " of "
                            + numClasses);
            double[] row = new double[numClasses];
            for (int i = 0; i < numRows; i++) {
                predicted.copyRows(i, i + 1, row, 0);
                Optional<String> problem = ProbabilityChecks.problem(row, 0, numClasses);
                part.check(
                        problem.isEmpty(), "predicted what is no probabilities: row " + i + " " + problem.orElse(""));
            }
            return predicted;
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
}
