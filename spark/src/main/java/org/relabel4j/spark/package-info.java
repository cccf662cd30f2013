/** Scores, consensus and experiments on Apache Spark: the methods of {@code core} on partitions. */
package org.relabel4j.spark;
