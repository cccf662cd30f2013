/**
 * The contracts between the method and its classifiers. A {@link org.relabel4j.core.training.Trainer} holds
 * hyperparameters; training returns a {@link org.relabel4j.core.training.Classifier}. They live here, not in the
 * {@code models} module, so that cross-validation and the loop need no native library and a model of one's own needs
 * this module alone.
 */
package org.relabel4j.core.training;
