/** Strategies and consensus methods by name, with their options: where a new one is listed. */
package org.relabel4j.core.registry;
