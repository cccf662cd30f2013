/** Acquisition: which examples to ask about next, new ones and labelled ones alike. */
package org.relabel4j.core.acquisition;
