/** Options: each declared once with its name, type, range, default and meaning, from which all else follows. */
package org.relabel4j.core.option;
