/** Consensus: one label per example from several fallible annotators, and how far to trust label and annotator. */
package org.relabel4j.core.consensus;
