/** Whom to ask: how good each annotator is, and who is to label which example of a batch. */
package org.relabel4j.core.assignment;
