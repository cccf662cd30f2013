/** Work in fixed blocks of examples: the same sums in the same order on any number of threads. */
package org.relabel4j.core.parallel;
