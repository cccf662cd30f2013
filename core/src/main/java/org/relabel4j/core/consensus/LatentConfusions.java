package org.relabel4j.core.consensus;

import java.util.Arrays;
import java.util.Optional;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.parallel.Blocks;

/**
 * The fit of {@link Confusions} where many annotators have few labels of many classes. Their matrices are larger than the
 * posteriors that they follow from, so only these are kept: in each step an annotator's columns are summed up, multiplied to
 * the rows of the annotator's examples and forgotten.
 *
 * <p>Probabilities are multiplied where {@link Confusions} adds their logarithms, so that an example can have
 * {@link #MAX_LABELS} labels at most: none is below 1e-18, and their product is still a normal number. Classes are done in
 * tiles, on several threads; no bit depends on how many.
 */
final class LatentConfusions implements EmFit, LabelPosterior {
    static final int MAX_LABELS = 16;

    /** Cells of matrices from which this is used: smaller ones are fast, and keep the bits that their results have had. */
    static final long MIN_CELLS = 1 << 22;

    private final Annotations annotations;
    private final KnownLabels known;
    private final DawidSkene.Imagined imagined;
    private final LatentColumns.Labels labels;
    private final double[] frequency;

    /** What the parameters follow from; null once the fit has ended. */
    private ClassTiles posteriors;

    /** For each class, its frequency times the probabilities of the labels; {@link #normalise} makes posteriors of them. */
    private ClassTiles products;

    /** By tile, an annotator whose columns had changed. */
    private final int[] changed;

    private double logLikelihood = Double.NaN;

    LatentConfusions(Annotations annotations, KnownLabels known, DawidSkene.Imagined imagined) {
        this.annotations = annotations;
        this.known = known;
        this.imagined = imagined;
        this.labels = new LatentColumns.Labels(annotations, imagined);
        this.frequency = new double[annotations.numClasses()];
        this.posteriors = new ClassTiles(annotations.numLabelled(), annotations.numClasses());
        this.products = new ClassTiles(annotations.numLabelled(), annotations.numClasses());
        this.changed = new int[products.count()];
    }

    /** Whether matrices would be large, and larger than this is. */
    static boolean suits(Annotations annotations) {
        int numClasses = annotations.numClasses();
        int numLabelled = annotations.numLabelled();
        if ((long) annotations.size() * numClasses < MIN_CELLS
                || numLabelled > Integer.MAX_VALUE / ClassTiles.MAX_WIDTH) {
            return false;
        }
        for (int i = 0; i < annotations.numExamples(); i++) {
            if (annotations.count(i) > MAX_LABELS) {
                return false;
            }
        }
        long numColumns = new LabelColumns(annotations).count();
        return numColumns * numClasses >= MIN_CELLS && numLabelled < numColumns + annotations.numAnnotators() / 2;
    }

    /** Sets the parameters to fit the fractions of votes as if these were the posteriors. */
    void startFromVotes() {
        double[] row = new double[frequency.length];
        LabelPosterior votes = LabelPosterior.votes(annotations);
        for (int i = 0; i < annotations.numExamples(); i++) {
            if (annotations.isLabelled(i)) {
                votes.posterior(i, row);
                known.fix(i, row);
                posteriors.write(rowOf(i), row);
            }
        }
        posteriors.forEach(tile -> {
            setFrequencies(tile, posteriors);
            multiply(tile);
        });
    }

    private int rowOf(int i) {
        return labels.row(annotations.rowStart(i));
    }

    /** Frees what only further steps need. */
    LatentConfusions ended() {
        normalise();
        posteriors = null;
        return this;
    }

    /**
     * One step.
     *
     * @return a change of a probability; the largest if none is above {@link EmFit#TOLERANCE}
     */
    @Override
    public double iterate() {
        logLikelihood = normalise() / annotations.numLabelled();
        double[] changes = new double[products.count()];
        products.forEach(tile -> changes[tile] = Math.max(setFrequencies(tile, products), change(tile)));
        ClassTiles old = posteriors;
        posteriors = products;
        products = old;
        products.forEach(this::multiply);
        return Arrays.stream(changes).max().orElse(0);
    }

