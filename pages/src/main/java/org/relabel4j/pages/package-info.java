/**
 * What pages that stand alone are made of: HTML that no name can break, tables that page and terminal share, charts as SVG and PNG.
 *
 * <p>Charts are drawn by XChart (Apache-2.0) on a {@code Graphics2D}: an image's for PNG, Apache Batik's for SVG.
 */
package org.relabel4j.pages;
