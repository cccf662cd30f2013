/**
 * What pages that stand alone are made of: HTML that no name can break, tables that page and terminal share, charts as SVG, PDF and PNG.
 *
 * <p>Charts are drawn on a {@code Graphics2D}: an image's for PNG, Apache Batik's for SVG, PDFBox's for PDF.
 */
package org.relabel4j.pages;
