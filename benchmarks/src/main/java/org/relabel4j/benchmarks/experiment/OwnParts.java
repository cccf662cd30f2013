package org.relabel4j.benchmarks.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.consensus.ConsensusMethod;
import org.relabel4j.core.plugin.CodeOrigin;
import org.relabel4j.core.plugin.Plugins.Provided;
import org.relabel4j.core.plugin.Registry;
import org.relabel4j.core.registry.ConsensusInfo;
import org.relabel4j.core.registry.ConsensusMethods;
import org.relabel4j.core.registry.Strategies;
import org.relabel4j.core.registry.StrategyInfo;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.datasets.Dataset;
import org.relabel4j.datasets.DatasetEntry;
import org.relabel4j.datasets.DatasetInfo;
import org.relabel4j.datasets.Datasets;
import org.relabel4j.models.registry.ModelEntry;
import org.relabel4j.models.registry.Models;

/**
 * The registries, and behind them parts that a program gives as objects. Names are refused as those of plug-ins are; where a message
 * names a plug-in's file, it names the class of the object. Immutable.
 *
 * @param parts what was given
 */
public record OwnParts(
        Registry<StrategyInfo> strategies,
        Registry<ConsensusInfo> consensusMethods,
        Registry<ModelEntry> models,
        Registry<DatasetEntry> datasets,
        List<OwnPart> parts) {
    /** The registries alone. */
    public static final OwnParts NONE = new OwnParts(
            Strategies.registry(), ConsensusMethods.registry(), Models.registry(), Datasets.registry(), List.of());

    /** Kind of a strategy. */
    public static final String STRATEGY = "strategy";

    private static final String SUMMARY = "given by the program";

    /**
     * A part that was given.
     *
     * @param kind what it is, such as {@code strategy}
     * @param key of an experiment, which names parts of this kind
     * @param name its id
     * @param code where its class is from
     */
    public record OwnPart(String kind, String key, String name, CodeOrigin code) {
        /** Kind and name. */
        @Override
        public String toString() {
            return kind + " " + name;
        }
    }

    public OwnParts {
        parts = List.copyOf(parts);
    }

    /**
     * With a strategy.
     *
     * @param name id, lower case with hyphens
     * @param consensus id of the consensus method that goes with it where the experiment sets none
     */
    public OwnParts withStrategy(String name, AcquisitionStrategy strategy, String consensus) {
        OwnPart part = part(STRATEGY, "strategies", name, strategy);
        StrategyInfo.Description description = new StrategyInfo.Description(name, SUMMARY, SUMMARY);
        StrategyInfo info = strategy.composesBatches()
                ? StrategyInfo.composing(description, List.of(), options -> strategy, consensus)
                : StrategyInfo.scoring(description, List.of(), options -> strategy, consensus);
        return new OwnParts(
                strategies.and(provided(info.checked(part.code().type()), part)),
                consensusMethods,
                models,
                datasets,
                with(part));
    }

    /**
     * With a consensus method.
     *
     * @param name id, lower case with hyphens
     */
    public OwnParts withConsensusMethod(String name, ConsensusMethod method) {
        OwnPart part = part("consensus method", "consensus", name, method);
        ConsensusInfo info = new ConsensusInfo(name, SUMMARY, List.of(), options -> method);
        return new OwnParts(
                strategies,
                consensusMethods.and(provided(info.checked(part.code().type()), part)),
                models,
                datasets,
                with(part));
    }

    /** With a model, under the name of its trainer. */
    public OwnParts withModel(Trainer trainer) {
        OwnPart part = part("model", "models", trainer.name(), trainer);
        ModelEntry entry = new ModelEntry(part.name(), SUMMARY, List.of(), options -> trainer);
        return new OwnParts(
                strategies,
                consensusMethods,
                models.and(provided(entry.checked(part.code().type()), part)),
                datasets,
                with(part));
    }

    /** With a data set, under its name: the same examples in all trials. */
    public OwnParts withDataset(Dataset dataset) {
        // Its content counts, of which environment.json has a hash anyway, not the code of its class.
        CodeOrigin code = new CodeOrigin(dataset.getClass().getName(), Optional.empty());
        OwnPart part = new OwnPart("data set", "dataset", dataset.name(), code);
        DatasetInfo info = new DatasetInfo(part.name(), SUMMARY, dataset.attribution(), List.of());
        DatasetEntry entry = new DatasetEntry(info, (options, seed) -> dataset);
        return new OwnParts(strategies, consensusMethods, models, datasets.and(provided(entry, part)), with(part));
    }

    private static OwnPart part(String kind, String key, String name, Object given) {
        return new OwnPart(kind, key, name, CodeOrigin.of(given.getClass()));
    }

    private static <T> Provided<T> provided(T entry, OwnPart part) {
        return new Provided<>(entry, part.code().type());
    }

    private List<OwnPart> with(OwnPart part) {
        List<OwnPart> more = new ArrayList<>(parts);
        more.add(part);
        return more;
    }
}
