/**
 * A multi-layer perceptron with one hidden layer, trained as scikit-learn's {@code MLPClassifier} does by default, on three
 * interchangeable engines: plain Java, ND4J with all folds of a cross-validation in one batched computation, and
 * Deeplearning4j's {@code MultiLayerNetwork}. They share initial weights, batches and stopping rule, and agree within
 * rounding.
 */
package org.relabel4j.models.mlp;
