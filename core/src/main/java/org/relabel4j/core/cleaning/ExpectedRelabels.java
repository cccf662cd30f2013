package org.relabel4j.core.cleaning;

/**
 * How many labels an example with one label takes, as expected, until a majority forms.
 *
 * <p>A label that agrees with one already there ends it; the recursion asks, for each label that does not, how many more, and
 * stops at the third level:
 *
 * <pre>
 * E = 1 + sum over j not y of p_j (1 + sum over k not y, j of p_k (1 + sum over l not y, j, k of p_l))
 * </pre>
 *
 * If everybody agrees, E is 1 where the label is theirs and 2 where it is not. So an example is taken to have its current label
 * once, also when it has been relabelled before.
 *
 * <p>Source: the authors' code of Bernhardt et al. 2022, arXiv:2109.00574.
 */
final class ExpectedRelabels {
    private static final int LEVELS = 3;

    private ExpectedRelabels() {}

    /**
     * @param distribution P(label), length K
     * @param label the current label y
     */
    static double of(double[] distribution, int label) {
        for (int k = 0; k < distribution.length; k++) {
            if (distribution[k] == 1) {
                return k == label ? 1 : 2;
            }
        }
        boolean[] seen = new boolean[distribution.length];
        seen[label] = true;
        return 1 + unseen(distribution, seen, 1);
    }

    private static double unseen(double[] distribution, boolean[] seen, int level) {
        double sum = 0;
        for (int k = 0; k < distribution.length; k++) {
            if (!seen[k] && level == LEVELS) {
                sum += distribution[k];
            } else if (!seen[k]) {
                seen[k] = true;
                sum += distribution[k] * (1 + unseen(distribution, seen, level + 1));
                seen[k] = false;
            }
        }
        return sum;
    }
}
