/** Predicted class probabilities and embeddings: what a classifier says about each example. */
package org.relabel4j.core.probability;
