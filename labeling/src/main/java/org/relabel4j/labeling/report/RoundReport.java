package org.relabel4j.labeling.report;

import org.relabel4j.labeling.round.RoundOutcome;

/** The page of a round: what to ask and why, labels that are probably wrong, the annotators, and how it went over the rounds. */
public final class RoundReport {
    private RoundReport() {}

    /**
     * The page, self-contained HTML: it loads nothing, and its policy forbids the browser to. The same round gives the same page.
     *
     * @param title the project's name
     */
    public static String html(String title, RoundOutcome round) {
        return new RoundPage(round).html(title);
    }
}
