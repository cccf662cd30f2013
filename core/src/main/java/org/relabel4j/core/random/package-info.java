/** Seeds: every random choice has a generator of its own, derived from the run's seed and its purpose. */
package org.relabel4j.core.random;
