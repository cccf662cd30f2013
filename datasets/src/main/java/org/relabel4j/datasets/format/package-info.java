/**
 * File formats: labels as long CSV (crowd-kit's and cleanlab's {@code task,annotator,label}), probabilities as CSV or NumPy's
 * {@code .npy}. Readers check once, name file and line of what is wrong, and hold no object a row; writers replace a file in
 * one step or leave it alone.
 */
package org.relabel4j.datasets.format;
