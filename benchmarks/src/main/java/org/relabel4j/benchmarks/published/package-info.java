/**
 * What the published ActiveLab runs (Goh and Mueller 2023, github.com/cleanlab/multiannotator-benchmarks at 237db43) did where it
 * differs from their paper, so that the difference can be shown to explain their results. Strategies here are for experiments
 * only: no list names them, and nobody should label data with them.
 */
package org.relabel4j.benchmarks.published;
