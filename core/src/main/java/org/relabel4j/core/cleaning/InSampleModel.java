package org.relabel4j.core.cleaning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.MemberPredictions;
import org.relabel4j.core.training.PoolModel;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.core.validation.DropoutPasses;

/**
 * Trains each trainer on all labels and predicts the same examples: <em>in sample</em>, as the authors of Bernhardt et al. 2022
 * do. A model that can learn labels by heart then finds fewer of them wrong; {@code CrossValidation} is the other way.
 *
 * @param trainers one per member; the same one may come several times and gets other seeds
 * @param pool the examples
 * @param keepEmbeddings whether to embed the pool with each trainer that has embeddings
 * @param dropoutPasses predictions with dropout to make besides, at least 0
 */
public record InSampleModel(List<Trainer> trainers, Examples pool, boolean keepEmbeddings, int dropoutPasses)
        implements PoolModel {
    /**
     * @throws IllegalArgumentException if there is no trainer, or dropout passes are asked for and a trainer has no dropout
     */
    public InSampleModel {
        trainers = List.copyOf(trainers);
        if (trainers.isEmpty()) {
            throw new IllegalArgumentException("an in-sample model needs at least one trainer");
        }
        DropoutPasses.check(trainers, dropoutPasses);
    }

    /** A model without dropout passes. */
    public InSampleModel(List<Trainer> trainers, Examples pool, boolean keepEmbeddings) {
        this(trainers, pool, keepEmbeddings, 0);
    }

    @Override
    public List<MemberPredictions> fit(int[] labels, int numClasses, long seed) {
        int[] rows =
                IntStream.range(0, labels.length).filter(i -> labels[i] >= 0).toArray();
        int[] rowLabels = Arrays.stream(rows).map(i -> labels[i]).toArray();
        int[] all = IntStream.range(0, labels.length).toArray();
        List<MemberPredictions> members = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (Trainer trainer : trainers) {
            int occurrence = seen.merge(trainer.name(), 1, Integer::sum);
            long own = Seeds.derive(seed, "train " + trainer.name(), occurrence);
            try (Classifier classifier = trainer.train(pool, rows, rowLabels, numClasses, own)) {
                Optional<Embeddings> embeddings = keepEmbeddings && trainer.hasEmbeddings()
                        ? Optional.of(classifier.embed(pool, all))
                        : Optional.empty();
                List<Probabilities> passes = dropoutPasses == 0
                        ? List.of()
                        : classifier.predictWithDropout(pool, all, dropoutPasses, DropoutPasses.seed(own));
                members.add(new MemberPredictions(
                        trainer.name(),
                        classifier.predict(pool, all),
                        List.of(),
                        List.of(),
                        passes,
                        embeddings,
                        List.of(classifier.choices())));
            }
        }
        return members;
    }
}
