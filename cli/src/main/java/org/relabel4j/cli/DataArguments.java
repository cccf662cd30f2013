package org.relabel4j.cli;

import java.nio.file.Path;
import org.relabel4j.labeling.data.DataKind;
import picocli.CommandLine.Option;

/** The options that say what examples are and where; one of them. */
final class DataArguments {
    @Option(names = "--images", required = true, paramLabel = "FOLDER", description = "Image files, in folders or not.")
    private Path images;

    @Option(
            names = "--table",
            required = true,
            paramLabel = "FILE",
            description = "CSV with a row an example: numbers and categories, with gaps or without.")
    private Path table;

    @Option(
            names = "--embeddings",
            required = true,
            paramLabel = "FILE",
            description = "A vector an example, of a text, a sound or an image: NumPy's npy.")
    private Path embeddings;

    DataKind kind() {
        return images != null ? DataKind.IMAGES : table != null ? DataKind.TABLE : DataKind.EMBEDDINGS;
    }

    Path path() {
        return images != null ? images : table != null ? table : embeddings;
    }
}
