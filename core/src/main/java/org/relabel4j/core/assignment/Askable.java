package org.relabel4j.core.assignment;

import java.util.List;
import org.relabel4j.core.annotation.Annotations;

/** Who can be asked about which example: everybody who has neither labelled nor skipped it. Immutable. */
public final class Askable {
    private final Annotations annotations;
    private final int[] skipStarts;
    private final int[] skippers;
    private final boolean[] nobody;

    /**
     * @param annotations the labels so far; annotators without a label may be among their annotators
     * @param skips for each annotator the examples that he skipped, ascending
     * @throws IllegalArgumentException if there is not one list of skips for each annotator
     */
    public Askable(Annotations annotations, List<int[]> skips) {
        if (skips.size() != annotations.numAnnotators()) {
            throw new IllegalArgumentException(
                    "skips of " + skips.size() + " annotators, expected those of " + annotations.numAnnotators());
        }
        this.annotations = annotations;
        this.skipStarts = new int[annotations.numExamples() + 1];
        this.skippers = new int[skips.stream().mapToInt(of -> of.length).sum()];
        this.nobody = new boolean[skips.size()];
        indexSkips(skips);
    }

    /** Puts the skips in order of the examples: who skipped which. */
    private void indexSkips(List<int[]> skips) {
        for (int[] examples : skips) {
            for (int i : examples) {
                skipStarts[i + 1]++;
            }
        }
        for (int i = 0; i + 1 < skipStarts.length; i++) {
            skipStarts[i + 1] += skipStarts[i];
        }
        int[] next = skipStarts.clone();
        for (int j = 0; j < skips.size(); j++) {
            for (int i : skips.get(j)) {
                skippers[next[i]++] = j;
            }
        }
    }

    /** The labels so far. */
    public Annotations annotations() {
        return annotations;
    }

    /** Whether an annotator can be asked about an example. Linear in the example's labels and skips. */
    public boolean canAsk(int example, int annotator) {
        if (annotations.labelBy(example, annotator) >= 0) {
            return false;
        }
        for (int s = skipStarts[example]; s < skipStarts[example + 1]; s++) {
            if (skippers[s] == annotator) {
                return false;
            }
        }
        return true;
    }

    /** Whether anybody can be asked about an example. */
    public boolean canAskAnybody(int example) {
        return count(example) > 0;
    }

    /** How many can be asked about an example. */
    int count(int example) {
        return nobody.length - numAnswered(example, nobody);
    }

    /**
     * How many have labelled or skipped an example.
     *
     * @param without annotators who are not counted, length M
     */
    int numAnswered(int example, boolean[] without) {
        int count = 0;
        for (int a = annotations.rowStart(example); a < annotations.rowEnd(example); a++) {
            count += without[annotations.annotatorAt(a)] ? 0 : 1;
        }
        for (int s = skipStarts[example]; s < skipStarts[example + 1]; s++) {
            boolean counted = annotations.labelBy(example, skippers[s]) >= 0 || without[skippers[s]];
            count += counted ? 0 : 1;
        }
        return count;
    }

    /** Sets a value for each who has labelled or skipped an example. */
    void mark(int example, boolean[] answered, boolean value) {
        for (int a = annotations.rowStart(example); a < annotations.rowEnd(example); a++) {
            answered[annotations.annotatorAt(a)] = value;
        }
        for (int s = skipStarts[example]; s < skipStarts[example + 1]; s++) {
            answered[skippers[s]] = value;
        }
    }
}
