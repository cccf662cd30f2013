package org.relabel4j.benchmarks.experiment;

import java.util.Optional;

/** A key of some kind of experiment file; the enums that list them implement it. */
public interface SettingKey {
    /** The key as written in files and overrides; a nested YAML key is written with dots. */
    String yaml();

    /** The value taken if none is given; empty if the key is required. */
    Optional<String> defaultValue();

    /** What it means, in one line. */
    String summary();

    /** The numbers that it takes, or each item of a list; of no meaning if it takes none. */
    Range range();
}
