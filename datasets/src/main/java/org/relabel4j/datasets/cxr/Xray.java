package org.relabel4j.datasets.cxr;

/**
 * A chest X-ray and what is known of it.
 *
 * @param patient its id in RSNA's challenge, which is also the name of its image there
 * @param nihImage the name of its image in NIH's set
 * @param opacity whether RSNA's experts see an opacity: the truth
 * @param ambiguous whether their boxes and their decision say that they were not sure
 * @param nih what NIH's program found in the report
 * @param yes further readers who see an opacity
 * @param no further readers who see none
 */
public record Xray(
        String patient, String nihImage, boolean opacity, boolean ambiguous, NihFinding nih, int yes, int no) {
    /** What NIH's labels say, in the groups of the authors' code. */
    public enum NihFinding {
        /** Pneumonia is among the findings. */
        PNEUMONIA,
        /** Consolidation or infiltration is, but not pneumonia: it may look the same. */
        LIKE_PNEUMONIA,
        /** Neither: another finding, or none. */
        OTHER
    }

    /** The class of RSNA's decision: 0 for no opacity, 1 for one. */
    public int truth() {
        return opacity ? 1 : 0;
    }

    /**
     * The label that NIH's set gives: pneumonia is an opacity, other findings are none. What looks like pneumonia may be either, so
     * RSNA's label is taken, from which the authors flip a share.
     */
    public int nihLabel() {
        return switch (nih) {
            case PNEUMONIA -> 1;
            case OTHER -> 0;
            case LIKE_PNEUMONIA -> truth();
        };
    }

    /**
     * How many experts give each label: as in the authors' code one for the truth, or two against one where it is ambiguous; and each
     * further reader. The truth has at least one more than the other label: RSNA's readers discussed their cases, the others saw the
     * image alone.
     *
     * @return length 2, a fresh array
     */
    public int[] votes() {
        int[] votes = {no, yes};
        int truth = truth();
        votes[truth] += ambiguous ? 2 : 1;
        votes[1 - truth] += ambiguous ? 1 : 0;
        votes[truth] = Math.max(votes[truth], votes[1 - truth] + 1);
        return votes;
    }
}
