package org.relabel4j.core.loop;

/** Hears of each round: metrics, progress and checkpoints are listeners. An exception stops the loop. */
@FunctionalInterface
public interface RoundListener {
    /** Called once after each round, in order, before the next one starts. */
    void onRound(RoundResult result);
}
