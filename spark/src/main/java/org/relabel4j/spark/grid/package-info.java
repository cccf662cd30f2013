/**
 * Cells of the grid engine on the executors of Apache Spark.
 *
 * <p>A cell is a job of one task, so that Spark's scheduler, its retries and its web page know cells, and one that fails for good
 * ends no other. An executor makes the experiment from its resolved configuration and loads each data set once
 * ({@link org.relabel4j.spark.grid.ExecutorCells}); where a cell keeps its steps is at the driver, which it asks over Spark's own
 * messages ({@link org.relabel4j.spark.grid.CellsPlugin}). So the run folder is written by the driver alone, as in a run on one
 * machine, and a lost executor's cells go on elsewhere from the last step kept.
 */
package org.relabel4j.spark.grid;
