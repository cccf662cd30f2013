/** Softmax regression, as scikit-learn's {@code LogisticRegression}: the last layer of a network whose other layers are fixed. */
package org.relabel4j.models.linear;
