package org.relabel4j.benchmarks.learning;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.relabel4j.benchmarks.experiment.Components;
import org.relabel4j.benchmarks.experiment.ExperimentConfig;
import org.relabel4j.benchmarks.experiment.ExperimentKeys;
import org.relabel4j.benchmarks.experiment.NoiseConfig;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.assignment.Crowd;
import org.relabel4j.core.assignment.PairChoice;
import org.relabel4j.core.loop.Asking;
import org.relabel4j.core.loop.LabelSource;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.random.Shuffles;
import org.relabel4j.core.simulation.AnnotatorModel;
import org.relabel4j.core.simulation.CrowdLabelSource;
import org.relabel4j.core.simulation.InitialLabels;
import org.relabel4j.core.simulation.PairAsking;
import org.relabel4j.core.simulation.SimulatedAnnotators;
import org.relabel4j.core.simulation.SimulatedLabelSource;
import org.relabel4j.core.simulation.SuggestedLabelSource;
import org.relabel4j.core.text.Counted;
import org.relabel4j.datasets.Dataset;
import org.relabel4j.datasets.format.InputException;

/**
 * What all cells of a trial share, so that their strategies are compared in pairs: data, initial labels, and annotators who
 * answer the same question the same way whoever asks.
 *
 * <p>Data, noise and initial labels come from the data seed; the answers bought in the rounds, the folds and the
 * training from the trial's seed. So with a fixed {@code data-seed} trials differ in these only, as in the published runs.
 *
 * @param data pool and test set
 * @param initial the labels before round 0
 * @param annotators who answer
 * @param source which of them answers in the rounds, where examples are chosen first
 * @param seed the trial's seed
 */
record Trial(Dataset data, Annotations initial, SimulatedAnnotators annotators, LabelSource source, long seed) {
    /**
     * Sets up a trial.
     *
     * @throws IllegalArgumentException if the configuration does not fit the data; one line
     * @throws InputException if the data cannot be read
     */
    static Trial of(ExperimentConfig config, int trial, Components components) throws InputException {
        long seed = seed(config, trial);
        long dataSeed = config.seeds().dataSeed().isPresent()
                ? Seeds.derive(config.seeds().dataSeed().getAsLong(), "data")
                : Seeds.derive(seed, "data");
        Dataset data = config.data().load(config.options(), dataSeed, components);
        Noise noise = new Noise(config.labels().noise(), data, dataSeed);
        SetParts parts = new SetParts(config);
        ExperimentConfig.Annotators answering = config.labels().annotators();
        int later = answering == ExperimentConfig.Annotators.NEW_EACH_ROUND
                ? config.loop().rounds()
                : 0;
        List<AnnotatorModel> models =
                parts.annotators(config, data, dataSeed, config.labels().initialAnnotators() + later);
        Annotations initial = initialLabels(config.labels(), data, noise, models, dataSeed);
        checkFits(config, initial);
        int crowdSize = initial.numAnnotators();
        if (models.size() != crowdSize + later) {
            // More people than the worst ones gave the initial labels.
            models = parts.annotators(config, data, dataSeed, crowdSize + later);
        }
        SimulatedAnnotators annotators = new SimulatedAnnotators(seed, models);
        LabelSource source = switch (answering) {
            case NEW_EACH_ROUND -> new SimulatedLabelSource(annotators, crowdSize);
            case CROWD, JOINT -> new CrowdLabelSource(annotators, seed);
            case SUGGESTED ->
                new SuggestedLabelSource(annotators, config.spending().costs());
        };
        return new Trial(data, initial, annotators, source, seed);
    }

    /** Asks in the rounds: as the key {@code annotators} has it. */
    Asking asking(ExperimentConfig config, AcquisitionStrategy strategy) {
        if (config.labels().annotators() != ExperimentConfig.Annotators.JOINT) {
            return Asking.examplesFirst(strategy, source);
        }
        PairChoice choice = config.get(ExperimentKeys.JOINT_RULE)
                .choice(
                        config.values().find(ExperimentKeys.JOINT_PER_EXAMPLE).orElse(1),
                        config.get(ExperimentKeys.JOINT_EPSILON));
        return new PairAsking(strategy, choice, annotators, round -> capacities(config, round));
    }

    /** How many labels each member of the crowd can give in a round, with {@code annotators=joint}. */
    List<Integer> capacities(ExperimentConfig config, int round) {
        int capacity = config.get(ExperimentKeys.JOINT_CAPACITY).orElse(Crowd.UNLIMITED);
        double present = config.get(ExperimentKeys.JOINT_PRESENT);
        return IntStream.range(0, initial.numAnnotators())
                .mapToObj(j -> Seeds.uniform(seed, "present", round, j) < present ? capacity : 0)
                .toList();
    }

    /** The seed of a trial, from which its others are derived. */
    static long seed(ExperimentConfig config, int trial) {
        return Seeds.derive(config.seeds().seed(), "trial", trial);
    }

    private static Annotations initialLabels(
            ExperimentConfig.Labelling labels, Dataset data, Noise noise, List<AnnotatorModel> models, long dataSeed) {
        int numExamples = data.pool().size();
        int labelled = labels.initialLabelled().orElse(numExamples);
        if (labelled > numExamples) {
            throw new IllegalArgumentException("initial.labelled is " + labelled + ", but the pool has "
                    + Counted.of(numExamples, "example") + "; choose at most as many, or all");
        }
        double[] weights = labels.initialLabelCounts().stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        int[] chosen = Arrays.copyOf(
                Shuffles.permutation(numExamples, Seeds.generator(dataSeed, "initial examples")), labelled);
        if (labels.noise().kind() == NoiseConfig.Kind.HUMAN_WORST_FIRST) {
            return noise.ofTheWorst(chosen, labels.initialAnnotators());
        }
        if (labels.noise().kind() == NoiseConfig.Kind.HUMAN_GIVEN_FIRST) {
            return noise.given(chosen);
        }
        return new InitialLabels(weights, labels.initialAnnotators())
                .assign(
                        new SimulatedAnnotators(dataSeed, models),
                        chosen,
                        numExamples,
                        data.classNames().size(),
                        dataSeed);
    }

    private static void checkFits(ExperimentConfig config, Annotations initial) {
        int numExamples = initial.numExamples();
        if (config.loop().batch() > numExamples) {
            throw new IllegalArgumentException("batch is " + config.loop().batch() + ", but the pool has "
                    + Counted.of(numExamples, "example") + "; choose a smaller batch");
        }
        if (config.loop().folds() > initial.numLabelled()) {
            throw new IllegalArgumentException("folds is " + config.loop().folds() + ", but only "
                    + Counted.of(initial.numLabelled(), "example has", "examples have")
                    + " labels at the start; choose fewer folds");
        }
    }
}
