/**
 * Running experiments: cells in parallel, a checkpoint after each round, and the run folder that results live in.
 *
 * <p>A run folder holds {@code config.yaml} (resolved), {@code environment.json}, {@code rounds.csv} (see
 * {@link org.relabel4j.benchmarks.run.RoundsCsv}), {@code timings.csv}, {@code batches/} (what was asked in each round, a
 * file a cell) and {@code checkpoints/}. There lie also the last round's networks of cells that start warm and have not ended.
 */
package org.relabel4j.benchmarks.run;
