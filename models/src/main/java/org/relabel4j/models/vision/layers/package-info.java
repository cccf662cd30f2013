/**
 * Layers of convolutional networks in Deeplearning4j's layer API that train about ten times faster on the CPU than
 * Deeplearning4j's own, with the same parameters, names and gradients. Images are channels last (NHWC), numbers 32-bit floats.
 */
package org.relabel4j.models.vision.layers;
