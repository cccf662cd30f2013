/** Elementary functions for loops over hundreds of millions of values. */
package org.relabel4j.core.numeric;
