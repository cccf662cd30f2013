/** Trained weights as tensors by name, and the files that hold them. */
package org.relabel4j.models.weights;
