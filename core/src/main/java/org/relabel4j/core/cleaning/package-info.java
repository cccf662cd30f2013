/**
 * Active label cleaning, simulated: every example has one noisy label, a selector says which to have labelled again until a
 * majority forms, and the budget counts labels. After Bernhardt et al. 2022, "Active label cleaning for improved dataset
 * quality under resource constraints", Nature Communications 13:1161, arXiv:2109.00574.
 */
package org.relabel4j.core.cleaning;
