package org.relabel4j.benchmarks.track;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.relabel4j.benchmarks.cleaning.CleaningResults;
import org.relabel4j.benchmarks.cleaning.CurveRow;
import org.relabel4j.benchmarks.cleaning.EffectRow;
import org.relabel4j.benchmarks.learning.LearningCell;
import org.relabel4j.benchmarks.learning.RoundRow;
import org.relabel4j.benchmarks.learning.RoundsCsv;
import org.relabel4j.datasets.format.CsvTable;
import org.relabel4j.datasets.format.InputException;

/** Reads the tables of a run folder by cell and step. What is unknown or not a number is left out. */
final class TrackedTables {
    /** Columns that tell which cell and step a row is of, and those that hold no numbers. */
    private static final Set<String> NO_METRICS = Set.of(
            "experiment",
            "variant",
            "model",
            "strategy",
            "noise",
            "selector",
            "trial",
            "round",
            "relabels",
            "stop_reason");

    private final Map<String, TrackedCell> cells = new LinkedHashMap<>();

    private TrackedTables() {}

    /** The cells of a run folder, in the order of its tables. */
    static List<TrackedCell> cells(Path folder, Map<String, String> config) throws InputException {
        TrackedTables tables = new TrackedTables();
        if (Files.exists(folder.resolve(RoundsCsv.FILE))) {
            for (RoundRow row : RoundsCsv.read(folder)) {
                tables.add(row, config);
            }
        } else if (Files.exists(folder.resolve(CleaningResults.CURVES))) {
            for (CurveRow row : CurveRow.TABLE.read(folder.resolve(CleaningResults.CURVES))) {
                tables.cell(row.noise(), row.selector(), row.trial())
                        .put((int) row.point().relabels(), metrics(CurveRow.TABLE, row));
            }
            for (EffectRow row : EffectRow.TABLE.read(folder.resolve(CleaningResults.EFFECTS))) {
                tables.add(row);
            }
        }
        return new ArrayList<>(tables.cells.values());
    }

    private void add(RoundRow row, Map<String, String> config) {
        LearningCell cell = row.cell();
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("model", cell.model());
        parameters.put("strategy", cell.strategy());
        parameters.put("trial", String.valueOf(cell.trial()));
        if (!cell.variant().isEmpty()) {
            parameters.put("variant", cell.variant());
        }
        TrackedCell before = cells.get(cell.fileName());
        SortedMap<Integer, Map<String, Double>> steps = before == null ? new TreeMap<>() : before.steps();
        steps.put(row.round(), metrics(RoundsCsv.TABLE, row));
        String rounds = config.getOrDefault("variants." + cell.variant() + ".rounds", config.get("rounds"));
        boolean ended =
                row.stopReason().isPresent() || String.valueOf(row.round() + 1).equals(rounds);
        cells.put(cell.fileName(), new TrackedCell(cell.fileName(), cell.toString(), parameters, steps, ended));
    }

    /** What labels are worth is known at the end alone: it has one step. */
    private void add(EffectRow row) {
        if (!Double.isNaN(row.value())) {
            String model = row.key().model();
            cell(row.key().noise(), row.key().labels(), row.trial())
                    .computeIfAbsent(0, step -> new LinkedHashMap<>())
                    .put(row.key().measure() + (model.isEmpty() ? "" : "/" + model), row.value());
        }
    }

    /** The steps of a cell of label cleaning. Such a cell has rows when it has ended. */
    private SortedMap<Integer, Map<String, Double>> cell(String noise, String labels, int trial) {
        String name = "noise " + noise + " " + labels + " trial " + trial;
        Map<String, String> parameters = Map.of("noise", noise, "selector", labels, "trial", String.valueOf(trial));
        return cells.computeIfAbsent(
                        name,
                        key -> new TrackedCell(
                                noise.replace("=", "") + "_" + labels + "_" + trial,
                                name,
                                parameters,
                                new TreeMap<>(),
                                true))
                .steps();
    }

    private static <R> Map<String, Double> metrics(CsvTable<R> table, R row) {
        String[] names = table.header().split(",");
        List<String> fields = table.fields(row);
        Map<String, Double> metrics = new LinkedHashMap<>();
        for (int n = 0; n < names.length; n++) {
            if (!NO_METRICS.contains(names[n]) && !fields.get(n).isEmpty()) {
                double value = Double.parseDouble(fields.get(n));
                if (Double.isFinite(value)) {
                    metrics.put(names[n], value);
                }
            }
        }
        return metrics;
    }
}
