/** JMH benchmarks of the kernels behind scoring and training; {@code docs/PERFORMANCE.md} says how to run them. */
package org.relabel4j.jmh;
