package org.relabel4j.datasets.image;

/**
 * Images as read from files, in the files' order. The arrays are not copied.
 *
 * @param images pixels of each; null of one that cannot be used
 * @param problems what is the matter with each, a clause; null of one that can be used
 */
public record LoadedImages(byte[][] images, String[] problems) {}
