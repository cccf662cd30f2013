/** What trained classifiers are made of, as tensors and texts by name, for files that hold them. */
package org.relabel4j.models.state;
