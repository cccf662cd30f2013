package org.relabel4j.labeling.project;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that was said about an example, as it stands in the log.
 *
 * @param kind what it is
 * @param task the example's id
 * @param annotator who said it; empty for gold
 * @param label name of the class; empty for what is no label
 * @param given when the person gave or changed it, if that is known
 * @param source where it came from, for people: a file, or a server's project and annotation
 */
public record LabelEntry(
        Kind kind, String task, String annotator, String label, Optional<Instant> given, String source) {
    /** What was said. */
    public enum Kind {
        /** A person's label. */
        LABEL,
        /** A person would not say. */
        SKIP,
        /** A person took the label back, or deleted it. */
        WITHDRAWN,
        /** The right answer, known beforehand: measures people, is not asked. */
        GOLD
    }

    /** Of this entry and one that came after it about the same, the last word: by the times given, or else the later one. */
    public LabelEntry orLater(LabelEntry next) {
        boolean before =
                given.isPresent() && next.given.isPresent() && next.given.get().isBefore(given.get());
        return before ? this : next;
    }
}
