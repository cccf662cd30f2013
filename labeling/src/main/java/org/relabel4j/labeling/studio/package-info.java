/** Label Studio: asks its annotators what a round chose, in its order, and takes in what they said. */
package org.relabel4j.labeling.studio;
