/** The examples of a project, read from images, a table or embeddings. */
package org.relabel4j.labeling.data;
