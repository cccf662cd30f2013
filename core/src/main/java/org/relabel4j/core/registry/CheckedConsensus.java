package org.relabel4j.core.registry;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.AnnotatorStats;
import org.relabel4j.core.consensus.ConfusionMatrices;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.consensus.ConsensusAnalysis;
import org.relabel4j.core.consensus.ConsensusMethod;
import org.relabel4j.core.consensus.CrowdLabResult;
import org.relabel4j.core.consensus.KnownLabels;
import org.relabel4j.core.consensus.Trust;
import org.relabel4j.core.plugin.PluginPart;
import org.relabel4j.core.plugin.PluginPart.Question;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.probability.ProbabilityChecks;

/**
 * A consensus method of a plug-in, whose answers are checked before anything rests on them.
 *
 * @param part its name and that of the plug-in
 */
record CheckedConsensus(ConsensusMethod base, PluginPart part) implements ConsensusMethod {
    @Override
    public Consensus infer(Annotations annotations, List<Probabilities> predProbs, RandomGenerator rng) {
        Consensus consensus = part.answer(() -> base.infer(annotations, predProbs, rng), Consensus.class.getName());
        check(consensus, annotations);
        return consensus;
    }

    @Override
    public ConsensusAnalysis analyse(Annotations annotations, List<Probabilities> predProbs, RandomGenerator rng) {
        // What the interface does with a consensus, but with a checked one.
        return leavesToDefault(Annotations.class, List.class, RandomGenerator.class)
                ? ConsensusMethod.super.analyse(annotations, predProbs, rng)
                : checked(() -> base.analyse(annotations, predProbs, rng), annotations);
    }

    @Override
    public ConsensusAnalysis analyse(
            Annotations annotations, List<Probabilities> predProbs, KnownLabels known, RandomGenerator rng) {
        return leavesToDefault(Annotations.class, List.class, KnownLabels.class, RandomGenerator.class)
                ? ConsensusMethod.super.analyse(annotations, predProbs, known, rng)
                : checked(() -> base.analyse(annotations, predProbs, known, rng), annotations);
    }

    private boolean leavesToDefault(Class<?>... parameters) {
        return PluginPart.leavesToDefault(base, ConsensusMethod.class, "analyse", parameters);
    }

    private ConsensusAnalysis checked(Question<ConsensusAnalysis, RuntimeException> question, Annotations annotations) {
        ConsensusAnalysis analysis = part.answer(question, Consensus.class.getName());
        check(analysis.consensus(), annotations);
        return analysis instanceof CrowdLabResult ours ? ours : new CheckedAnalysis(analysis, part);
    }

    /** An analysis whose probabilities are checked as they are read. */
    private record CheckedAnalysis(ConsensusAnalysis base, PluginPart part) implements ConsensusAnalysis {
        @Override
        public Consensus consensus() {
            return base.consensus();
        }

        @Override
        public AnnotatorStats annotatorStats() {
            return part.answer(base::annotatorStats);
        }

        @Override
        public Optional<Trust> trust() {
            return part.answer(base::trust);
        }

        @Override
        public void classProbabilities(int i, double[] destination) {
            base.classProbabilities(i, destination);
            Optional<String> problem = ProbabilityChecks.problem(destination, 0, destination.length);
            part.check(
                    problem.isEmpty(),
                    "gave what is no probabilities: those of example " + i + " " + problem.orElse(""));
        }

        @Override
        public Optional<ConfusionMatrices> confusionMatrices() {
            return part.answer(base::confusionMatrices);
        }
    }

    private void check(Consensus consensus, Annotations annotations) {
        part.check(consensus != null, "gave no consensus (null)");
        part.check(
                consensus.numExamples() == annotations.numExamples(),
                "gave " + consensus.numExamples() + " labels of " + annotations.numExamples() + " examples");
        for (int i = 0; i < consensus.numExamples(); i++) {
            int label = consensus.label(i);
            double quality = consensus.quality(i);
            if (annotations.isLabelled(i)) {
                part.check(label >= 0 && label < annotations.numClasses(), "gave example " + i + " the class " + label);
                part.check(quality >= 0 && quality <= 1, "gave example " + i + " the quality " + quality);
            } else {
                part.check(label == -1, "gave a class to example " + i + ", which has no label");
            }
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
