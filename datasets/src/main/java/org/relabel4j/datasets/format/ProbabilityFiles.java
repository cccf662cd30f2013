package org.relabel4j.datasets.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads probabilities of either format. */
public final class ProbabilityFiles {
    private ProbabilityFiles() {}

    /**
     * Reads a {@code .npy} or a CSV file; the content decides which it is.
     *
     * @throws InputException if it cannot be read or a row is no distribution
     */
    public static ProbabilityTable read(Path file) throws InputException {
        boolean named = file.toString().toLowerCase(Locale.ROOT).endsWith(".npy");
        if (named || startsAsNpy(file)) {
            return ProbabilityTable.withRowNumbers(file, MappedProbabilities.open(file));
        }
        return ProbabilityCsv.read(file);
    }

    /**
     * Reads the files of an ensemble, one a model, in the first one's order of tasks and classes.
     *
     * @param files at least one
     * @throws InputException as {@link #read}, or if tasks or classes differ
     */
    public static List<ProbabilityTable> readAll(List<Path> files) throws InputException {
        List<ProbabilityTable> tables = new ArrayList<>();
        for (Path file : files) {
            ProbabilityTable table = read(file);
            tables.add(tables.isEmpty() ? table : table.inOrderOf(tables.get(0)));
        }
        return List.copyOf(tables);
    }

    private static boolean startsAsNpy(Path file) throws InputException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream stream = Files.newInputStream(file)) {
            return NpyHeader.hasMagic(stream.readNBytes(6));
        } catch (IOException e) {
            throw InputException.unreadable(file, e);
        }
    }
}
