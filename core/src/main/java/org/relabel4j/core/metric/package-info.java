/** What experiments report: accuracies, calibration and learning curves. */
package org.relabel4j.core.metric;
