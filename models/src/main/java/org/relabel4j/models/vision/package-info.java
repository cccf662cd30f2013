/**
 * Residual networks for images (He et al. 2016, arXiv:1512.03385) as Deeplearning4j {@code ComputationGraph}s whose vertices are
 * called as torchvision's modules are.
 */
package org.relabel4j.models.vision;
