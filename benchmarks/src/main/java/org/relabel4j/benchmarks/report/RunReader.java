package org.relabel4j.benchmarks.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.relabel4j.benchmarks.grid.ChoiceRow;
import org.relabel4j.benchmarks.grid.RunFolder;
import org.relabel4j.benchmarks.grid.RunKeys;
import org.relabel4j.benchmarks.learning.LearningCell;
import org.relabel4j.benchmarks.learning.RoundRow;
import org.relabel4j.benchmarks.learning.RoundsCsv;
import org.relabel4j.datasets.format.InputException;

/** Reads a run folder. Columns and keys that it does not know are ignored, so other versions' folders can be read. */
final class RunReader {

    private static final int MOST_COMPARED = 100;

    private RunReader() {}

    /**
     * Reads one run.
     *
     * @throws InputException if {@code rounds.csv} is missing, has no rows, or a file is malformed
     */
    static RunData read(Path folder) throws IOException, InputException {
        return of(folder, RoundsCsv.read(folder));
    }

    /**
     * A run whose rows are known.
     *
     * @throws InputException if there are none, or a file is malformed
     */
    static RunData of(Path folder, List<RoundRow> rows) throws IOException, InputException {
        check(new RunFolder(folder).table(RoundsCsv.FILE), rows);
        RunData run = withoutResults(folder, "model");
        return run.with(run.name(), ModelResult.all(rows, plannedRounds(run.config()), Departures.of(run.config())));
    }

    /**
     * What a run folder tells of the run but for its results.
     *
     * @param choicesBy column of choices.csv to count by
     * @throws InputException if a file is malformed
     */
    static RunData withoutResults(Path folder, String choicesBy) throws IOException, InputException {
        RunFolder files = new RunFolder(folder);
        String name = folder.toAbsolutePath().normalize().getFileName().toString();
        return new RunData(
                name,
                List.of(),
                RunKeys.config(files),
                RunKeys.environment(files),
                ChoiceRow.counts(folder, choicesBy));
    }

    /** Reads several runs; of folders with one name, the second becomes {@code name (2)}, and so on. */
    static List<RunData> all(List<Path> folders) throws IOException, InputException {
        Map<String, Integer> seen = new HashMap<>();
        List<RunData> runs = new ArrayList<>();
        for (Path folder : folders) {
            RunData run = read(folder);
            int count = seen.merge(run.name(), 1, Integer::sum);
            runs.add(run.with(count == 1 ? run.name() : run.name() + " (" + count + ")", run.models()));
        }
        return List.copyOf(runs);
    }

    private static int plannedRounds(Map<String, String> config) {
        String rounds = config.getOrDefault("rounds", "");
        return rounds.matches("\\d{1,9}") ? Integer.parseInt(rounds) : 0;
    }

    private static void check(Path file, List<RoundRow> rows) throws InputException {
        if (rows.isEmpty()) {
            throw InputException.inFile(file, "has no rounds yet", "", "make the report when the first round is done");
        }
        checkRounds(file, rows);
        checkNumber(
                file,
                "models, variants counted",
                rows.stream().map(row -> row.experiment() + " " + row.cell().model()));
        checkNumber(file, "strategies", rows.stream().map(row -> row.cell().strategy()));
    }

    /** A report draws and compares each with each. */
    private static void checkNumber(Path file, String what, Stream<String> names) throws InputException {
        long number = names.distinct().count();
        if (number > MOST_COMPARED) {
            throw InputException.inFile(
                    file,
                    "has " + number + " " + what,
                    "at most " + MOST_COMPARED,
                    "make reports of parts of the file");
        }
    }

    /** Every trial must have each of its rounds once, from 0 on: statistics go by position. */
    private static void checkRounds(Path file, List<RoundRow> rows) throws InputException {
        record Owner(String experiment, LearningCell cell) {}
        Map<Owner, Set<Integer>> seen = new HashMap<>();
        for (RoundRow row : rows) {
            if (!seen.computeIfAbsent(new Owner(row.experiment(), row.cell()), owner -> new HashSet<>())
                    .add(row.round())) {
                throw wrongRounds(file, row, "stands twice");
            }
        }
        for (RoundRow row : rows) {
            Set<Integer> rounds = seen.get(new Owner(row.experiment(), row.cell()));
            if (row.round() > 0 && !rounds.contains(row.round() - 1)) {
                throw wrongRounds(file, row, "stands there without the round before it");
            }
        }
    }

    private static InputException wrongRounds(Path file, RoundRow row, String problem) {
        LearningCell cell = row.cell();
        return InputException.inFile(
                file,
                "round " + row.round() + " of model " + cell.model() + ", strategy " + cell.strategy() + ", trial "
                        + cell.trial() + " " + problem,
                "each round once, from 0 on",
                "mend the file, or make the run again");
    }
}
