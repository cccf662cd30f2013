/**
 * What comes out of a run: {@code report.html}, the figures as SVG and PNG, and the table for the terminal.
 *
 * <p>A report is made from the rows of one or more runs, as they are or as their folders' tables hold them, so it can be made
 * again, elsewhere and later, with the same bytes. Reading ({@link
 * org.relabel4j.benchmarks.report.RunReader}), statistics ({@link org.relabel4j.benchmarks.report.ModelResult}), figures
 * and page are separate; the page and the terminal show the same tables.
 */
package org.relabel4j.benchmarks.report;
