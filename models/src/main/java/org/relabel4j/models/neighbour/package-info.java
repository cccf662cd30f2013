/** Classification by the nearest training examples, as scikit-learn's {@code KNeighborsClassifier}. */
package org.relabel4j.models.neighbour;
