/**
 * Noise in the labels given: how much there is, which labels it has struck, and how to split a budget between new labels and
 * second opinions. After Al Forhad and Shi 2025, "DARL: deep active re-labelling", arXiv:2606.08718, of which the abstract
 * alone is public; the samplers are our own reading of it.
 */
package org.relabel4j.core.noise;
