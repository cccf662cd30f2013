package org.relabel4j.core.assignment;

/**
 * How probable it is that a label of an annotator is right.
 *
 * @param accuracy estimate, in [0, 1]
 * @param low lower end of its 95 % interval
 * @param high upper end
 */
public record AnnotatorEstimate(double accuracy, double low, double high) {}
