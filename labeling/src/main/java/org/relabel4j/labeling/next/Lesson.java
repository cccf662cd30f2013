package org.relabel4j.labeling.next;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.relabel4j.core.acquisition.Needs;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.consensus.ConsensusMethod;
import org.relabel4j.core.multilabel.YesNoTrainer;
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
 * @param labels to each question the class of each example of the pool to train on, or -1
 */
record Lesson(ModelChoice model, ConsensusMethod method, List<int[]> labels) {
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
        List<Asked> questions = input.answers().questions().stream()
                .map(labels -> Asked.of(labels, rows))
                .toList();
        ConsensusMethod first = input.settings().consensus(1).create(options(input, 1));
        List<int[]> firstLabels = questions.stream()
                .map(asked -> asked.infer(first, List.of(), Seeds.generator(input.seed(), "first consensus")))
                .toList();
        if (firstLabels.stream()
                .allMatch(labels -> Arrays.stream(labels).distinct().count() < 2)) {
            return Optional.empty();
        }
        Examples examples = input.pool().examples().rows(rows);
        ModelChoice model = ModelChooser.choose(request(input, examples, firstLabels), progress);
        int numModels = model.trainers().size();
        ConsensusMethod method = input.settings().consensus(numModels).create(options(input, numModels));
        CrossValidation validation = validation(model.trainers(), examples, input, rows.length, Needs.NOTHING);
        List<int[]> all = new ArrayList<>();
        for (int q = 0; q < questions.size(); q++) {
            progress.update(
                    "training on " + Counted.of(rows.length, "example"),
                    q,
                    questions.size() > 1 ? questions.size() : 0);
            List<Probabilities> predProbs = Trained.pools(
                    validation.fit(firstLabels.get(q), input.numAnswers(), Seeds.derive(input.seed(), "first model")));
            int[] second = questions.get(q).infer(method, predProbs, Seeds.generator(input.seed(), "consensus"));
            int[] labels = new int[input.pool().tasks().size()];
            Arrays.fill(labels, -1);
            for (int n = 0; n < rows.length; n++) {
                labels[rows[n]] = second[n];
            }
            all.add(labels);
        }
        return Optional.of(new Lesson(model, method, all));
    }

    /**
     * The labels of some examples to a question.
     *
     * @param gold known class of each of these examples, or -1
     */
    private record Asked(Annotations annotations, int[] gold) {
        static Asked of(LabelState labels, int[] rows) {
            Annotations all = labels.annotations();
            AnnotationsBuilder builder = Annotations.builder(rows.length, all.numAnnotators(), all.numClasses());
            for (int n = 0; n < rows.length; n++) {
                for (int a = all.rowStart(rows[n]); a < all.rowEnd(rows[n]); a++) {
                    builder.add(n, all.annotatorAt(a), all.labelAt(a));
                }
            }
            return new Asked(
                    builder.build(),
                    Arrays.stream(rows).map(i -> labels.gold()[i]).toArray());
        }

        int[] infer(ConsensusMethod method, List<Probabilities> predProbs, RandomGenerator rng) {
            int[] labels = method.infer(annotations, predProbs, rng).labels();
            Arrays.setAll(labels, n -> gold[n] >= 0 ? gold[n] : labels[n]);
            return labels;
        }
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

    private static ModelChooser.Request request(Trained.Input input, Examples examples, List<int[]> questions) {
        ProjectSettings settings = input.settings();
        return new ModelChooser.Request(
                settings.get(ProjectKeys.DATA_KIND),
                settings.model(),
                settings.modelOptions(),
                examples,
                questions,
                input.numAnswers(),
                Math.min(settings.get(ProjectKeys.FOLDS), examples.size()),
                input.pool().tasks().size(),
                settings.get(ProjectKeys.MODEL_SECONDS),
                Seeds.derive(input.seed(), "model choice"));
    }

    private static CrossValidation validation(
            List<Trainer> trainers, Examples examples, Trained.Input input, int numLabelled, Needs needs) {
        return new CrossValidation(new CrossValidation.Scheme(
                input.answers().areSets() ? YesNoTrainer.all(trainers) : trainers,
                examples,
                examples.rows(new int[0]),
                Math.min(input.settings().get(ProjectKeys.FOLDS), numLabelled),
                needs.foldPredictions(),
                needs.embeddings(),
                needs.dropoutPasses()));
    }
}
