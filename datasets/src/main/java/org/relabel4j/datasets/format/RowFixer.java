package org.relabel4j.datasets.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.probability.ProbabilityChecks;
import org.relabel4j.core.text.Counted;

/**
 * Checks the rows of a file of probabilities, one after the other, and makes distributions of those that rounding alone keeps
 * from being one: values a little below 0 become 0; a row whose sum is off by no more than K times half a unit of the last
 * digit is divided by its sum. The last digit is that of the whole file: of its decimals (at least 2, at most 6), or of half
 * precision (float16, bfloat16) if all its values are such numbers. A row that is a distribution within the usual tolerance is
 * left as it is.
 */
final class RowFixer {
    private static final int MIN_DECIMALS = 2;
    private static final int MAX_DECIMALS = 6;
    private static final double[] POWERS_OF_TEN = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};

    /** Explicit bits of the fraction of a float, of float16, and of bfloat16. */
    private static final int FLOAT_BITS = 23;

    private static final int HALF_BITS = 10;
    private static final int BRAIN_BITS = 7;

    /** What rounding to float may leave below 0, as in {@code 1 - p}. */
    private static final double MAX_NEGATIVE = 1e-6;

    /** A row that lost half of its mass, or gained as much, was not merely rounded. */
    private static final double MAX_OFF = 0.5;

    private final int numClasses;
    private final boolean normalise;
    private final boolean questions;
    private final Optional<List<String>> names;
    private int decimals = MIN_DECIMALS;
    private int fractionBits;
    private int numRows;
    private int numClipped;
    private int numDivided;
    private int worstRow = -1;
    private double worstOff;
    private String worstProblem;

    /**
     * @param options whether to divide any row by its sum, or not to look at the sum at all
     * @param names the classes' names for messages, if they have some
     */
    RowFixer(int numClasses, ProbabilityOptions options, Optional<List<String>> names) {
        this.names = names;
        this.numClasses = numClasses;
        this.normalise = options.normalise();
        this.questions = options.questions();
    }

    /**
     * Takes the next row and fixes it in place.
     *
     * @return the rest of a sentence about the row if it is no distribution
     */
    Optional<String> take(double[] row, int offset) {
        if (questions) {
            return clip(row, offset);
        }
        if (decimals <= MAX_DECIMALS || fractionBits <= HALF_BITS) {
            noteDigits(row, offset);
        }
        int number = numRows++;
        Optional<String> problem = ProbabilityChecks.problem(row, offset, numClasses);
        return problem.isEmpty() ? problem : fix(number, row, offset, problem.get());
    }

    /** Of questions of their own, makes what rounding left outside 0 to 1 the bound. */
    private Optional<String> clip(double[] row, int offset) {
        for (int k = 0; k < numClasses; k++) {
            double value = row[offset + k];
            if (!(value >= -MAX_NEGATIVE && value <= 1 + MAX_NEGATIVE)) {
                int column = k;
                return Optional.of(
                        "has " + value + " for class "
                                + names.map(all -> '"' + all.get(column) + '"').orElse(Integer.toString(k))
                                + ", expected a probability from 0 to 1; divide percentages by 100, take the sigmoid of logits");
            }
            row[offset + k] = Math.min(1, Math.max(0, value));
        }
        return Optional.empty();
    }

    private Optional<String> fix(int number, double[] row, int offset, String problem) {
        double sum = 0;
        boolean clipped = false;
        for (int k = 0; k < numClasses; k++) {
            double value = row[offset + k];
            if (!(value >= -MAX_NEGATIVE) || value == Double.POSITIVE_INFINITY) {
                return explained(problem);
            }
            clipped |= value < 0;
            sum += Math.max(value, 0);
        }
        double off = Math.abs(sum - 1);
        boolean divided = off > Probabilities.ROW_SUM_TOLERANCE;
        if (divided && !(normalise ? sum >= Double.MIN_NORMAL && sum < Double.POSITIVE_INFINITY : isRounding(off))) {
            return explained(problem);
        }
        if (divided && off > worstOff) {
            worstOff = off;
            worstRow = number;
            worstProblem = problem;
        }
        numClipped += clipped ? 1 : 0;
        numDivided += divided ? 1 : 0;
        settle(row, offset, numClasses);
        return Optional.empty();
    }

    private static Optional<String> explained(String problem) {
        boolean divisible = problem.contains("percentages") || problem.contains("counts");
        return Optional.of(divisible ? problem + ", or give --normalise" : problem);
    }

    /** Clips and divides a row as {@link #take} does that has accepted it. */
    static void settle(double[] row, int offset, int numClasses) {
        double sum = 0;
        for (int k = offset; k < offset + numClasses; k++) {
            row[k] = Math.max(row[k], 0.0);
            sum += row[k];
        }
        if (Math.abs(sum - 1) > Probabilities.ROW_SUM_TOLERANCE) {
            for (int k = offset; k < offset + numClasses; k++) {
                row[k] /= sum;
            }
        }
    }

    /** Whether rounding explains a sum, as far as the digits are known yet: further rows can only show more of them. */
    private boolean isRounding(double off) {
        double half = decimals <= MAX_DECIMALS ? 0.5 / POWERS_OF_TEN[decimals] : 0;
        if (fractionBits <= HALF_BITS) {
            int bits = fractionBits <= BRAIN_BITS ? BRAIN_BITS : HALF_BITS;
            half = Math.max(half, Math.scalb(0.5, -bits));
        }
        // The sum itself is rounded.
        return off <= Math.min(MAX_OFF, numClasses * half + 1e-9);
    }

    private void noteDigits(double[] row, int offset) {
        for (int k = offset; k < offset + numClasses; k++) {
            float value = (float) row[k];
            if (!(value > 0)) {
                continue;
            }
            while (decimals <= MAX_DECIMALS && !hasDecimals(value, decimals)) {
                decimals++;
            }
            // The guard bit above the fraction keeps the count of zeros within it.
            int fraction = Float.floatToRawIntBits(value) | 1 << FLOAT_BITS;
            fractionBits = Math.max(fractionBits, FLOAT_BITS - Integer.numberOfTrailingZeros(fraction));
        }
    }

    private static boolean hasDecimals(float value, int decimals) {
        double power = POWERS_OF_TEN[decimals];
        return (float) (Math.rint(value * power) / power) == value;
    }

    /** Whether any row is not as it was given. */
    boolean changed() {
        return numClipped + numDivided > 0;
    }

    /**
     * Call after the last row: whether a row that was fixed is off by more than the digits of the whole file explain.
     *
     * @return its number, or -1
     */
    int rowBeyondRounding() {
        return !normalise && worstRow >= 0 && !isRounding(worstOff) ? worstRow : -1;
    }

    /** What is wrong with {@link #rowBeyondRounding}. */
    String problemBeyondRounding() {
        return worstProblem;
    }

    /** What to tell the user about the rows that were changed; empty if there are none. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (numClipped > 0) {
            notes.add(Counted.of(numClipped, "row") + " had values below 0 by rounding, which were taken as 0");
        }
        if (numDivided > 0) {
            notes.add(Counted.of(numDivided, "row") + " of " + numRows + " did not sum to 1"
                    + (normalise
                            ? ""
                            : " by rounding, at most " + String.format(Locale.ROOT, "%.2g", worstOff) + " off")
                    + ", and were divided by the sum");
        }
        return notes;
    }
}
