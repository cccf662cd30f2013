/**
 * Active learning experiments as a kind of {@linkplain org.relabel4j.benchmarks.grid grid}: a loop for each variant, model,
 * strategy and trial.
 *
 * <p>Their run folder holds {@code rounds.csv} (see {@link org.relabel4j.benchmarks.learning.RoundsCsv}) and {@code timings.csv};
 * in {@code checkpoints/} lie also the last round's networks of loops that start warm and have not ended.
 */
package org.relabel4j.benchmarks.learning;
