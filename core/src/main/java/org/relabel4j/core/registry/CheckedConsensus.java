package org.relabel4j.core.registry;

import java.util.List;
import java.util.random.RandomGenerator;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.consensus.ConsensusAnalysis;
import org.relabel4j.core.consensus.ConsensusMethod;
import org.relabel4j.core.consensus.KnownLabels;
import org.relabel4j.core.plugin.PluginException;
import org.relabel4j.core.probability.Probabilities;

/**
 * A consensus method of a plug-in, whose answers are checked before anything rests on them.
 *
 * @param plugin file of the plug-in
 * @param name id of the method
 */
record CheckedConsensus(ConsensusMethod base, String plugin, String name) implements ConsensusMethod {
    @Override
    public Consensus infer(Annotations annotations, List<Probabilities> predProbs, RandomGenerator rng) {
        Consensus consensus = base.infer(annotations, predProbs, rng);
        check(consensus, annotations);
        return consensus;
    }

    @Override
    public ConsensusAnalysis analyse(Annotations annotations, List<Probabilities> predProbs, RandomGenerator rng) {
        return checked(base.analyse(annotations, predProbs, rng), annotations);
    }

    @Override
    public ConsensusAnalysis analyse(
            Annotations annotations, List<Probabilities> predProbs, KnownLabels known, RandomGenerator rng) {
        return checked(base.analyse(annotations, predProbs, known, rng), annotations);
    }

    private ConsensusAnalysis checked(ConsensusAnalysis analysis, Annotations annotations) {
        check(analysis == null ? null : analysis.consensus(), annotations);
        return analysis;
    }

    private void check(Consensus consensus, Annotations annotations) {
        check(consensus != null, "gave no consensus");
        check(
                consensus.numExamples() == annotations.numExamples(),
                "gave " + consensus.numExamples() + " labels of " + annotations.numExamples() + " examples");
        for (int i = 0; i < consensus.numExamples(); i++) {
            int label = consensus.label(i);
            double quality = consensus.quality(i);
            if (annotations.isLabelled(i)) {
                check(label >= 0 && label < annotations.numClasses(), "gave example " + i + " the class " + label);
                check(quality >= 0 && quality <= 1, "gave example " + i + " the quality " + quality);
            } else {
                check(label == -1, "gave a class to example " + i + ", which has no label");
            }
        }
    }

    private void check(boolean holds, String what) {
        if (!holds) {
            throw new PluginException(plugin, "consensus method " + name + " " + what);
        }
    }

    @Override
    public boolean usesKnown() {
        return base.usesKnown();
    }

    @Override
    public boolean hasConfusions() {
        return base.hasConfusions();
    }

    @Override
    public boolean isBinary() {
        return base.isBinary();
    }

    @Override
    public boolean needsProbabilities() {
        return base.needsProbabilities();
    }

    @Override
    public boolean weighs() {
        return base.weighs();
    }
}
