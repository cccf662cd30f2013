package org.relabel4j.labeling.next;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.relabel4j.core.acquisition.Needs;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.consensus.ConsensusMethod;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.text.Counted;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.core.validation.CrossValidation;
import org.relabel4j.jobs.Progress;
import org.relabel4j.labeling.model.ModelChoice;
import org.relabel4j.labeling.model.ModelChooser;
import org.relabel4j.labeling.project.LabelState;
import org.relabel4j.labeling.project.ProjectKeys;
import org.relabel4j.labeling.project.ProjectSettings;

/**
 * What the model that predicts the pool learns, and which model it is.
 *
 * @param model which model
 * @param method of the consensus
 * @param labels class of each example of the pool to train on, or -1
 */
record Lesson(ModelChoice model, ConsensusMethod method, int[] labels) {
    /** The fewest examples that a model is trained on: with fewer, cross-validation says nothing. */
    static final int FEWEST_EXAMPLES = 4;

    /**
     * Finds it.
     *
     * @return nothing if there are fewer than {@link #FEWEST_EXAMPLES} examples to train on, or all of one class
     */
    static Optional<Lesson> of(Trained.Input input, Progress progress) {
        int[] rows = input.rows();
        if (rows.length < FEWEST_EXAMPLES) {
            return Optional.empty();
        }
        LabelState labels = input.labels();
        Annotations some = some(labels.annotations(), rows);
        int[] gold = Arrays.stream(rows).map(i -> labels.gold()[i]).toArray();
        ConsensusMethod first = input.settings().consensus(1).create(options(input, 1));
        int[] firstLabels = known(first.infer(some, List.of(), Seeds.generator(input.seed(), "first consensus")), gold);
        if (Arrays.stream(firstLabels).distinct().count() < 2) {
            return Optional.empty();
        }
        Examples examples = input.pool().examples().rows(rows);
        ModelChoice model = ModelChooser.choose(request(input, examples, firstLabels), progress);
        int numModels = model.trainers().size();
        ConsensusMethod method = input.settings().consensus(numModels).create(options(input, numModels));
        progress.update("training on " + Counted.of(rows.length, "example"), 0, 0);
        List<Probabilities> predProbs =
                Trained.pools(validation(model.trainers(), examples, input, rows.length, Needs.NOTHING)
                        .fit(firstLabels, input.numClasses(), Seeds.derive(input.seed(), "first model")));
        int[] secondLabels = known(method.infer(some, predProbs, Seeds.generator(input.seed(), "consensus")), gold);
        int[] all = new int[input.pool().tasks().size()];
        Arrays.fill(all, -1);
        for (int n = 0; n < rows.length; n++) {
            all[rows[n]] = secondLabels[n];
        }
        return Optional.of(new Lesson(model, method, all));
    }

    /** The cross-validation that predicts the pool. */
    CrossValidation validation(Trained.Input input, Needs needs) {
        return validation(model.trainers(), input.pool().examples(), input, input.rows().length, needs);
    }

    /** The seed of that cross-validation. */
    long seed(Trained.Input input) {
        return Seeds.derive(input.seed(), "model");
    }

    private static Map<String, String> options(Trained.Input input, int numModels) {
        return input.settings().options(input.settings().consensus(numModels).name());
    }

    private static ModelChooser.Request request(Trained.Input input, Examples examples, int[] labels) {
        ProjectSettings settings = input.settings();
        return new ModelChooser.Request(
                settings.get(ProjectKeys.DATA_KIND),
                settings.model(),
                settings.modelOptions(),
                examples,
                labels,
                input.numClasses(),
                Math.min(settings.get(ProjectKeys.FOLDS), labels.length),
                input.pool().tasks().size(),
                settings.get(ProjectKeys.MODEL_SECONDS),
                Seeds.derive(input.seed(), "model choice"));
    }

    private static CrossValidation validation(
            List<Trainer> trainers, Examples examples, Trained.Input input, int numLabelled, Needs needs) {
        return new CrossValidation(new CrossValidation.Scheme(
                trainers,
                examples,
                examples.rows(new int[0]),
                Math.min(input.settings().get(ProjectKeys.FOLDS), numLabelled),
                needs.foldPredictions(),
                needs.embeddings(),
                needs.dropoutPasses()));
    }

    /** The labels of some examples. */
    private static Annotations some(Annotations all, int[] rows) {
        AnnotationsBuilder builder = Annotations.builder(rows.length, all.numAnnotators(), all.numClasses());
        for (int n = 0; n < rows.length; n++) {
            for (int a = all.rowStart(rows[n]); a < all.rowEnd(rows[n]); a++) {
                builder.add(n, all.annotatorAt(a), all.labelAt(a));
            }
        }
        return builder.build();
    }

    private static int[] known(Consensus consensus, int[] gold) {
        int[] labels = consensus.labels();
        Arrays.setAll(labels, n -> gold[n] >= 0 ? gold[n] : labels[n]);
        return labels;
    }
}
