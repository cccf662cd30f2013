package org.relabel4j.labeling.round;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.relabel4j.core.loop.Limits;
import org.relabel4j.core.loop.RoundSummary;

/**
 * Whether to go on: what another batch is expected to bring, as far as the rounds so far tell. What they do not tell is NaN.
 *
 * @param batch labels of another batch
 * @param rounds rounds that the expectation rests on: at most the last {@value #WINDOW} in a row by the same model and networks
 * @param gain expected rise of the mean consensus quality by another batch: the slope of a straight line through these rounds; NaN if
 *     there are less labels between them than half a batch
 * @param low lower end of its 95 % confidence interval; NaN with fewer than three rounds
 * @param high upper end
 * @param wrong how many consensus labels are estimated to be wrong after the last round
 * @param batchesLeft whole batches that the budget has room for, if their labels cost as much as those so far; infinite without a
 *     budget
 * @param stop why to stop, by the stopping rule or the budget; empty to go on
 */
public record Outlook(
        int batch,
        int rounds,
        double gain,
        double low,
        double high,
        double wrong,
        double batchesLeft,
        Optional<String> stop) {
    /** Enough for a range, few enough to follow a curve that flattens. */
    static final int WINDOW = 5;

    private static final double LEVEL = 0.95;

    /** Of another batch, that the rounds must differ by in labels: a line through less is not stretched that far. */
    private static final double SHARE = 0.5;

    /**
     * Looks ahead.
     *
     * @param rounds all rounds, from the first
     * @param spent cost of all labels there are now
     * @param limits budget and stopping rules
     * @param batch labels of another batch, at least 1
     */
    public static Outlook of(List<RoundFacts> rounds, double spent, Limits limits, int batch) {
        List<RoundFacts> known = rounds.stream()
                .filter(round -> !round.model().isEmpty() && !Double.isNaN(round.consensusQuality()))
                .toList();
        List<RoundFacts> last = new ArrayList<>();
        // Qualities by different models cannot be compared.
        for (int n = known.size() - 1; n >= 0 && last.size() < WINDOW && alike(known.get(n), known); n--) {
            last.add(0, known.get(n));
        }
        SimpleRegression line = new SimpleRegression();
        last.forEach(round -> line.addData(round.labels(), round.consensusQuality()));
        double now = last.isEmpty() ? Double.NaN : now(last).consensusQuality();
        boolean far = !last.isEmpty() && now(last).labels() - last.get(0).labels() >= SHARE * batch;
        double gain = far ? batch * line.getSlope() : Double.NaN;
        double half = last.size() < 3 || !far ? Double.NaN : batch * line.getSlopeConfidenceInterval(1 - LEVEL);
        return new Outlook(
                batch,
                last.size(),
                within(gain, now),
                within(gain - half, now),
                within(gain + half, now),
                last.isEmpty() ? Double.NaN : wrong(now(last)),
                batchesLeft(rounds, spent, limits, batch),
                limits.stopReason(summaries(rounds, spent)));
    }

    private static RoundFacts now(List<RoundFacts> rounds) {
        return rounds.get(rounds.size() - 1);
    }

    private static boolean alike(RoundFacts round, List<RoundFacts> known) {
        return round.model().equals(now(known).model())
                && round.networks().equals(now(known).networks());
    }

    /** How many of a round's consensus labels are estimated to be wrong. */
    public static double wrong(RoundFacts round) {
        return round.estimatedNoise() * round.labelled();
    }

    /** A change that leaves a quality between 0 and 1. */
    private static double within(double change, double quality) {
        return Math.min(Math.max(change, -quality), 1 - quality);
    }

    private static double batchesLeft(List<RoundFacts> rounds, double spent, Limits limits, int batch) {
        RoundFacts last = rounds.isEmpty() ? null : rounds.get(rounds.size() - 1);
        double price = last == null || last.labels() == 0 ? limits.costs().newLabel() : last.spent() / last.labels();
        return Math.floor(Math.max(0, limits.budget() - spent) / (batch * price));
    }

    /** The rounds as stopping rules see them; labels that came after the last round count for the budget. */
    private static List<RoundSummary> summaries(List<RoundFacts> rounds, double spent) {
        List<RoundSummary> summaries = new ArrayList<>();
        for (int n = 0; n < rounds.size(); n++) {
            RoundFacts round = rounds.get(n);
            summaries.add(new RoundSummary(
                    n,
                    n + 1 == rounds.size() ? spent : round.spent(),
                    round.consensusQuality(),
                    round.estimatedNoise()));
        }
        return summaries;
    }
}
