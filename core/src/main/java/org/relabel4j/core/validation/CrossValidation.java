package org.relabel4j.core.validation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.MemberPredictions;
import org.relabel4j.core.training.PoolModel;
import org.relabel4j.core.training.Trainer;

/**
 * Trains each trainer on all folds but one, for each fold, and predicts the pool: labelled examples by the fold model that did
 * not see them, unlabelled ones by the mean over the fold models (Goh and Mueller 2023, arXiv:2301.11856, algorithm 1, steps 3
 * and 4).
 *
 * <p>All trainers share the folds. Folds depend on the seed and the labels alone; each fold model's seed on the seed, the
 * trainer's name and the fold, so a model comes out the same alone and as a member of an ensemble. Classifiers are closed
 * before {@link #fit} returns. Every call starts cold; {@link WarmCrossValidation} goes on from the last one.
 */
public final class CrossValidation implements PoolModel {
    private final Scheme scheme;

    /**
     * What to train and predict.
     *
     * @param trainers one for a single model, several for an ensemble
     * @param pool the examples that labels are for
     * @param test the test set, of the pool's shape; may be of size 0
     * @param numFolds folds, at least 2
     * @param keepFoldPredictions whether to predict the whole pool with each fold model: numFolds × N × K floats per trainer
     * @param keepEmbeddings whether to embed the pool, with the first fold's model of each trainer that has embeddings
     * @param dropoutPasses predictions with dropout to make besides, by the same fold models as those without; at least 0
     */
    public record Scheme(
            List<Trainer> trainers,
            Examples pool,
            Examples test,
            int numFolds,
            boolean keepFoldPredictions,
            boolean keepEmbeddings,
            int dropoutPasses) {
        /**
         * @throws IllegalArgumentException if there is no trainer, numFolds is below 2, the shapes differ, or embeddings are
         *     asked for and no trainer has them, or dropout passes and a trainer has no dropout
         */
        public Scheme {
            trainers = List.copyOf(trainers);
            if (trainers.isEmpty()) {
                throw new IllegalArgumentException("cross-validation needs at least one trainer");
            }
            if (numFolds < 2) {
                throw new IllegalArgumentException("numFolds is " + numFolds + ", expected at least 2");
            }
            if (test.size() > 0 && !Arrays.equals(pool.shape(), test.shape())) {
                throw new IllegalArgumentException("test examples have shape " + Arrays.toString(test.shape())
                        + " but pool examples " + Arrays.toString(pool.shape()));
            }
            if (keepEmbeddings && trainers.stream().noneMatch(Trainer::hasEmbeddings)) {
                throw new IllegalArgumentException("embeddings are wanted but "
                        + String.join(", ", trainers.stream().map(Trainer::name).toList())
                        + " has none; choose a model with embeddings");
            }
            DropoutPasses.check(trainers, dropoutPasses);
        }

        /** A scheme without dropout passes. */
        public Scheme(
                List<Trainer> trainers,
                Examples pool,
                Examples test,
                int numFolds,
                boolean keepFoldPredictions,
                boolean keepEmbeddings) {
            this(trainers, pool, test, numFolds, keepFoldPredictions, keepEmbeddings, 0);
        }
    }

    public CrossValidation(Scheme scheme) {
        this.scheme = scheme;
    }

    /**
     * @throws IllegalArgumentException if there is not one label per example, or as {@link StratifiedKFold#assign}
     */
    @Override
    public List<MemberPredictions> fit(int[] labels, int numClasses, long seed) {
        return fit(labels, numClasses, seed, folds(labels, numClasses, seed), this::train);
    }

    /** What to train the fold models of one trainer on; fold by fold but for the number of classes. */
    record FoldSets(List<int[]> rows, List<int[]> labels, int numClasses, long[] seeds) {}

    /** Trains the fold models of one trainer. */
    interface FoldTraining {
        /**
         * @param member the trainer's position
         * @return a classifier per fold, which the caller closes
         */
        List<Classifier> train(int member, FoldSets sets);
    }

    /** Folds drawn anew. */
    int[] folds(int[] labels, int numClasses, long seed) {
        if (labels.length != scheme.pool().size()) {
            throw new IllegalArgumentException("there are " + labels.length + " labels for "
                    + scheme.pool().size() + " examples");
        }
        return StratifiedKFold.assign(labels, numClasses, scheme.numFolds(), Seeds.generator(seed, "folds"));
    }

