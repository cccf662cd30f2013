/**
 * The grid engine: runs the cells of any kind of experiment, several at a time, with a checkpoint after each step, into a run
 * folder that a run can go on from. An {@link org.relabel4j.benchmarks.grid.Experiment} says what its cells are and how one runs;
 * {@link org.relabel4j.benchmarks.grid.CellWorkers} says where.
 *
 * <p>A run folder holds {@code config.yaml} (resolved), {@code environment.json}, the tables of its kind, {@code batches/} (what
 * was asked in each step, a file a cell), {@code checkpoints/} (what cells go on from), {@code predictions/} (what was
 * predicted in each step, a folder a cell, if asked for) {@code errors.txt} if a cell failed, and
 * {@code track-id.txt} if a tracker shows it.
 */
package org.relabel4j.benchmarks.grid;
