package org.relabel4j.labeling.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.relabel4j.core.text.Counted;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.FeatureTable;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.datasets.FolderImages;
import org.relabel4j.datasets.format.FeatureTables;
import org.relabel4j.datasets.format.Ids;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.format.MappedExamples;
import org.relabel4j.datasets.format.RowIds;
import org.relabel4j.jobs.Progress;

/**
 * Where a project's examples are, and how to read them.
 *
 * @param kind what they are
 * @param path the folder of the images, or the file
 * @param id of a table the column with the ids; of embeddings the file with them, a line an example, or {@code FILE.csv:COLUMN}; empty
 *     for row numbers. Images have none: their paths are their ids
 * @param ignored columns of a table that are no features
 * @param categorical columns of a table that are categories though their values are numbers
 * @param imageSize pixels of a side that images are brought to
 * @param cache a folder in which what was read may be kept for the next time
 */
public record DataSource(
        DataKind kind,
        Path path,
        Optional<String> id,
        List<String> ignored,
        List<String> categorical,
        int imageSize,
        Path cache) {
    public DataSource {
        ignored = List.copyOf(ignored);
        categorical = List.copyOf(categorical);
    }

    /** The files, or the folder, that are read: of embeddings those with the ids, too. */
    public List<Path> files() {
        return kind == DataKind.EMBEDDINGS && id.isPresent() ? List.of(path, Path.of(id.get())) : List.of(path);
    }

    /**
     * Reads all examples that are there now, in a fixed order.
     *
     * @throws InputException if it cannot be read, or an id stands twice; a broken image is left out and told to progress
     */
    public LoadedData read(Progress progress) throws InputException {
        return switch (kind) {
            case IMAGES -> images(imageSize, progress);
            case TABLE -> table(tables().read(path, progress::note));
            case EMBEDDINGS -> embeddings(MappedExamples.open(path));
        };
    }

    /**
     * Reads all examples that are there now as more of what others are, such as to predict them: of a table the columns and their
     * categories are those of the others, whatever the values look like.
     *
     * @param like the others, or none of them but with their columns
     * @throws InputException as {@link #read}, or if a column is missing, a value is no number where all others are, or vectors have
     *     another length
     */
    public LoadedData readLike(Examples like, Progress progress) throws InputException {
        if (like instanceof FeatureTable table) {
            return table(tables().readLike(path, table.columns(), progress::note));
        }
        if (like instanceof ImageSet images) {
            return images(images.height(), progress);
        }
        MappedExamples examples = MappedExamples.open(path);
        if (examples.length() != like.length()) {
            throw InputException.inFile(
                    path,
                    "has " + Counted.of(examples.length(), "number") + " a row",
                    like.length() + ", as the project's embeddings",
                    "");
        }
        return embeddings(examples);
    }

    /** An image as those that are read, but black. */
    public ImageSet blankImage() {
        return new ImageSet(
                imageSize,
                imageSize,
                FolderImages.CHANNELS,
                new byte[1][imageSize * imageSize * FolderImages.CHANNELS]);
    }

    private LoadedData images(int size, Progress progress) throws InputException {
        String stage = "reading " + path;
        FolderImages found = FolderImages.read(
                path, size, cache, progress::note, (done, total) -> progress.update(stage, done, total));
        return LoadedData.of(found.ids(), found.images(), found.files());
    }

    private FeatureTables tables() {
        return new FeatureTables(id, ignored, categorical);
    }

    private static LoadedData table(FeatureTables.Table table) throws InputException {
        return LoadedData.of(table.ids(), table.features(), List.of());
    }

    private LoadedData embeddings(MappedExamples examples) throws InputException {
        Ids ids = id.isPresent() ? RowIds.read(id.get(), examples.size(), path) : Ids.ofRows(examples.size());
        return LoadedData.of(ids, examples, List.of());
    }
}