    /**
     * The fold models themselves, of the same trainings as {@link #fit} with the same arguments: the mean over those of a trainer is
     * what it predicts for unlabelled examples.
     *
     * @return for each trainer a classifier per fold; the caller closes them
     * @throws IllegalArgumentException as {@link #fit}
     */
    public List<List<Classifier>> train(int[] labels, int numClasses, long seed) {
        List<List<Classifier>> trained = new ArrayList<>();
        try {
            List<FoldSets> sets = sets(labels, numClasses, seed, folds(labels, numClasses, seed));
            for (int member = 0; member < sets.size(); member++) {
                trained.add(train(member, sets.get(member)));
            }
            return trained;
        } catch (RuntimeException | Error e) {
            // Nobody else knows of those that are trained already.
            trained.forEach(folds -> folds.forEach(Classifier::close));
            throw e;
        }
    }

    private List<Classifier> train(int member, FoldSets sets) {
        return scheme.trainers()
                .get(member)
                .trainFolds(scheme.pool(), sets.rows(), sets.labels(), sets.numClasses(), sets.seeds());
    }

    /** As {@link #fit(int[], int, long)}, with given folds and another way to train. */
    List<MemberPredictions> fit(int[] labels, int numClasses, long seed, int[] folds, FoldTraining training) {
        List<MemberPredictions> members = new ArrayList<>();
        List<FoldSets> sets = sets(labels, numClasses, seed, folds);
        for (int member = 0; member < sets.size(); member++) {
            members.add(predictions(
                    scheme.trainers().get(member), folds, sets.get(member), training.train(member, sets.get(member))));
        }
        return members;
    }

    /** What each trainer trains on: the same, but for the seeds. */
    private List<FoldSets> sets(int[] labels, int numClasses, long seed, int[] folds) {
        List<int[]> rows = new ArrayList<>();
        List<int[]> rowLabels = new ArrayList<>();
        for (int fold = 0; fold < scheme.numFolds(); fold++) {
            int[] training = trainingRows(folds, fold);
            rows.add(training);
            rowLabels.add(Arrays.stream(training).map(i -> labels[i]).toArray());
        }
        List<FoldSets> sets = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (Trainer trainer : scheme.trainers()) {
            int occurrence = seen.merge(trainer.name(), 1, Integer::sum);
            long[] seeds = new long[scheme.numFolds()];
            for (int fold = 0; fold < seeds.length; fold++) {
                seeds[fold] = Seeds.derive(seed, "train " + trainer.name(), occurrence, fold);
            }
            sets.add(new FoldSets(rows, rowLabels, numClasses, seeds));
        }
        return sets;
    }

    private MemberPredictions predictions(Trainer trainer, int[] folds, FoldSets sets, List<Classifier> toClose) {
        try (TrainedFold trained = new TrainedFold(toClose)) {
            List<Classifier> classifiers = trained.classifiers();
            FoldPredictions predictions = new FoldPredictions(scheme, folds, sets.numClasses());
            for (int fold = 0; fold < classifiers.size(); fold++) {
                predictions.add(fold, classifiers.get(fold), DropoutPasses.seed(sets.seeds()[fold]));
            }
            Optional<Embeddings> embeddings = scheme.keepEmbeddings() && trainer.hasEmbeddings()
                    ? Optional.of(classifiers.get(0).embed(scheme.pool(), allRows(folds.length)))
                    : Optional.empty();
            return predictions.member(trainer.name(), embeddings);
        }
    }

    private static int[] trainingRows(int[] folds, int leftOut) {
        int[] rows = new int[folds.length];
        int size = 0;
        for (int i = 0; i < folds.length; i++) {
            if (folds[i] >= 0 && folds[i] != leftOut) {
                rows[size++] = i;
            }
        }
        return Arrays.copyOf(rows, size);
    }

    static int[] allRows(int size) {
        int[] rows = new int[size];
        for (int i = 0; i < size; i++) {
            rows[i] = i;
        }
        return rows;
    }

    /** Closes every classifier, also when closing another one fails. */
    private record TrainedFold(List<Classifier> classifiers) implements AutoCloseable {
        @Override
        public void close() {
            RuntimeException first = null;
            for (Classifier classifier : classifiers) {
                try {
                    classifier.close();
                } catch (RuntimeException e) {
                    if (first == null) {
                        first = e;
                    } else {
                        first.addSuppressed(e);
                    }
                }
            }
            if (first != null) {
                throw first;
            }
        }
    }
}
