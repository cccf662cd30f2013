package org.relabel4j.core.consensus;

import java.util.Optional;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.DawidSkene.Imagined;
import org.relabel4j.core.numeric.RowMath;

/**
 * The annotators' confusion matrices and the class frequencies of {@link DawidSkene}, for the labels of a pool or of a part of it.
 * Of the matrices, only the columns of labels that an annotator has given are kept; posteriors live one example at a time.
 *
 * <p>A pool that is one part is fitted by {@link #iterate}. Where parts lie in several places, each adds up its own
 * ({@link #addVotes} to start with, {@link #expect} from then on); the {@link #matrices}' columns are added up by annotator and the
 * {@link #classes} merged; their {@code maximise} sets what the next step of each part takes.
 */
public final class Confusions implements EmFit, LabelPosterior {
    private final Annotations annotations;
    private final KnownLabels known;
    private final int numClasses;
    private final LabelColumns columns;
    private final double[] logProb;
    private final double[] logFrequency;
    private final ConfusionTally matrices;
    private final ClassTally classes;
    private final double[] posterior;
    private double logLikelihood = Double.NaN;

    /**
     * Matrices for the labels, not yet set.
     *
     * @param imagined the labels that every annotator starts with
     */
    Confusions(Annotations annotations, KnownLabels known, Imagined imagined) {
        this(annotations, known, new LabelColumns(annotations), imagined);
    }

    private Confusions(Annotations annotations, KnownLabels known, LabelColumns columns, Imagined imagined) {
        this.annotations = annotations;
        this.known = known;
        this.numClasses = annotations.numClasses();
        this.columns = columns;
        this.matrices = new ConfusionTally(imagined, columns, numClasses);
        this.classes = new ClassTally(imagined, numClasses);
        this.logProb = new double[matrices.columnSums().length];
        this.logFrequency = new double[numClasses];
        this.posterior = new double[numClasses];
    }

    private Confusions(
            Annotations annotations,
            LabelColumns columns,
            double[] logProb,
            double[] logFrequency,
            ConfusionTally matrices,
            ClassTally classes) {
        this.annotations = annotations;
        this.known = KnownLabels.none();
        this.numClasses = annotations.numClasses();
        this.columns = columns;
        this.logProb = logProb;
        this.logFrequency = logFrequency;
        this.matrices = matrices;
        this.classes = classes;
        this.posterior = new double[numClasses];
    }

    /**
     * Of a part of a pool, not yet set.
     *
     * @param columns of the labels
     */
    public static Confusions ofPart(Annotations annotations, LabelColumns columns, Imagined imagined) {
        return new Confusions(annotations, KnownLabels.none(), columns, imagined);
    }

    /**
     * Of a part of a pool. Nothing is copied.
     *
     * @param columns of the labels
     * @param logProb logarithms of the columns' probabilities, {@code numClasses} values a column
     * @param logFrequency logarithms of the class frequencies
     * @param matrices sums of the posteriors under these parameters, over the whole pool, for {@link HeldOutLabels};
     *     or of nothing yet; null if only posteriors are asked for
     * @param classes the same by class
     */
    public static Confusions ofPart(
            Annotations annotations,
            LabelColumns columns,
            double[] logProb,
            double[] logFrequency,
            ConfusionTally matrices,
            ClassTally classes) {
        return new Confusions(annotations, columns, logProb, logFrequency, matrices, classes);
    }

    /** Sets the parameters to fit the fractions of votes as if these were the posteriors. */
    void startFromVotes() {
        addVotes();
        maximise();
    }

    /** Adds up the fractions of votes as if these were the posteriors. */
    public void addVotes() {
        LabelPosterior votes = LabelPosterior.votes(annotations);
        for (int i = 0; i < annotations.numExamples(); i++) {
            if (annotations.isLabelled(i)) {
                votes.posterior(i, posterior);
                known.fix(i, posterior);
                addUp(i);
            }
        }
    }

    @Override
    public double iterate() {
        expect();
        logLikelihood = classes.meanLogLikelihood();
        return maximise();
    }

    /** Adds up the posteriors, and the logarithm of the probability of all labels. */
    public void expect() {
        double sum = 0;
        for (int i = 0; i < annotations.numExamples(); i++) {
            if (annotations.isLabelled(i)) {
                sum += infer(i, posterior);
                addUp(i);
            }
        }
        classes.addLogLikelihood(sum);
    }

    @Override
    public double logLikelihood() {
        return logLikelihood;
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
        System.arraycopy(logFrequency, 0, destination, 0, numClasses);
        for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
            int offset = columns.at(a) * numClasses;
            for (int k = 0; k < numClasses; k++) {
                destination[k] += logProb[offset + k];
            }
        }
        if (known.of(i) >= 0) {
            double logProbability = destination[known.of(i)];
            known.fix(i, destination);
            return logProbability;
        }
        return RowMath.softmax(destination);
    }

    private void addUp(int i) {
        classes.add(posterior);
        for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
            matrices.add(columns.at(a), annotations.annotatorAt(a), posterior, 0);
        }
    }

    private double maximise() {
        double change = Math.max(classes.maximise(logFrequency), matrices.maximise(logProb));
        clearSums();
        return change;
    }

    private void clearSums() {
        classes.clear();
        matrices.clear();
    }

    /** What was added up by annotator and label. */
    public ConfusionTally matrices() {
        return matrices;
    }

    /** What was added up by class. */
    public ClassTally classes() {
        return classes;
    }

    /**
     * After {@link #expect}: the estimate, without label {@code a}'s example, of the probability of that label for class k.
     *
     * @param posterior of class k for the example
     */
    double probabilityWithout(int a, int k, double posterior) {
        return matrices.estimate(columns.at(a), k, posterior);
    }

    /** After {@link #expect}: the frequency of class k without an example that has this posterior of it. */
    double frequencyWithout(int k, double posterior) {
        return classes.frequencyWithout(k, posterior);
    }

    /** From the posteriors of the last parameters; the fit cannot be iterated further afterwards. */
    @Override
    public Optional<ConfusionMatrices> confusionMatrices() {
        clearSums();
        expect();
        return Optional.of(matrices::probability);
    }

    /** Probability that an annotator gives a label to an example of class k; NaN if they never gave that label. */
    double probability(int annotator, int label, int k) {
        int column = columns.find(annotator, label);
        return column < 0 ? Double.NaN : Math.exp(logProb[column * numClasses + k]);
    }
}
