/** Data sets: examples with their true classes, from files or bundled. Start at {@link org.relabel4j.datasets.Datasets}. */
package org.relabel4j.datasets;
