package org.relabel4j.core.assignment;

/** A question: about which example to ask whom. */
public record Pair(int example, int annotator) {}
