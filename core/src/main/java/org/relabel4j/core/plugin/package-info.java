/** Strategies, consensus methods, models and data sets that others have written, in jars of their own. */
package org.relabel4j.core.plugin;
