package org.relabel4j.jobs;

/** Hears how far a job is. Called on the job's thread. */
@FunctionalInterface
public interface Progress {
    /** Hears nothing. */
    Progress NONE = (stage, done, total) -> {};

    /**
     * Some work was done.
     *
     * @param stage what is going on, such as {@code reading labels.csv}
     * @param done steps done of it
     * @param total steps in all, or 0 if unknown
     */
    void update(String stage, long done, long total);

    /**
     * Something that the user should know, which does not stop the job; one sentence.
     */
    default void note(String message) {}
}
