package org.relabel4j.benchmarks.grid;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.relabel4j.datasets.format.AtomicFiles;
import org.relabel4j.datasets.format.InputException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one run; the package's page lists them. All but the batch files are replaced in one step, so that a kill at
 * any moment, or a full disk, leaves the old file or the new one.
 *
 * @param path the folder
 * @param run identifies the run in the files of its state, see {@link FolderUse#identify}; empty for who does not look at them
 */
public record RunFolder(Path path, String run) {
    private static final Logger LOG = LoggerFactory.getLogger(RunFolder.class);
    static final Set<String> FOLDERS = Set.of("batches", "checkpoints");
    private static final String BATCHES = "batches";
    private static final String CHECKPOINTS = "checkpoints";
    private static final String HANDOVER_SUFFIX = ".safetensors";

    /** The folder of a run whose state is not looked at. */
    public RunFolder(Path path) {
        this(path, "");
    }

    /** The resolved configuration. */
    public Path config() {
        return path.resolve("config.yaml");
    }

    /** What ran it, where and when. */
    public Path environment() {
        return path.resolve("environment.json");
    }

    /** Held by the process that writes to the folder. */
    public Path lock() {
        return path.resolve(".lock");
    }

    /** A table. */
    public Path table(String name) {
        return path.resolve(name);
    }

    /** Stack traces of failed cells; only there if a cell failed. */
    public Path errors() {
        return path.resolve("errors.txt");
    }

    /** What a cell asked in each step. */
    public Path batches(Cell cell) {
        return path.resolve(BATCHES).resolve(cell.fileName() + ".csv");
    }

    /** The folder of what a cell predicted in each step; only there if it keeps that. */
    public Path predictions(Cell cell) {
        return path.resolve("predictions").resolve(cell.fileName());
    }

    Path checkpoint(Cell cell) {
        return path.resolve(CHECKPOINTS).resolve(cell.fileName() + ".bin");
    }

    /** What a step of a cell handed over to the next one. */
    public Handover.Written handover(Cell cell, int step) {
        return new Handover.Written(
                path.resolve(CHECKPOINTS).resolve(cell.fileName() + ".step-" + step + HANDOVER_SUFFIX),
                run + " " + cell.fileName() + " " + step,
                checkpoint(cell));
    }

    /**
     * Deletes what a step handed over. Windows refuses as long as the file is mapped, which a resumed cell cannot end at will;
     * then the file does no harm, and the next resume sweeps it away.
     */
    void dropHandover(Cell cell, int step) {
        Path file = handover(cell, step).file();
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} is needed no more and cannot be deleted: {}", file, e.getMessage());
        }
    }

    /** Deletes all that was handed over but some, and halves of them that a kill has left. */
    void keepHandovers(Set<Path> wanted) throws InputException {
        try (Stream<Path> files = Files.list(path.resolve(CHECKPOINTS))) {
            for (Path file : files.toList()) {
                if (file.getFileName().toString().contains(HANDOVER_SUFFIX) && !wanted.contains(file)) {
                    delete(file);
                }
            }
        } catch (IOException e) {
            throw InputException.unreadable(path.resolve(CHECKPOINTS), e);
        }
    }

    /** Makes the folder and those in it. */
    void create() throws InputException {
        create(path.resolve(BATCHES));
        create(path.resolve(CHECKPOINTS));
    }

    static void create(Path folder) throws InputException {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw InputException.unwritable(folder, e);
        }
    }

    static void write(Path file, String text) throws InputException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        AtomicFiles.write(file, stream -> stream.write(bytes));
    }

    static void delete(Path file) throws InputException {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw InputException.unwritable(file, e);
        }
    }
}
