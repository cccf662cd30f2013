/**
 * Scores and consensus of pools that are DataFrames. Rows are brought together once, by task, in parts of some thousand examples, on
 * which {@code core} does what it does on a whole pool; between these passes only sums are merged.
 */
package org.relabel4j.spark.scoring;
