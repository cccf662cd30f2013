/** Reads what data sets are packed in (tar, zip, Python pickles) without trusting it. */
package org.relabel4j.datasets.archive;
