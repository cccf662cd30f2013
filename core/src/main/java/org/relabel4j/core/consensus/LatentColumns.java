package org.relabel4j.core.consensus;

import java.util.Arrays;
import org.relabel4j.core.annotation.Annotations;

/** The columns of one annotator's confusion matrix at a time, of a tile's classes, as they follow from posteriors. */
final class LatentColumns {
    private final Labels labels;
    private final int firstClass;
    private final int width;
    private final double[] totals;
    private double[] probabilities;
    private int firstColumn;
    private int numValues;

    /** Where an annotator's labels and columns are, and which row of the tiles belongs to a label. */
    static final class Labels {
        private final LabelColumns columns;
        private final ByAnnotator byAnnotator;
        private final int[] rows;
        private final DawidSkene.Imagined imagined;

        Labels(Annotations annotations, DawidSkene.Imagined imagined) {
            this.columns = new LabelColumns(annotations);
            this.byAnnotator = new ByAnnotator(annotations);
            this.rows = new int[annotations.size()];
            this.imagined = imagined;
            int row = 0;
            for (int i = 0; i < annotations.numExamples(); i++) {
                if (annotations.isLabelled(i)) {
                    Arrays.fill(rows, annotations.rowStart(i), annotations.rowEnd(i), row++);
                }
            }
        }

        /** The row of the example that has the annotation at a position. */
        int row(int a) {
            return rows[a];
        }

        /** Whether an annotator gave one label only. */
        boolean hasOne(int j) {
            return byAnnotator.count(j) == 1;
        }

        /** Probability that annotator j gives a label to an example of class k. */
        double probability(ClassTiles posteriors, int j, int k, int label) {
            double part = label == k ? imagined.right() : imagined.wrong();
            double total = imagined.labels();
            for (int n = byAnnotator.start(j); n < byAnnotator.end(j); n++) {
                int a = byAnnotator.position(n);
                double posterior = posteriors.get(rows[a], k);
                part += columns.label(columns.at(a)) == label ? posterior : 0;
                total += posterior;
            }
            return part / total;
        }
    }

    LatentColumns(Labels labels, ClassTiles shape, int tile) {
        this.labels = labels;
        this.firstClass = shape.first(tile);
        this.width = shape.width(tile);
        this.totals = new double[width];
        this.probabilities = new double[width];
    }

    /** Sets annotator j's probabilities to fit posteriors of the tile's classes. */
    void set(int j, double[] posteriors) {
        firstColumn = labels.columns.start(j);
        numValues = (labels.columns.start(j + 1) - firstColumn) * width;
        if (numValues == 0) {
            return;
        }
        if (numValues > probabilities.length) {
            probabilities = new double[2 * numValues];
        }
        Arrays.fill(probabilities, 0, numValues, labels.imagined.wrong());
        Arrays.fill(totals, labels.imagined.labels());
        for (int n = labels.byAnnotator.start(j); n < labels.byAnnotator.end(j); n++) {
            int a = labels.byAnnotator.position(n);
            ClassTiles.add(posteriors, labels.rows[a] * width, probabilities, place(a), width);
            ClassTiles.add(posteriors, labels.rows[a] * width, totals, 0, width);
        }
        for (int column = 0; column * width < numValues; column++) {
            int right = labels.columns.label(firstColumn + column) - firstClass;
            if (right >= 0 && right < width) {
                probabilities[column * width + right] += labels.imagined.right() - labels.imagined.wrong();
            }
            divide(probabilities, column * width, totals, width);
        }
    }

    private int place(int a) {
        return (labels.columns.at(a) - firstColumn) * width;
    }

    private static void divide(double[] values, int offset, double[] divisors, int width) {
        for (int k = 0; k < width; k++) {
            values[offset + k] /= divisors[k];
        }
    }

    /** Sets annotator j's probabilities by posteriors and multiplies the rows of the annotator's examples with them. */
    void multiply(int j, double[] posteriors, double[] products) {
        set(j, posteriors);
        for (int n = labels.byAnnotator.start(j); n < labels.byAnnotator.end(j); n++) {
            int a = labels.byAnnotator.position(n);
            multiply(products, labels.rows[a] * width, probabilities, place(a), width);
        }
    }

    /** The same for the annotation at a position if its annotator gave no other. */
    void multiplyOnly(int a, double[] posteriors, double[] products) {
        DawidSkene.Imagined imagined = labels.imagined;
        int offset = labels.rows[a] * width;
        int right = labels.columns.label(labels.columns.at(a)) - firstClass;
        boolean isHere = right >= 0 && right < width;
        double before = isHere ? products[offset + right] : 0;
        multiplyOnly(products, posteriors, offset, width, imagined.wrong(), imagined.labels());
        if (isHere) {
            double posterior = posteriors[offset + right];
            products[offset + right] = before * ((posterior + imagined.right()) / (posterior + imagined.labels()));
        }
    }

    private static void multiplyOnly(
            double[] products, double[] posteriors, int offset, int width, double wrong, double total) {
        for (int k = 0; k < width; k++) {
            products[offset + k] *= (posteriors[offset + k] + wrong) / (posteriors[offset + k] + total);
        }
    }

    private static void multiply(double[] products, int offset, double[] factors, int place, int width) {
        for (int k = 0; k < width; k++) {
            products[offset + k] *= factors[place + k];
        }
    }

    /** The largest change of a probability. */
    double change(LatentColumns before) {
        double change = 0;
        for (int n = 0; n < numValues; n++) {
            change = Math.max(change, Math.abs(probabilities[n] - before.probabilities[n]));
        }
        return change;
    }
}
