package org.relabel4j.core.consensus;

import java.util.Arrays;
import java.util.Optional;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.numeric.RowMath;

/**
 * The one-coin model: annotator j is right with probability s_j, whatever the class, and otherwise chooses each wrong class
 * equally often. With class frequencies f_k, an example's class has the posterior
 *
 * <p>{@code T_ik ~ f_k prod_{j: l_ij = k} s_j prod_{j: l_ij != k} (1 - s_j) / (K - 1)},
 *
 * <p>which is a weighted vote: each label adds {@code ln((K - 1) s_j / (1 - s_j))} to its class.
 */
final class Skills implements LabelPosterior {
    /** Instead of 0, so that every probability has a logarithm; as in crowd-kit 1.4.2. */
    private static final double NEGLIGIBLE = 1e-10;

    private final Annotations annotations;
    private final KnownLabels known;
    private final double[] skill;
    private final double[] frequency;
    private final double[] logOdds;
    private final double[] logWrong;
    private final double[] logFrequency;

    /** Annotators of whom nothing is known yet and equally frequent classes. */
    Skills(Annotations annotations, KnownLabels known) {
        this.annotations = annotations;
        this.known = known;
        this.skill = new double[annotations.numAnnotators()];
        this.logOdds = new double[skill.length];
        this.logWrong = new double[skill.length];
        this.frequency = new double[annotations.numClasses()];
        this.logFrequency = new double[frequency.length];
        for (int k = 0; k < frequency.length; k++) {
            setFrequency(k, 1.0 / frequency.length);
        }
    }

    /** Sets annotator j's probability of being right; returns how much it changed. */
    double setSkill(int j, double value) {
        double change = Math.abs(value - skill[j]);
        skill[j] = Math.max(NEGLIGIBLE, Math.min(1 - NEGLIGIBLE, value));
        logWrong[j] = Math.log((1 - skill[j]) / (frequency.length - 1));
        logOdds[j] = Math.log(skill[j]) - logWrong[j];
        return change;
    }

    /** Sets the frequency of class k; returns how much it changed. */
    double setFrequency(int k, double value) {
        double change = Math.abs(value - frequency[k]);
        frequency[k] = Math.max(NEGLIGIBLE, value);
        logFrequency[k] = Math.log(frequency[k]);
        return change;
    }

    /** The fractions of votes, of annotators who all answer by chance: their skills say nothing. */
    LabelPosterior withVotes() {
        for (int j = 0; j < skill.length; j++) {
            setSkill(j, 1.0 / frequency.length);
        }
        LabelPosterior votes = LabelPosterior.votes(annotations);
        return new LabelPosterior() {
            @Override
            public void posterior(int i, double[] destination) {
                votes.posterior(i, destination);
                known.fix(i, destination);
            }

            @Override
            public Optional<ConfusionMatrices> confusionMatrices() {
                return Skills.this.confusionMatrices();
            }
        };
    }

    double skill(int j) {
        return skill[j];
    }

    @Override
    public void posterior(int i, double[] destination) {
        infer(i, destination);
    }

    /**
     * Writes the posterior of example {@code i}'s true class.
     *
     * @return logarithm of the probability of the labels that the example has, and of its class if that is known
     */
    double infer(int i, double[] destination) {
        System.arraycopy(logFrequency, 0, destination, 0, destination.length);
        double allWrong = 0;
        for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
            int j = annotations.annotatorAt(a);
            destination[annotations.labelAt(a)] += logOdds[j];
            allWrong += logWrong[j];
        }
        if (known.of(i) >= 0) {
            double logProbability = destination[known.of(i)] + allWrong;
            known.fix(i, destination);
            return logProbability;
        }
        return RowMath.softmax(destination) + allWrong;
    }

    @Override
    public Optional<ConfusionMatrices> confusionMatrices() {
        double[] right = Arrays.copyOf(skill, skill.length);
        int others = frequency.length - 1;
        return Optional.of((j, k, label) -> label == k ? right[j] : (1 - right[j]) / others);
    }
}
