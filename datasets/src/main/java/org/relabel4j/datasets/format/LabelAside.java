package org.relabel4j.datasets.format;

import java.time.Instant;
import java.util.Optional;

/**
 * What a file of labels has beside them.
 *
 * @param skipped whether somebody skipped the task; otherwise the label is held to be right
 * @param task its id
 * @param annotator who skipped it; empty for ground truth
 * @param label the right one, or where labels are sets the right set as {@link LabelSetText#of} writes it; empty for a skip
 * @param given when it was last changed, if that is known
 */
public record LabelAside(boolean skipped, String task, String annotator, String label, Optional<Instant> given) {}
