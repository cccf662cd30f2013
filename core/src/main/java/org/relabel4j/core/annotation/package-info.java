/** Who said what about which example: sparse, immutable annotations in one index space. */
package org.relabel4j.core.annotation;
