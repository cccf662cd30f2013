/** A project on disk: its settings, its examples, and the log of what people said. */
package org.relabel4j.labeling.project;
