package org.relabel4j.labeling.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.jobs.Progress;

/**
 * Where a project's examples are, and how to read them.
 *
 * @param kind what they are
 * @param path the folder of the images, or the file
 * @param id of a table the column with the ids; of embeddings the file with them, a line an example; empty for row numbers. Images
 *     have none: their paths are their ids
 * @param ignored columns of a table that are no features
 * @param imageSize pixels of a side that images are brought to
 * @param cache a folder in which what was read may be kept for the next time
 */
public record DataSource(
        DataKind kind, Path path, Optional<String> id, List<String> ignored, int imageSize, Path cache) {
    public DataSource {
        ignored = List.copyOf(ignored);
    }

    /**
     * Reads all examples that are there now, in a fixed order.
     *
     * @throws InputException if it cannot be read, or an id stands twice; a broken image is left out and told to progress
     */
    public LoadedData read(Progress progress) throws InputException {
        throw new UnsupportedOperationException();
    }
}
