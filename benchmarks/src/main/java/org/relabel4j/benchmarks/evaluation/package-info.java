/** How well given weights classify a data set's test images. */
package org.relabel4j.benchmarks.evaluation;
