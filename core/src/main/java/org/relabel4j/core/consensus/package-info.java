/** Consensus: one label an example from several fallible annotators, and how far to trust label and annotator. */
package org.relabel4j.core.consensus;
