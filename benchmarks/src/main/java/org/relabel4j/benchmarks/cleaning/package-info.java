/**
 * Label-cleaning experiments as a kind of {@linkplain org.relabel4j.benchmarks.grid grid}: every noise level, selector and trial,
 * and what the cleaned labels are worth for training, evaluation and model selection. The simulation itself is {@code
 * org.relabel4j.core.cleaning}.
 *
 * <p>Their run folder holds {@code curves.csv}, {@code effects.csv} and {@code summary.csv}; docs/CLEANING.md explains the columns.
 */
package org.relabel4j.benchmarks.cleaning;
