/** Extremely randomised trees (Geurts, Ernst and Wehenkel 2006), as scikit-learn's {@code ExtraTreesClassifier}. */
package org.relabel4j.models.forest;
