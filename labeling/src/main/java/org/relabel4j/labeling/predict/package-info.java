/** What a project's model says about other examples, and the model as a file. */
package org.relabel4j.labeling.predict;
