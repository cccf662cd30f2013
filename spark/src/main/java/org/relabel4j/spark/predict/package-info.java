/**
 * Predictions and features of a pool that no machine holds, on the executors of Apache Spark: the models of {@code relabel4j export} and
 * the networks of {@code relabel4j evaluate}, batch by batch over the partitions of a DataFrame, with the code that these commands use.
 */
package org.relabel4j.spark.predict;
