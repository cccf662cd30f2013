package org.relabel4j.benchmarks.report;

/** The two learning curves of a report. */
enum Metric {
    MODEL_ACCURACY("model_accuracy", "model accuracy"),
    CONSENSUS_ACCURACY("consensus_accuracy", "consensus accuracy");

    private final String column;
    private final String label;

    Metric(String column, String label) {
        this.column = column;
        this.label = label;
    }

    /** Name of the column in {@code rounds.csv} and in the published results. */
    String column() {
        return column;
    }

    /** Name in running text, lower case. */
    String label() {
        return label;
    }

    /** Name in headings and at the start of a sentence. */
    String title() {
        return Character.toUpperCase(label.charAt(0)) + label.substring(1);
    }
}
