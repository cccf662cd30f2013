/** Pretraining of a network on a data set's images, from names to a file of weights. */
package org.relabel4j.benchmarks.pretraining;
