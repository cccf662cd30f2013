package org.relabel4j.models.vision.training;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.FoldMemory;
import org.relabel4j.core.training.WarmTrainer;
import org.relabel4j.models.EmbeddingTrainer;
import org.relabel4j.models.ExamplesCheck;
import org.relabel4j.models.coteaching.Peers;
import org.relabel4j.models.weights.NamedTensors;

/**
 * An {@link ImageTrainer} that starts a round's network from the one of the same fold in the round before, shrunk and perturbed
 * ({@link WarmStart}). Without one before it, it trains exactly as the other does.
 *
 * <p>What was held out to choose the epoch stays held out, for a network that learned from an example before cannot judge by it.
 * Momentum and step size begin anew.
 *
 * @param cold how the first round trains, and the others but for where they start and how long they take
 * @param warm where the others start
 */
public record WarmImageTrainer(ImageTrainer cold, WarmStart warm)
        implements WarmTrainer, EmbeddingTrainer, RandomStart, ExamplesCheck {
    /** Name of the vector of each example's {@link HoldOut.Duty}; tensors' names have a dot. */
    private static final String ROLES = "roles";

    @Override
    public String name() {
        return cold.name();
    }

    @Override
    public boolean startsAtRandom() {
        return cold.startsAtRandom();
    }

    @Override
    public boolean hasDropout() {
        return cold.hasDropout();
    }

    @Override
    public void check(Examples examples) {
        cold.check(examples);
    }

    @Override
    public Classifier train(Examples examples, int[] rows, int[] labels, int numClasses, long seed) {
        return cold.train(examples, rows, labels, numClasses, seed);
    }

    @Override
    public Trained trainFrom(
            Examples examples, int[] rows, int[] labels, int numClasses, long seed, Optional<FoldMemory> before) {
        ImageTrainer.ImageTrainingSet set = cold.checked(examples, rows, labels, numClasses, seed);
        float[] roles = before.map(memory -> roles(memory, examples)).orElseGet(() -> new float[examples.size()]);
        HoldOut split = split(set, roles);
        Descent descent = cold.descent();
        ImageTrainer.Network network = before.isEmpty()
                ? cold.train(set, descent, split, cold.coldStart(set))
                : cold.train(
                        set,
                        descent.over(warm.epochs(), descent.batchSize()),
                        split,
                        warm.weights(before.get()::vector, cold.randomWeights(set)));
        return new Trained(network.classifier(), memory(network.weights(), rows, split, roles));
    }

    private static float[] roles(FoldMemory memory, Examples examples) {
        float[] roles = memory.vector(ROLES);
        if (roles.length != examples.size()) {
            throw new IllegalArgumentException("the network of the last round was trained among " + roles.length
                    + " examples, but now there are " + examples.size());
        }
        return roles;
    }

    private HoldOut split(ImageTrainer.ImageTrainingSet set, float[] roles) {
        HoldOut.Duty[] before = Arrays.stream(set.rows())
                .mapToObj(i -> HoldOut.Duty.of(roles[i]))
                .toArray(HoldOut.Duty[]::new);
        return HoldOut.grown(before, cold.regularisation().holdout(), set.seed());
    }

    private static FoldMemory memory(NamedTensors weights, int[] rows, HoldOut split, float[] before) {
        float[] roles = before.clone();
        mark(roles, Peers.at(split.learn(), rows), HoldOut.Duty.LEARN);
        mark(roles, Peers.at(split.judge(), rows), HoldOut.Duty.JUDGE);
        Map<String, float[]> vectors = new LinkedHashMap<>();
        vectors.put(ROLES, roles);
        weights.names().forEach(name -> vectors.put(name, weights.floats(name)));
        return new FoldMemory(vectors);
    }

    private static void mark(float[] roles, int[] rows, HoldOut.Duty role) {
        for (int i : rows) {
            roles[i] = role.code();
        }
    }
}
