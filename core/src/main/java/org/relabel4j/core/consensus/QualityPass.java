package org.relabel4j.core.consensus;

import java.util.List;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.numeric.RowMath;
import org.relabel4j.core.parallel.Blocks;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.probability.Rows;

/**
 * Reads the labelled examples' probabilities once: decides each consensus label and notes what each model gave to it, so that
 * the qualities under later weights need no second reading.
 */
final class QualityPass {
    private final Annotations annotations;
    private final List<Probabilities> predProbs;
    private final int[] labels;
    private final double[][] probOfLabel;

    /** Takes the consensus labels (-1 for unlabelled examples) as they are. */
    static QualityPass of(Annotations annotations, List<Probabilities> predProbs, int[] labels) {
        QualityPass pass = new QualityPass(annotations, predProbs, labels.clone());
        pass.run(null);
        return pass;
    }

    /**
     * Takes the class with the largest posterior under the first weights, or the majority label if several share it.
     */
    static QualityPass best(
            Annotations annotations, List<Probabilities> predProbs, int[] majority, CrowdLabWeights weights) {
        QualityPass pass = new QualityPass(annotations, predProbs, majority.clone());
        pass.run(weights);
        return pass;
    }

    private QualityPass(Annotations annotations, List<Probabilities> predProbs, int[] labels) {
        this.annotations = annotations;
        this.predProbs = predProbs;
        this.labels = labels;
        this.probOfLabel = new double[predProbs.size()][labels.length];
    }

    private void run(CrowdLabWeights weights) {
        Posterior posterior = weights == null ? null : new Posterior(annotations, predProbs, weights);
        // One spare buffer, for the posterior.
        Rows.forEachRun(predProbs, 1, annotations::isLabelled, (from, to, rows) -> {
            if (posterior != null) {
                decide(from, to, rows, posterior);
            }
            note(from, to, rows);
        });
    }

    private void decide(int start, int end, double[][] rows, Posterior posterior) {
        int numClasses = annotations.numClasses();
        double[] unnormalised = rows[predProbs.size()];
        posterior.combineModels(rows, (end - start) * numClasses, unnormalised);
        for (int i = start; i < end; i++) {
            int offset = (i - start) * numClasses;
            posterior.addVotes(i, unnormalised, offset);
            int best = RowMath.uniqueArgmax(unnormalised, offset, numClasses);
            labels[i] = best < 0 ? labels[i] : best;
        }
    }

    private void note(int start, int end, double[][] rows) {
        int numClasses = annotations.numClasses();
        for (int l = 0; l < probOfLabel.length; l++) {
            for (int i = start; i < end; i++) {
                probOfLabel[l][i] = rows[l][(i - start) * numClasses + labels[i]];
            }
        }
    }

    /** The consensus labels, -1 for unlabelled examples. */
    int[] labels() {
        return labels;
    }

    /** The consensus with the posterior probabilities of its labels under {@code weights}. */
    Consensus consensus(CrowdLabWeights weights) {
        Posterior posterior = new Posterior(annotations, predProbs, weights);
        double[] quality = new double[labels.length];
        double[] agreement = new double[labels.length];
        Blocks.forEach(labels.length, annotations.numClasses(), () -> null, (block, from, to, none) -> {
            for (int i = from; i < to; i++) {
                boolean labelled = annotations.isLabelled(i);
                quality[i] = labelled ? quality(i, weights, posterior) : Double.NaN;
                agreement[i] = labelled ? VoteCounter.agreement(annotations, i, labels[i]) : Double.NaN;
            }
        });
        return Consensus.owning(labels, quality, agreement);
    }

    private double quality(int i, CrowdLabWeights weights, Posterior posterior) {
        double models = 0;
        for (int l = 0; l < probOfLabel.length; l++) {
            models += weights.modelWeight(l) * probOfLabel[l][i];
        }
        return posterior.of(i, labels[i], models);
    }
}
