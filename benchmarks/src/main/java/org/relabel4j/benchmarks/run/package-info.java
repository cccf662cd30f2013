/** Experiments from a program: {@link org.relabel4j.benchmarks.run.Benchmark} is where to begin. */
package org.relabel4j.benchmarks.run;
