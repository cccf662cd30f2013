/** Images as bytes, and how they are brought to one size. */
package org.relabel4j.core.image;
