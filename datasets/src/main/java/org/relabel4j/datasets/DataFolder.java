package org.relabel4j.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.relabel4j.datasets.fetch.DataHome;
import org.relabel4j.datasets.format.InputException;

/**
 * The folder with a data set's files: the one that the user named, or the one that {@code relabel4j fetch} fills. Files may lie
 * in it or in a folder of it, as archives unpack to.
 *
 * @param path the folder
 * @param dataset id of the data set, for messages
 * @param named whether the user named it
 */
record DataFolder(Path path, String dataset, boolean named) {
    private static final int DEPTH = 3;

    /** The folder that an option's value names, or the default one if it is empty. */
    static DataFolder of(String option, String dataset) {
        return option.isEmpty()
                ? new DataFolder(DataHome.ofDataset(dataset), dataset, false)
                : new DataFolder(Path.of(option), dataset, true);
    }

    /**
     * Finds the first of some files, the nearest to the folder.
     *
     * @throws InputException if the folder is there and cannot be read, or is none
     */
    Optional<Path> find(String... names) throws InputException {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        if (!Files.isDirectory(path)) {
            throw InputException.unreadable(path, new NotDirectoryException(path.toString()));
        }
        for (String name : names) {
            try (Stream<Path> files =
                    Files.find(path, DEPTH, (file, attributes) -> attributes.isRegularFile() && isCalled(file, name))) {
                Optional<Path> found =
                        files.min(Comparator.comparing(Path::getNameCount).thenComparing(Path::toString));
                if (found.isPresent()) {
                    return found;
                }
            } catch (IOException | java.io.UncheckedIOException e) {
                throw InputException.unreadable(path, e instanceof IOException io ? io : new IOException(e.getCause()));
            }
        }
        return Optional.empty();
    }

    private static boolean isCalled(Path file, String name) {
        return file.getFileName().toString().equals(name);
    }

    /** What to say if a file is not there. */
    InputException missing(List<String> names) {
        return InputException.inFile(
                path,
                "there is no " + String.join(", nor ", names) + " in this folder or in folders of it",
                "",
                named
                        ? "name the folder that has it, or run relabel4j fetch " + dataset + " and name none"
                        : "run relabel4j fetch " + dataset + ", or name a folder that has it with data-dir");
    }
}
