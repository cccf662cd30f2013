/**
 * What trials say about strategies: means with intervals, paired tests corrected for the number of comparisons, areas under
 * learning curves, and labels saved.
 */
package org.relabel4j.benchmarks.statistics;
