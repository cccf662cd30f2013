/** Trained models as files, and back. */
package org.relabel4j.models.saved;
