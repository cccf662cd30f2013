/** Simulated annotators: noise matrices, label noise that depends on the example, and answers that never change. */
package org.relabel4j.core.simulation;
