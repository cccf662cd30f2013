package org.relabel4j.core.consensus;

import org.relabel4j.core.annotation.Annotations;

/** Counts each annotator's labels and agreements with a consensus. Linear in the annotations. */
final class AnnotatorTally {
    private final Annotations annotations;
    private final Consensus consensus;
    private final int[] labels;
    private final int[] agreeing;
    private final int[] sharedLabels;
    private final int[] sharedAgreeing;

    /** A number per annotator. */
    @FunctionalInterface
    interface Quality {
        double of(AnnotatorTally tally, int j);
    }

    AnnotatorTally(Annotations annotations, Consensus consensus) {
        this.annotations = annotations;
        this.consensus = consensus;
        this.labels = new int[annotations.numAnnotators()];
        this.agreeing = new int[labels.length];
        this.sharedLabels = new int[labels.length];
        this.sharedAgreeing = new int[labels.length];
        for (int i = 0; i < annotations.numExamples(); i++) {
            boolean shared = annotations.count(i) > 1;
            for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                int j = annotations.annotatorAt(a);
                int agrees = annotations.labelAt(a) == consensus.label(i) ? 1 : 0;
                labels[j]++;
                agreeing[j] += agrees;
                sharedLabels[j] += shared ? 1 : 0;
                sharedAgreeing[j] += shared ? agrees : 0;
            }
        }
    }

    int numLabels(int j) {
        return labels[j];
    }

    /** Agreement over the examples that others labelled too, NaN if there are none. */
    double sharedAgreement(int j) {
        return (double) sharedAgreeing[j] / sharedLabels[j];
    }

    AnnotatorStats stats(Quality qualityRule) {
        double[] quality = new double[labels.length];
        double[] agreement = new double[labels.length];
        for (int j = 0; j < labels.length; j++) {
            quality[j] = qualityRule.of(this, j);
            agreement[j] = (double) agreeing[j] / labels[j];
        }
        return AnnotatorStats.of(quality, agreement, worstClasses(), labels);
    }

    private int[] worstClasses() {
        int[] ends = new int[labels.length];
        int[] examples = new int[annotations.size()];
        int[] given = new int[annotations.size()];
        int start = 0;
        for (int j = 0; j < ends.length; j++) {
            ends[j] = start;
            start += labels[j];
        }
        for (int i = 0; i < annotations.numExamples(); i++) {
            for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                int place = ends[annotations.annotatorAt(a)]++;
                examples[place] = i;
                given[place] = annotations.labelAt(a);
            }
        }
        WorstClass tally = new WorstClass(annotations.numClasses());
        int[] worst = new int[labels.length];
        for (int j = 0; j < worst.length; j++) {
            for (int place = ends[j] - labels[j]; place < ends[j]; place++) {
                int i = examples[place];
                boolean agrees = consensus.label(i) == given[place];
                tally.add(given[place], 1, agrees ? 1 : 0, consensus.quality(i));
            }
            worst[j] = tally.takeWorst();
        }
        return worst;
    }
}
