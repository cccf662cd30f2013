/** Reads image files of any size and origin into pixels of one size, and says which ones it cannot read, and why. */
package org.relabel4j.datasets.image;
