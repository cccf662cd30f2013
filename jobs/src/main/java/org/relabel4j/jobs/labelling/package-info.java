/**
 * What a labelling team does with files alone: score examples to find the next ones to ask about, and infer consensus labels and
 * annotators' quality. Files in, files out; nothing is printed.
 */
package org.relabel4j.jobs.labelling;
