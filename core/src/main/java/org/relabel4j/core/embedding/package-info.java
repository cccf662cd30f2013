/** Geometry of embeddings: nearest neighbours, and batches that are spread out. */
package org.relabel4j.core.embedding;
