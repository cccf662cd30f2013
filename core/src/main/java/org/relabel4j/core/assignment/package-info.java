/**
 * Whom to ask: how good each annotator is, who is to label which example of a batch ({@link
 * org.relabel4j.core.assignment.Assignment}), or which examples and annotators to choose together ({@link
 * org.relabel4j.core.assignment.PairChoice}).
 */
package org.relabel4j.core.assignment;
