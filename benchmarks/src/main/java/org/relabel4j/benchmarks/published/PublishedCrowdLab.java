package org.relabel4j.benchmarks.published;

import java.util.List;
import java.util.random.RandomGenerator;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.consensus.ConsensusMethod;
import org.relabel4j.core.consensus.CrowdLab;
import org.relabel4j.core.probability.Probabilities;

/** CROWDLAB on probabilities at the published runs' temperature; the majority vote before there is a model. */
final class PublishedCrowdLab implements ConsensusMethod {
    @Override
    public Consensus infer(Annotations annotations, List<Probabilities> predProbs, RandomGenerator rng) {
        List<Probabilities> scaled = predProbs.stream()
                .map(p -> PublishedTemperature.scaled(annotations, p))
                .toList();
        return new CrowdLab().infer(annotations, scaled, rng);
    }
}
