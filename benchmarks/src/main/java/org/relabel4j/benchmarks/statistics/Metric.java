package org.relabel4j.benchmarks.statistics;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.relabel4j.benchmarks.learning.RoundRow;

/** The columns of rounds.csv that say how good model and labels are. */
public enum Metric {
    MODEL_ACCURACY("", "Share of the test set that the model gets right.", RoundRow::modelAccuracy),
    CONSENSUS_ACCURACY(
            "", "Share of labelled examples whose consensus label is the true one.", RoundRow::consensusAccuracy),
    MACRO_F1(
            "macro F1",
            "Harmonic mean of precision and recall, mean over classes.",
            row -> row.metrics().macroF1()),
    BALANCED_ACCURACY("", "Recall, mean over classes.", row -> row.metrics().balancedAccuracy()),
    AUC(
            "AUC",
            "Area under the ROC curve, one class against the rest, mean over classes.",
            row -> row.metrics().auc()),
    LOG_LOSS(
            "",
            "Mean of −ln p(true class), in nats; less is better.",
            row -> row.metrics().logLoss()),
    BRIER(
            "Brier score",
            "Mean squared distance of the probabilities from the truth, halved for two classes; less is better.",
            row -> row.metrics().brier()),
    ECE(
            "ECE",
            "Expected calibration error: distance of confidence and accuracy in 15 bins; less is better.",
            row -> row.metrics().ece());

    /** The two that every comparison is about. */
    public static final List<Metric> ACCURACIES = List.of(MODEL_ACCURACY, CONSENSUS_ACCURACY);

    /** The others, which are about the model on the test set. */
    public static final List<Metric> FURTHER = List.of(MACRO_F1, BALANCED_ACCURACY, AUC, LOG_LOSS, BRIER, ECE);

    private final String label;
    private final String meaning;
    private final ToDoubleFunction<RoundRow> value;

    Metric(String label, String meaning, ToDoubleFunction<RoundRow> value) {
        this.label = label;
        this.meaning = meaning;
        this.value = value;
    }

    /** The metric's value in a round, at least 0; NaN if it is unknown. */
    public double of(RoundRow row) {
        return value.applyAsDouble(row);
    }

    /** Whether less is better. */
    public boolean isLoss() {
        return this == LOG_LOSS || this == BRIER || this == ECE;
    }

    /** Whether it is at most 1 by what it is. */
    public boolean isFraction() {
        return this != LOG_LOSS && this != BRIER;
    }

    /** Name of the column of rounds.csv. */
    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Name in running text. */
    public String label() {
        return label.isEmpty() ? column().replace('_', ' ') : label;
    }

    /** What it measures, in a sentence. */
    public String meaning() {
        return meaning;
    }

    /** Name in headings and at the start of a sentence. */
    public String title() {
        return Character.toUpperCase(label().charAt(0)) + label().substring(1);
    }
}