    @Override
    public double logLikelihood() {
        return logLikelihood;
    }

    /** Makes posteriors of the products; returns the logarithm of the probability of all labels and known classes. */
    private double normalise() {
        int numClasses = frequency.length;
        double[] logs = new double[Blocks.count(annotations.numExamples(), numClasses)];
        Blocks.forEach(annotations.numExamples(), numClasses, () -> new double[numClasses], (block, from, to, row) -> {
            for (int i = from; i < to; i++) {
                if (annotations.isLabelled(i)) {
                    logs[block] += normalise(i, row);
                }
            }
        });
        return Arrays.stream(logs).sum();
    }

    private double normalise(int i, double[] row) {
        products.read(rowOf(i), row);
        double sum = 0;
        for (double product : row) {
            sum += product;
        }
        double probability = known.of(i) >= 0 ? row[known.of(i)] : sum;
        for (int k = 0; k < row.length; k++) {
            row[k] /= sum;
        }
        known.fix(i, row);
        products.write(rowOf(i), row);
        return Math.log(probability);
    }

    /** After the fit has ended. */
    @Override
    public void posterior(int i, double[] destination) {
        products.read(rowOf(i), destination);
    }

    /** Sets the tile's frequencies to fit posteriors; returns the largest change. */
    private double setFrequencies(int tile, ClassTiles fitted) {
        int width = fitted.width(tile);
        double[] sums = new double[width];
        for (int row = 0; row < annotations.numLabelled(); row++) {
            ClassTiles.add(fitted.values(tile), row * width, sums, 0, width);
        }
        double total = annotations.numLabelled() + imagined.occurrences() * frequency.length;
        double change = 0;
        for (int k = 0; k < width; k++) {
            int place = fitted.first(tile) + k;
            double probability = (sums[k] + imagined.occurrences()) / total;
            change = Math.max(change, Math.abs(probability - frequency[place]));
            frequency[place] = probability;
        }
        return change;
    }

    /** The largest change of the tile's columns by the new posteriors, or one that is too large to end with. */
    private double change(int tile) {
        LatentColumns before = new LatentColumns(labels, products, tile);
        LatentColumns after = new LatentColumns(labels, products, tile);
        double change = 0;
        for (int n = 0; n < annotations.numAnnotators() && change <= TOLERANCE; n++) {
            int j = (changed[tile] + n) % annotations.numAnnotators();
            before.set(j, posteriors.values(tile));
            after.set(j, products.values(tile));
            change = Math.max(change, after.change(before));
            changed[tile] = change > TOLERANCE ? j : changed[tile];
        }
        return change;
    }

    /**
     * Sets the tile's products by frequencies and posteriors. Most annotators of a large crowd may have one label: such are
     * done example by example, which jumps less about in memory.
     */
    private void multiply(int tile) {
        double[] from = posteriors.values(tile);
        double[] to = products.values(tile);
        int width = products.width(tile);
        LatentColumns columns = new LatentColumns(labels, products, tile);
        for (int i = 0; i < annotations.numExamples(); i++) {
            for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                if (a == annotations.rowStart(i)) {
                    System.arraycopy(frequency, products.first(tile), to, labels.row(a) * width, width);
                }
                if (labels.hasOne(annotations.annotatorAt(a))) {
                    columns.multiplyOnly(a, from, to);
                }
            }
        }
        for (int j = 0; j < annotations.numAnnotators(); j++) {
            if (!labels.hasOne(j)) {
                columns.multiply(j, from, to);
            }
        }
    }

    /** By the sums of the last posteriors. */
    @Override
    public Optional<ConfusionMatrices> confusionMatrices() {
        return Optional.of((j, k, label) -> labels.probability(products, j, k, label));
    }
}
