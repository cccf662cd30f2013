package com.example;

import java.util.List;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.registry.ConsensusInfo;
import org.relabel4j.core.registry.ConsensusProvider;
import org.relabel4j.core.registry.StrategyInfo;
import org.relabel4j.core.registry.StrategyProvider;
import org.relabel4j.datasets.DatasetEntry;
import org.relabel4j.datasets.DatasetProvider;
import org.relabel4j.models.registry.ModelEntry;
import org.relabel4j.models.registry.ModelProvider;

/** What this plug-in adds. The files in META-INF/services name this class. */
public final class Provider implements StrategyProvider, ConsensusProvider, ModelProvider, DatasetProvider {
    @Override
    public List<StrategyInfo> strategies() {
        Option<Double> smoothing = Option.real("smoothing", 1e-6, 1e6, "imaginary labels of each class")
                .withDefault(1.0);
        return List.of(StrategyInfo.scoring(
                new StrategyInfo.Description("vote-entropy", "where people's labels differ most", "an example"),
                List.of(smoothing),
                options -> new VoteEntropy(options.get(smoothing)),
                "majority-vote"));
    }

    @Override
    public List<ConsensusInfo> consensusMethods() {
        return List.of(new ConsensusInfo(
                "agreement-vote",
                "the label of those who agree with others most",
                List.of(),
                options -> new AgreementVote()));
    }

    @Override
    public List<ModelEntry> models() {
        return List.of(new ModelEntry(
                "nearest-mean", "Distance to the mean of each class", List.of(), options -> new NearestMean()));
    }

    @Override
    public List<DatasetEntry> datasets() {
        return List.of(new DatasetEntry(TwoMoons.INFO, TwoMoons::load));
    }
}
