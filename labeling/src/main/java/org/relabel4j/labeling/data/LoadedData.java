package org.relabel4j.labeling.data;

import java.nio.file.Path;
import java.util.List;
import org.relabel4j.core.training.Examples;
import org.relabel4j.datasets.DataDigest;
import org.relabel4j.datasets.format.Ids;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.format.MappedExamples;

/**
 * Examples as they were read.
 *
 * @param ids id of each, distinct
 * @param examples what a model sees of each, in the order of the ids: a table is a
 *     {@link org.relabel4j.core.training.FeatureTable}, which trainers take through {@link org.relabel4j.models.table.TableTrainer}
 * @param files of images the file of each; else empty
 * @param digest of all that was read: it changes whenever a value or an id does
 */
public record LoadedData(Ids ids, Examples examples, List<Path> files, String digest) {
    public LoadedData {
        files = List.copyOf(files);
    }

    static LoadedData of(Ids ids, Examples examples, List<Path> files) throws InputException {
        LoadedData data = new LoadedData(ids, examples, files, "");
        return new LoadedData(ids, examples, files, data.use(() -> DataDigest.of(ids, examples)));
    }

    /** What is done with the examples. */
    @FunctionalInterface
    public interface Use<T> {
        /** Does it. */
        T run() throws InputException;
    }

    /**
     * Does something with the examples, and checks that a file that stays mapped is then as it was when it was read.
     *
     * @throws InputException if it was changed, so that what came of it is not to be trusted; or as the use does
     */
    public <T> T use(Use<T> use) throws InputException {
        try {
            T result = use.run();
            checkUnchanged();
            return result;
        } catch (InternalError e) {
            // What the virtual machine throws where a mapped file was cut off under it.
            checkUnchanged();
            throw e;
        }
    }

    private void checkUnchanged() throws InputException {
        if (examples instanceof MappedExamples mapped) {
            mapped.checkUnchanged();
        }
    }
}
