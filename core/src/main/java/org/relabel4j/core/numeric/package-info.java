/** Elementary functions for loops over hundreds of millions of values, and the minimum of a convex function. */
package org.relabel4j.core.numeric;
