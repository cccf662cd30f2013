package org.relabel4j.benchmarks.experiment;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.consensus.ConsensusMethod;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.datasets.Dataset;
import org.relabel4j.datasets.format.InputException;

/**
 * The parts that experiments are made of, by name. {@link BuiltInComponents} are those of the registries, and what a program adds
 * to them.
 *
 * <p>The methods that create a part throw {@link IllegalArgumentException} for an unknown option, naming the nearest known
 * one; they are only called with known names.
 */
public interface Components {
    /** Ids of the acquisition strategies. */
    Collection<String> strategies();

    /** Creates a strategy. */
    StrategyPart strategy(String name, Map<String, String> options);

    /** Ids of the models. */
    Collection<String> models();

    /** Creates the trainers of a model: one, or those of an ensemble's members. */
    List<Trainer> trainers(String name, Map<String, String> options);

    /** Ids of the data sets. */
    Collection<String> datasets();

    /**
     * Loads a data set.
     *
     * @param seed of its random parts, such as the split into pool and test set
     * @throws InputException if a file cannot be read or is not what it should be
     */
    Dataset dataset(String name, Map<String, String> options, long seed) throws InputException;

    /** Ids of the consensus methods. */
    Collection<String> consensusMethods();

    /** Creates a consensus method. */
    ConsensusMethod consensusMethod(String name, Map<String, String> options);

    /**
     * What computes here, for environment.json: names and values, such as backend and threads.
     *
     * @param trainers of all models of the experiment
     */
    Map<String, String> environment(Collection<Trainer> trainers);

    /** What a program has added; none of the registries' parts. */
    default List<OwnParts.OwnPart> ownParts() {
        return List.of();
    }

    /**
     * A strategy and what goes with it.
     *
     * @param strategy the strategy
     * @param consensus id of the consensus method that goes with it
     */
    record StrategyPart(AcquisitionStrategy strategy, String consensus) {}
}
