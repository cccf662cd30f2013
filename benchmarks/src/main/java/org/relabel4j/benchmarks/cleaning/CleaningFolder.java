package org.relabel4j.benchmarks.cleaning;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.relabel4j.benchmarks.run.FolderUse;
import org.relabel4j.datasets.format.AtomicFiles;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.files.SealedFile;

/**
 * The files of one run; the package's page lists them. Each is replaced in one step, so that a kill at any moment, or a full
 * disk, leaves the old file or the new one.
 *
 * @param path the folder
 * @param run identifies the run in the files of its state, see {@link FolderUse#identify}; empty for who does not look at them
 */
public record CleaningFolder(Path path, String run) {
    static final String CELLS = "cells";
    private static final int VERSION = 2;
    private static final String CHOICES_HEADER = "stage,example,labels,label,true_label\n";

    /** The folder of a run whose state is not looked at. */
    public CleaningFolder(Path path) {
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

    /** How clean the labels were at each number of relabels. */
    public Path curves() {
        return path.resolve("curves.csv");
    }

    /** What the labels were worth at the end. */
    public Path effects() {
        return path.resolve("effects.csv");
    }

    /** Means over trials. */
    public Path summary() {
        return path.resolve("summary.csv");
    }

    /** Stack traces of failed cells; only there if a cell failed. */
    public Path errors() {
        return path.resolve("errors.txt");
    }

    /** What a cell's selector chose: all stages that are done. */
    private Path choices(CleaningCell cell) {
        return path.resolve(CELLS).resolve(cell.fileName() + ".csv");
    }

    /** A finished cell's rows of curves.csv, a line of dashes, and those of effects.csv. */
    private Path result(CleaningCell cell) {
        return path.resolve(CELLS).resolve(cell.fileName() + ".result");
    }

    void create() throws InputException {
        try {
            Files.createDirectories(path.resolve(CELLS));
        } catch (IOException e) {
            throw InputException.unwritable(path, e);
        }
    }

    static void write(Path file, String text) throws InputException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        AtomicFiles.write(file, stream -> stream.write(bytes));
    }

    void writeChoices(CleaningCell cell, List<String> rows) throws InputException {
        writeSealed(choices(cell), "choices", cell, CHOICES_HEADER + lines(rows));
    }

    /** The stages that a cell has done, each with the examples relabelled in it; empty if it has not begun. */
    List<int[]> readChoices(CleaningCell cell) throws InputException {
        Optional<String> text = readSealed(choices(cell), "choices", cell);
        if (text.isEmpty()) {
            return List.of();
        }
        List<List<Integer>> stages = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(text.get())) {
            for (NamedCsvRecord row : reader) {
                int stage = Integer.parseInt(row.getField("stage"));
                if (stage == stages.size()) {
                    stages.add(new ArrayList<>());
                }
                stages.get(stage).add(Integer.parseInt(row.getField("example")));
            }
        } catch (IOException | RuntimeException e) {
            throw brokenChoices(cell);
        }
        return stages.stream()
                .map(stage -> stage.stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }

    /** Checks that a cell's choices are there. */
    void checkChoices(CleaningCell cell) throws InputException {
        if (!Files.exists(choices(cell))) {
            throw broken(choices(cell), "it is missing");
        }
    }

    /** Says that a cell cannot have made the choices that are there. */
    InputException brokenChoices(CleaningCell cell) {
        return broken(choices(cell), "its content is impossible");
    }

    /** Writes what a cell came to: from now on it is done. */
    void writeResult(CleaningCell cell, CellResult result) throws InputException {
        writeSealed(result(cell), "result", cell, lines(result.curve()) + "-\n" + lines(result.effects()));
    }

    Optional<CellResult> readResult(CleaningCell cell) throws InputException {
        Optional<String> text = readSealed(result(cell), "result", cell);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        List<String> lines = text.get().lines().toList();
        int middle = lines.indexOf("-");
        if (middle < 0) {
            throw broken(result(cell), "its content is impossible");
        }
        return Optional.of(new CellResult(lines.subList(0, middle), lines.subList(middle + 1, lines.size())));
    }

    private void writeSealed(Path file, String kind, CleaningCell cell, String text) throws InputException {
        try {
            seal(kind, cell).write(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw InputException.unwritable(file, e);
        }
    }

    private Optional<String> readSealed(Path file, String kind, CleaningCell cell) throws InputException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new String(seal(kind, cell).read(file), StandardCharsets.UTF_8));
        } catch (SealedFile.BrokenException e) {
            throw broken(file, e.getMessage());
        } catch (IOException e) {
            throw InputException.unreadable(file, e);
        }
    }

    /** With the cell's name, so that another cell's file is not taken for it. */
    private SealedFile seal(String kind, CleaningCell cell) {
        return new SealedFile(kind, VERSION, run + " " + cell.fileName());
    }

    private static InputException broken(Path file, String problem) {
        return InputException.inFile(
                file,
                "cannot be gone on from: " + problem,
                "what this run's cell wrote",
                "restore it, delete all files of this cell to do it again, or choose another folder by --out");
    }

    static String lines(List<String> rows) {
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> text.append(row).append('\n'));
        return text.toString();
    }

    /**
     * What a finished cell adds to the tables.
     *
     * @param curve rows of curves.csv
     * @param effects rows of effects.csv
     */
    record CellResult(List<String> curve, List<String> effects) {
        CellResult {
            curve = List.copyOf(curve);
            effects = List.copyOf(effects);
        }
    }
}
