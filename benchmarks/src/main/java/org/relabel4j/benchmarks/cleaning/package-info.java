/**
 * Label-cleaning experiments: every noise level, selector and trial, what the cleaned labels are worth for training, evaluation
 * and model selection, and the run folder. The simulation itself is {@code org.relabel4j.core.cleaning}.
 *
 * <p>A run folder holds {@code config.yaml}, {@code environment.json}, {@code curves.csv}, {@code effects.csv},
 * {@code summary.csv} (docs/CLEANING.md explains the columns), {@code cells/} (what each selector chose, from which a run goes
 * on), {@code errors.txt} if a cell failed, and the report.
 */
package org.relabel4j.benchmarks.cleaning;
