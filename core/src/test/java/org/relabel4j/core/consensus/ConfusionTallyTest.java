package org.relabel4j.core.consensus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.consensus.DawidSkene.Imagined;

/** A fit whose examples lie in parts is that of one pool. */
class ConfusionTallyTest {
    private static final int NUM_EXAMPLES = 120;
    private static final int NUM_ANNOTATORS = 9;

    /** Every n-th example, of annotators by the same numbers. */
    private static List<Annotations> parts(Annotations all, int number) {
        List<Annotations> parts = new ArrayList<>();
        for (int part = 0; part < number; part++) {
            AnnotationsBuilder builder = Annotations.builder(NUM_EXAMPLES, NUM_ANNOTATORS, all.numClasses());
            for (int i = part; i < NUM_EXAMPLES; i += number) {
                for (int a = all.rowStart(i); a < all.rowEnd(i); a++) {
                    builder.add(i, all.annotatorAt(a), all.labelAt(a));
                }
            }
            parts.add(builder.build());
        }
        return parts;
    }

    private static LabelColumns allColumns(int numClasses) {
        int[] starts = new int[NUM_ANNOTATORS + 1];
        int[] labels = new int[NUM_ANNOTATORS * numClasses];
        for (int column = 0; column < labels.length; column++) {
            starts[column / numClasses + 1] = column + 1;
            labels[column] = column % numClasses;
        }
        return new LabelColumns(starts, labels);
    }

    /** A fit in parts: each part knows its own columns, and one place knows all. */
    private static final class PartsFit implements EmFit {
        final List<Annotations> parts;
        final List<LabelColumns> columns;
        final Imagined imagined;
        final int numClasses;
        final LabelColumns all;
        final double[] logProb;
        final double[] logFrequency;
        double logLikelihood = Double.NaN;

        PartsFit(List<Annotations> parts, Imagined imagined) {
            this.parts = parts;
            this.columns = parts.stream().map(LabelColumns::new).toList();
            this.imagined = imagined;
            this.numClasses = parts.get(0).numClasses();
            this.all = allColumns(numClasses);
            this.logProb = new double[all.count() * numClasses];
            this.logFrequency = new double[numClasses];
        }

        private double[] own(int part, double[] values) {
            LabelColumns own = columns.get(part);
            double[] chosen = new double[own.count() * numClasses];
            for (int column = 0; column < own.count(); column++) {
                int from = all.find(own.annotator(column), own.label(column)) * numClasses;
                System.arraycopy(values, from, chosen, column * numClasses, numClasses);
            }
            return chosen;
        }

        private ConfusionTally summed(List<Confusions> added) {
            ConfusionTally sum = new ConfusionTally(imagined, all, numClasses);
            for (int part = 0; part < parts.size(); part++) {
                LabelColumns own = columns.get(part);
                double[] sums = added.get(part).matrices().columnSums();
                for (int column = 0; column < own.count(); column++) {
                    sum.add(all.find(own.annotator(column), own.label(column)), sums, column * numClasses);
                }
            }
            return sum;
        }

        private ClassTally classes(List<Confusions> added) {
            ClassTally sum = new ClassTally(imagined, numClasses);
            added.forEach(part -> sum.merge(part.classes()));
            return sum;
        }

        Confusions confusions(int part) {
            return Confusions.ofPart(
                    parts.get(part),
                    columns.get(part),
                    own(part, logProb),
                    logFrequency,
                    new ConfusionTally(imagined, columns.get(part), numClasses),
                    new ClassTally(imagined, numClasses));
        }

        private List<Confusions> expected() {
            List<Confusions> added = new ArrayList<>();
            for (int part = 0; part < parts.size(); part++) {
                added.add(confusions(part));
                added.get(part).expect();
            }
            return added;
        }

        private double maximise(List<Confusions> added) {
            ClassTally frequencies = classes(added);
            logLikelihood = frequencies.meanLogLikelihood();
            return Math.max(frequencies.maximise(logFrequency), summed(added).maximise(logProb));
        }

