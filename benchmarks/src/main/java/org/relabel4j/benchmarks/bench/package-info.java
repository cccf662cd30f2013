/**
 * Measurements made here and now: how long scoring, consensus, cross-validation and a whole loop take on this machine. Each
 * {@link org.relabel4j.benchmarks.bench.Bench} takes {@code key=value} options with defaults, warms up, repeats, and gives
 * a {@link org.relabel4j.benchmarks.bench.BenchResult}. They run inside one process, so they include neither start-up nor
 * reading files.
 */
package org.relabel4j.benchmarks.bench;
