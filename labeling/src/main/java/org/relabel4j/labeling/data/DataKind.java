package org.relabel4j.labeling.data;

/** What a project's examples are. */
public enum DataKind {
    /** A folder of image files; an example's id is its path below the folder, with slashes. */
    IMAGES,
    /** A table of numbers and categories, which may have gaps, with an id column, or else numbered from 0. */
    TABLE,
    /** A vector an example in a {@code .npy} file, with a list of ids beside it, or else numbered from 0. */
    EMBEDDINGS
}
