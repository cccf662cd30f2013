package org.relabel4j.datasets.image;

/** An image file cannot be used. The message is a clause that follows the file's name. */
public final class ImageProblem extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param problem a clause such as {@code is cut off} */
    public ImageProblem(String problem) {
        super(problem.replaceAll("\\s*\\R\\s*", " "), null, false, false);
    }
}
