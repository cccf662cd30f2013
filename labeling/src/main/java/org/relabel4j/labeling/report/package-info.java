/** The report of a round: one self-contained page. */
package org.relabel4j.labeling.report;
