package org.relabel4j.benchmarks.track;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.relabel4j.benchmarks.grid.RunFolder;
import org.relabel4j.benchmarks.grid.RunKeys;
import org.relabel4j.datasets.format.AtomicFiles;
import org.relabel4j.datasets.format.InputException;

/**
 * A run as its folder tells it.
 *
 * @param folder the run folder
 * @param id the same whenever this folder is read, and of no other folder
 * @param config resolved configuration
 * @param environment where and with what it ran
 * @param cells those that have begun, in the order of the tables
 * @param state how far it is
 */
record TrackedRun(
        Path folder,
        String id,
        Map<String, String> config,
        Map<String, String> environment,
        List<TrackedCell> cells,
        State state) {
    private static final String ID_FILE = "track-id.txt";

    /** How far a run is. */
    enum State {
        /** It goes on. */
        RUNNING,
        /** It was ended before its time, and may go on later. */
        KILLED,
        /** It has ended, but some cells could not be run. */
        FAILED,
        /** All is done. */
        FINISHED
    }

    /**
     * Reads a run folder.
     *
     * @throws InputException if it is none, or a file is malformed
     */
    static TrackedRun read(Path folder, State state) throws IOException, InputException {
        RunFolder files = new RunFolder(folder);
        if (!Files.exists(files.config())) {
            throw InputException.inFile(
                    folder, "is no run folder (it has no config.yaml)", "what `benchmark' or `clean' writes", "");
        }
        Map<String, String> config = RunKeys.config(files);
        return new TrackedRun(
                folder, id(folder), config, RunKeys.environment(files), TrackedTables.cells(folder, config), state);
    }

    /** Made when it is asked for first, and on the disk before any tracker hears of it. */
    private static String id(Path folder) throws IOException, InputException {
        Path file = folder.resolve(ID_FILE);
        if (!Files.exists(file)) {
            byte[] made = (UUID.randomUUID() + "\n").getBytes(StandardCharsets.US_ASCII);
            AtomicFiles.write(file, stream -> stream.write(made));
        }
        String id = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        if (!id.matches("[0-9a-f-]{36}")) {
            throw InputException.inFile(file, "is damaged", "what the program wrote", "restore it, or delete it");
        }
        return id;
    }

    /** Name of the experiment. */
    String experiment() {
        return config.getOrDefault("name", "relabel4j");
    }

    /** Name of the folder. */
    String name() {
        return folder.toAbsolutePath().normalize().getFileName().toString();
    }
}
