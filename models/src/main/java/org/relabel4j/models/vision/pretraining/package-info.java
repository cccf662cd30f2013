/**
 * Pretraining of a residual network on images without labels: by telling how they were turned (Gidaris et al. 2018,
 * arXiv:1803.07728), or by finding the other view of the same image (SimCLR: Chen et al. 2020, arXiv:2002.05709).
 */
package org.relabel4j.models.vision.pretraining;
