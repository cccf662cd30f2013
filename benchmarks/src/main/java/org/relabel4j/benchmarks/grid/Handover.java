package org.relabel4j.benchmarks.grid;

import java.nio.file.Path;
import org.relabel4j.datasets.format.InputException;

/** What a step leaves to the next one of its cell besides the state: something large, such as networks, in a file of its own. */
@FunctionalInterface
public interface Handover {
    /**
     * Writes the file, in one step.
     *
     * @param owner names run, cell and step; reading checks it
     */
    void write(Path file, String owner) throws InputException;

    /**
     * A handover that is on the disk.
     *
     * @param file where
     * @param owner what it must say of itself
     * @param checkpoint the cell's checkpoint, without which the cell begins anew
     */
    record Written(Path file, String owner, Path checkpoint) {}
}
