package org.relabel4j.benchmarks.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.relabel4j.benchmarks.experiment.Components;
import org.relabel4j.benchmarks.experiment.ExperimentConfig;
import org.relabel4j.benchmarks.experiment.Experiments;
import org.relabel4j.datasets.format.AtomicFiles;
import org.relabel4j.datasets.format.InputException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one run; the package's page lists them. All but the batch files are replaced in one step, so that a kill at
 * any moment, or a full disk, leaves the old file or the new one.
 *
 * @param path the folder
 */
public record RunFolder(Path path) {
    private static final Logger LOG = LoggerFactory.getLogger(RunFolder.class);
    private static final String BATCHES = "batches";
    private static final String CHECKPOINTS = "checkpoints";
    private static final String WARM_SUFFIX = ".safetensors";

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

    /** Held by the process that writes the run. */
    Path lock() {
        return path.resolve(CHECKPOINTS).resolve(".lock");
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

    /**
     * Checks that a run may start here, or go on.
     *
     * @throws IllegalArgumentException if there is something and resume is false, or it is no run, or one with another
     *     configuration; the message names the first key that differs
     */
    void checkUsable(ExperimentConfig config, boolean resume, Components components) {
        FolderUse.check(
                path,
                resume,
                Set.of(BATCHES, CHECKPOINTS),
                () -> Experiments.load(config().toString(), List.of(), components)
                        .toMap(),
                config.toMap());
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
            return Optional.of(CheckpointFile.decode(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw InputException.inFile(
                    file, "cannot be read: " + e.getMessage(), "a checkpoint", "delete it to start this cell anew");
        }
    }

    void writeCheckpoint(Cell cell, CellProgress progress) throws InputException {
        byte[] bytes = CheckpointFile.encode(progress);
        AtomicFiles.write(checkpoint(cell), stream -> stream.write(bytes));
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
