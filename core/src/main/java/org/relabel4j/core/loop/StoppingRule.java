package org.relabel4j.core.loop;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.relabel4j.core.text.Counted;

/** Decides, after a round's training, whether to buy more labels. A pure function, so that a resumed loop stops likewise. */
@FunctionalInterface
public interface StoppingRule {
    /**
     * Looks at the rounds so far.
     *
     * @param rounds summaries from round 0 to the current one
     * @return why to stop, in one line, or empty to go on
     */
    Optional<String> check(List<RoundSummary> rounds);

    /**
     * Stops when the consensus has not become surer for some rounds: when no mean quality of the last {@code patience} rounds
     * is at least {@code minGain} above the best before them.
     *
     * @param patience rounds, at least 1
     * @param minGain in units of quality, at least 0
     * @throws IllegalArgumentException if an argument is out of range
     */
    static StoppingRule plateau(int patience, double minGain) {
        if (patience < 1 || !(minGain >= 0)) {
            throw new IllegalArgumentException("patience is " + Counted.of(patience, "round")
                    + " and the gain to wait for " + minGain + ", expected at least 1 and 0");
        }
        return rounds -> {
            int first = rounds.size() - patience;
            if (first < 1) {
                return Optional.empty();
            }
            double before = best(rounds.subList(0, first));
            double lately = best(rounds.subList(first, rounds.size()));
            return lately >= before + minGain && lately > before
                    ? Optional.empty()
                    : Optional.of(String.format(
                            Locale.ROOT,
                            "consensus quality has not risen by %s in %d rounds (%.4f, before %.4f)",
                            minGain,
                            patience,
                            lately,
                            before));
        };
    }

    /**
     * Stops when the estimated noise is below a threshold.
     *
     * @param threshold fraction of wrong consensus labels, 0 to 1
     * @throws IllegalArgumentException if it is out of range
     */
    static StoppingRule noiseBelow(double threshold) {
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException("noise threshold is " + threshold + ", expected 0 to 1");
        }
        return rounds -> {
            double noise = rounds.get(rounds.size() - 1).estimatedNoise();
            return noise < threshold
                    ? Optional.of(String.format(Locale.ROOT, "estimated noise %.4f is below %s", noise, threshold))
                    : Optional.empty();
        };
    }

    private static double best(List<RoundSummary> rounds) {
        return rounds.stream()
                .mapToDouble(RoundSummary::consensusQuality)
                .filter(quality -> !Double.isNaN(quality))
                .max()
                .orElse(0);
    }
}