        void startFromVotes() {
            List<Confusions> added = new ArrayList<>();
            for (int part = 0; part < parts.size(); part++) {
                added.add(Confusions.ofPart(parts.get(part), columns.get(part), imagined));
                added.get(part).addVotes();
            }
            maximise(added);
        }

        @Override
        public double iterate() {
            return maximise(expected());
        }

        @Override
        public double logLikelihood() {
            return logLikelihood;
        }

        double score() {
            List<Confusions> added = expected();
            ConfusionTally sums = summed(added);
            double sum = 0;
            long numLabels = 0;
            for (int part = 0; part < parts.size(); part++) {
                ConfusionTally own = new ConfusionTally(imagined, columns.get(part), numClasses);
                System.arraycopy(
                        own(part, sums.columnSums()),
                        0,
                        own.columnSums(),
                        0,
                        columns.get(part).count() * numClasses);
                System.arraycopy(sums.annotatorSums(), 0, own.annotatorSums(), 0, NUM_ANNOTATORS * numClasses);
                Confusions confusions = Confusions.ofPart(
                        parts.get(part), columns.get(part), own(part, logProb), logFrequency, own, classes(added));
                sum += HeldOutLabels.sum(parts.get(part), confusions);
                numLabels += parts.get(part).size();
            }
            return HeldOutLabels.mean(sum, numLabels);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void fitInPartsIsThatOfOnePool(int numParts) {
        for (int numClasses = 2; numClasses <= 5; numClasses++) {
            Annotations annotations = SimulatedCrowd.of(NUM_EXAMPLES, NUM_ANNOTATORS, numClasses, 3, numClasses)
                    .annotations();
            for (Imagined imagined : List.of(
                    Imagined.strong(numClasses),
                    Imagined.none(numClasses),
                    new Imagined(numClasses + 1, 2, 1, 1, true))) {
                assertSame(annotations, imagined, new PartsFit(parts(annotations, numParts), imagined));
            }
        }
    }

    private static void assertSame(Annotations annotations, Imagined imagined, PartsFit inParts) {
        Confusions whole = new Confusions(annotations, KnownLabels.none(), imagined);
        whole.startFromVotes();
        inParts.startFromVotes();

        assertEquals(whole.converge(300), inParts.converge(300), "iterations");
        double[] expected = new double[annotations.numClasses()];
        double[] found = new double[expected.length];
        for (int part = 0; part < inParts.parts.size(); part++) {
            Confusions confusions = inParts.confusions(part);
            for (int i = part; i < NUM_EXAMPLES; i += inParts.parts.size()) {
                whole.posterior(i, expected);
                confusions.posterior(i, found);
                // Sums in another order: rounding, over up to 300 iterations.
                assertArrayEquals(expected, found, 1e-10);
            }
        }
        if (imagined.labels() >= 1) {
            // Without a prior, an annotator's sums less the only example are rounding alone; nothing asks for that
            // score.
            assertEquals(HeldOutLabels.score(annotations, whole), inParts.score(), 1e-10);
        }
    }

    @Test
    void columnsWithoutAnnotationsAreFound() {
        LabelColumns columns = new LabelColumns(new int[] {0, 2, 2, 3}, new int[] {1, 4, 0});

        assertEquals(3, columns.numAnnotators());
        assertEquals(3, columns.count());
        assertEquals(1, columns.find(0, 4));
        assertEquals(-1, columns.find(1, 4));
        assertEquals(2, columns.find(2, 0));
        assertEquals(2, columns.annotator(2));
    }

    @Test
    void refusesMoreSumsThanAnArrayHas() {
        LabelColumns columns = new LabelColumns(new int[(1 << 16) + 1], new int[0]);

        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> new ConfusionTally(Imagined.strong(1 << 15), columns, 1 << 15))
                .getMessage();

        assertEquals(
                "dawid-skene estimates a confusion matrix an annotator, which is too much for 65536 annotators and 32768"
                        + " classes; use crowdlab, glad or majority-vote",
                message);
    }
}
