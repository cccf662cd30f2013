/** What computes: ND4J's native library for the CPU or CUDA. Looked at, and loaded, only when a model needs it. */
package org.relabel4j.models.backend;
