/** Names and options as people type them: parsing, limits, and what they may have meant. */
package org.relabel4j.core.text;
