package org.relabel4j.benchmarks.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.relabel4j.datasets.format.AtomicFiles;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.files.SealedFile;
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
    private static final String WARM_SUFFIX = ".safetensors";

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

    /** The results; {@link RoundsCsv} explains the columns. */
    public Path rounds() {
        return path.resolve("rounds.csv");
    }

    /** Wall-clock seconds of each round. */
    public Path timings() {
        return path.resolve("timings.csv");
    }

    /** Stack traces of failed cells; only there if a cell failed. */
    public Path errors() {
        return path.resolve("errors.txt");
    }

    /** What a cell asked in each round. */
    public Path batches(Cell cell) {
        return path.resolve(BATCHES).resolve(cell.fileName() + ".csv");
    }

    Path checkpoint(Cell cell) {
        return path.resolve(CHECKPOINTS).resolve(cell.fileName() + ".bin");
    }

    /** What a cell whose model starts warm left in a round. */
    Path warmState(Cell cell, int round) {
        return path.resolve(CHECKPOINTS).resolve(cell.fileName() + ".round-" + round + WARM_SUFFIX);
    }

    /**
     * Deletes what a cell left in a round. Windows refuses as long as the file is mapped, which a resumed cell cannot end at
     * will; then the file does no harm, and the next resume sweeps it away.
     */
    void dropWarmState(Cell cell, int round) {
        try {
            Files.deleteIfExists(warmState(cell, round));
        } catch (IOException e) {
            LOG.warn("{} is needed no more and cannot be deleted: {}", warmState(cell, round), e.getMessage());
        }
    }

    /** Deletes all files of {@link #warmState} but some, and halves of them that a kill has left. */
    void keepWarmStates(Set<Path> wanted) throws InputException {
        try (Stream<Path> files = Files.list(path.resolve(CHECKPOINTS))) {
            for (Path file : files.toList()) {
                if (file.getFileName().toString().contains(WARM_SUFFIX) && !wanted.contains(file)) {
                    delete(file);
                }
            }
        } catch (IOException e) {
            throw InputException.unreadable(path.resolve(CHECKPOINTS), e);
        }
    }

    /** Makes the folder and those in it. */
    void create() throws InputException {
        try {
            Files.createDirectories(path.resolve(BATCHES));
            Files.createDirectories(path.resolve(CHECKPOINTS));
        } catch (IOException e) {
            throw InputException.unwritable(path, e);
        }
    }

    /** The progress of a cell, if it has a checkpoint. */
    Optional<CellProgress> readCheckpoint(Cell cell) throws InputException {
        Path file = checkpoint(cell);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(CheckpointFile.decode(sealed(cell).read(file)));
        } catch (IOException e) {
            throw InputException.inFile(
                    file,
                    "cannot be gone on from: " + e.getMessage(),
                    "a checkpoint of this run",
                    "restore it, delete it to start this cell anew, or choose another folder by --out");
        }
    }

    void writeCheckpoint(Cell cell, CellProgress progress) throws InputException {
        Path file = checkpoint(cell);
        try {
            sealed(cell).write(file, CheckpointFile.encode(progress));
        } catch (IOException e) {
            throw InputException.unwritable(file, e);
        }
    }

    /** With the cell's name, so that another cell's file is not taken for it. */
    private SealedFile sealed(Cell cell) {
        return new SealedFile("checkpoint", CheckpointFile.VERSION, run + " " + cell.fileName());
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
