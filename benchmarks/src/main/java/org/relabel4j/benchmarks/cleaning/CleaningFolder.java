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
import org.relabel4j.datasets.format.AtomicFiles;
import org.relabel4j.datasets.format.InputException;

/**
 * The files of one run; the package's page lists them. Each is replaced in one step, so that a kill at any moment, or a full
 * disk, leaves the old file or the new one.
 *
 * @param path the folder
 */
public record CleaningFolder(Path path) {
    static final String CELLS = "cells";
    private static final String CHOICES_HEADER = "stage,example,labels,label,true_label\n";

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

    Path lock() {
        return path.resolve(CELLS).resolve(".lock");
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
        write(choices(cell), CHOICES_HEADER + lines(rows));
    }

    /** The stages that a cell has done, each with the examples relabelled in it; empty if it has not begun. */
    List<int[]> readChoices(CleaningCell cell) throws InputException {
        Path file = choices(cell);
        List<List<Integer>> stages = new ArrayList<>();
        if (Files.exists(file)) {
            try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
                for (NamedCsvRecord row : reader) {
                    int stage = Integer.parseInt(row.getField("stage"));
                    while (stages.size() <= stage) {
                        stages.add(new ArrayList<>());
                    }
                    stages.get(stage).add(Integer.parseInt(row.getField("example")));
                }
            } catch (IOException | RuntimeException e) {
                throw InputException.inFile(
                        file,
                        "cannot be read: " + e.getMessage(),
                        "what the cell chose",
                        "delete it to start this cell anew");
            }
        }
        return stages.stream()
                .map(stage -> stage.stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }

    /** Writes what a cell came to: from now on it is done. */
    void writeResult(CleaningCell cell, CellResult result) throws InputException {
        write(result(cell), lines(result.curve()) + "-\n" + lines(result.effects()));
    }

    Optional<CellResult> readResult(CleaningCell cell) throws InputException {
        Path file = result(cell);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            List<String> lines = Files.readAllLines(file);
            int middle = lines.indexOf("-");
            if (middle < 0) {
                throw InputException.inFile(file, "has no line of a dash", "one", "delete it to start this cell anew");
            }
            return Optional.of(new CellResult(lines.subList(0, middle), lines.subList(middle + 1, lines.size())));
        } catch (IOException e) {
            throw InputException.unreadable(file, e);
        }
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
